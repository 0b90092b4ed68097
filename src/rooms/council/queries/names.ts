import type { Day } from '../../../kernel/day.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { bodyNames, listPartyGroups, organisationNames } from '../../network/index.ts'
import { inNetwork, type Reader } from '../access.ts'

/** Names of what other rooms keep, by id: this room stores ids and shows names of the day. */
export interface Names {
  readonly organisation: (id: string | null) => string | null
  readonly organisationKey: (id: string | null) => string | null
  readonly body: (id: string | null) => string | null
  readonly bodyShort: (id: string | null) => string | null
  readonly bodyKey: (id: string | null) => string | null
  readonly partyGroup: (id: string | null) => string | null
}

/** One look at each list of the network; what the reader may not see has no name (null). */
export async function namesOn(tx: Tx, reader: Reader, today: Day): Promise<Names> {
  const organisations = byId(await organisationNames(tx, today))
  const bodies = byId(await bodyNames(tx))
  const groups = byId(await listPartyGroups(tx, inNetwork(reader)))
  return {
    organisation: (id) => organisations.get(id ?? '')?.name ?? null,
    organisationKey: (id) => organisations.get(id ?? '')?.key ?? null,
    body: (id) => bodies.get(id ?? '')?.name ?? null,
    bodyShort: (id) => bodies.get(id ?? '')?.shortName ?? bodies.get(id ?? '')?.name ?? null,
    bodyKey: (id) => bodies.get(id ?? '')?.key ?? null,
    partyGroup: (id) => groups.get(id ?? '')?.name ?? null,
  }
}

const byId = <Row extends { readonly id: string }>(rows: readonly Row[]) =>
  new Map<string, Row>(rows.map((row) => [row.id, row]))
