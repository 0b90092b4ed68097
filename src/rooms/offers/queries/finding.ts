import type { Day } from '../../../kernel/day.ts'
import type { Actor } from '../../../platform/access/index.ts'
import { may } from '../../../platform/access/index.ts'
import { keysMeaning, lifeDomains, readList, targetGroups } from '../../../platform/codelists/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import type { Hit } from '../../../platform/room.ts'
import { soughtWords } from '../../../platform/search/index.ts'
import { organisationNames } from '../../network/index.ts'
import { offerPath } from '../paths.ts'
import { listOffers, type OfferRow } from './offers.ts'

/** What somebody needs, as a hand-over or a plan knows it. */
export interface Need {
  /** Key of a life domain. */
  readonly topic?: string | null
  /** Where the person lives. */
  readonly municipalityId?: string | null
  /** BCP 47. */
  readonly language?: string | null
  /** Key of a target group. */
  readonly targetGroup?: string | null
}

/** Open offers for a need, those with a free place first; at most `limit`. */
export async function findOffers(
  tx: Tx,
  actor: Pick<Actor, 'roles'>,
  need: Need,
  today: Day,
  limit = 50,
): Promise<readonly OfferRow[]> {
  if (!may(actor, 'offers.read')) return []
  const filter = {
    ...(need.topic && { topics: await meaning(tx, lifeDomains, need.topic) }),
    ...(need.targetGroup && { targetGroups: await meaning(tx, targetGroups, need.targetGroup) }),
    ...(need.municipalityId && { municipalityId: need.municipalityId }),
    ...(need.language && { language: need.language }),
  }
  return (await listOffers(tx, actor, { ...filter, sort: 'free', limit }, today)).rows
}

/** All keys that an offer may have been written with to mean an entry. */
export async function meaning(tx: Tx, list: typeof lifeDomains, key: string): Promise<readonly string[]> {
  const { entries } = await readList(tx, list)
  return [...new Set([key, ...keysMeaning(entries, key)])]
}

/** Hits of the directory for the search on every page, at most `limit`; what has ended is left to the list. */
export async function searchOffers(tx: Tx, actor: Actor, text: string, limit: number, today: Day): Promise<Hit[]> {
  if (!may(actor, 'offers.read') || soughtWords(text).length === 0 || limit <= 0) return []
  const { rows } = await listOffers(tx, actor, { text, limit }, today)
  if (rows.length === 0) return []
  const names = new Map((await organisationNames(tx, today)).map((one) => [one.id, one.name]))
  return rows.map((row) => ({
    title: row.name,
    path: offerPath(row.id),
    kind: 'offers.one',
    detail: names.get(row.organisationId) ?? '',
  }))
}
