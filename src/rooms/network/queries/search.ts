import { systemClock } from '../../../kernel/clock.ts'
import type { Actor } from '../../../platform/access/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import type { Hit } from '../../../platform/room.ts'
import { soughtWords } from '../../../platform/search/index.ts'
import type { RecordKind } from '../domain/kinds.ts'
import { pathOf } from '../paths.ts'
import { listBodies } from './bodies.ts'
import { listContacts } from './contacts.ts'
import { listInterfaces } from './interfaces.ts'
import { listJurisdictions } from './jurisdictions.ts'
import { listMunicipalities } from './municipalities.ts'
import { listOrganisations } from './organisations.ts'
import { listSites } from './sites.ts'

/**
 * Hits of the network for the search on every page, at most `limit`, as far as the actor may see them. Interfaces come
 * first: they are what people come for. Ended records are left to the lists.
 */
export async function searchNetwork(tx: Tx, actor: Actor, text: string, limit: number): Promise<Hit[]> {
  if (soughtWords(text).length === 0) return []
  // The room contract gives no clock: a hit shows the names of the real day.
  const today = systemClock.today()
  const hits: Hit[] = []
  for (const search of searches) {
    if (hits.length >= limit) break
    hits.push(...(await search(tx, actor, { text, limit: limit - hits.length }, today)))
  }
  return hits
}

type Search = (
  tx: Tx,
  actor: Actor,
  listing: { text: string; limit: number },
  today: ReturnType<typeof systemClock.today>,
) => Promise<Hit[]>

const searches: readonly Search[] = [
  async (...asked) =>
    (await listInterfaces(...asked)).rows.map((row) =>
      hit('interface', row.key, row.name, `${row.fromLabel} → ${row.toLabel}`),
    ),
  async (...asked) =>
    (await listOrganisations(...asked)).rows.map((row) => hit('organisation', row.key, row.name, row.parentName)),
  async (...asked) =>
    (await listSites(...asked)).rows.map((row) => hit('site', row.key, row.name, row.organisationName)),
  async (...asked) =>
    (await listContacts(...asked)).rows.map((row) => hit('contact', row.key, row.office, row.organisationName)),
  async (tx, actor, listing, today) =>
    (await listMunicipalities(tx, actor, listing, today)).rows.map((row) =>
      hit('municipality', row.key, row.name, row.ags),
    ),
  async (...asked) =>
    (await listJurisdictions(...asked)).rows.map((row) => hit('jurisdiction', row.key, row.code, row.name)),
  async (...asked) => (await listBodies(...asked)).rows.map((row) => hit('body', row.key, row.name, row.chairName)),
]

function hit(kind: RecordKind, key: string, title: string, detail: string | null): Hit {
  return { title, path: pathOf(kind, key), kind: `network.${kind}.one`, ...(detail && { detail }) }
}
