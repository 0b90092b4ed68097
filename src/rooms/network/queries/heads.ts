import type { Day } from '../../../kernel/day.ts'
import type { Actor } from '../../../platform/access/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import type { RecordKind } from '../domain/kinds.ts'
import { getBody } from './bodies.ts'
import { getContact } from './contacts.ts'
import { getInterface } from './interfaces.ts'
import { getJurisdiction } from './jurisdictions.ts'
import { getMunicipality } from './municipalities.ts'
import { getOrganisation } from './organisations.ts'
import type { Kept } from './records.ts'
import { getSite } from './sites.ts'

/** What pages for any kind of record need: its name, and what every record carries. */
export interface Head extends Kept {
  readonly id: string
  readonly kind: RecordKind
  readonly title: string
}

/** A record of any kind, as far as the actor may see it; throws NotFound. */
export async function getHead(tx: Tx, actor: Actor, kind: RecordKind, key: string, today: Day): Promise<Head> {
  const record = await readers[kind](tx, actor, key, today)
  const { id, endedOn, simulated, version, changedAt, title } = record
  return { id, key, kind, title, endedOn, simulated, version, changedAt }
}

type Found = Kept & { readonly id: string; readonly title: string }
type Reader = (tx: Tx, actor: Actor, key: string, today: Day) => Promise<Found>

const named = <Kind extends Kept & { id: string; name: string }>(record: Kind): Found => ({
  ...record,
  title: record.name,
})

const readers: Record<RecordKind, Reader> = {
  organisation: async (...where) => named(await getOrganisation(...where)),
  site: async (...where) => named(await getSite(...where)),
  municipality: async (tx, actor, key) => named(await getMunicipality(tx, actor, key)),
  body: async (...where) => named(await getBody(...where)),
  interface: async (...where) => named(await getInterface(...where)),
  contact: async (...where) => {
    const contact = await getContact(...where)
    return { ...contact, title: contact.office }
  },
  jurisdiction: async (...where) => {
    const jurisdiction = await getJurisdiction(...where)
    return { ...jurisdiction, title: jurisdiction.code }
  },
}
