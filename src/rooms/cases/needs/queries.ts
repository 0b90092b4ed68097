import type { Day } from '../../../kernel/day.ts'
import { NotFound } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import { currentKey, hurdles, isSelectable, labelOf, readList } from '../../../platform/codelists/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { findOffers, type OfferRow } from '../../offers/index.ts'
import { type NeedState, stateOf } from './domain/states.ts'
import { tables } from './tables.ts'

export interface StoredNeed {
  readonly id: Id<'need'>
  readonly caseId: Id<'case'> | null
  readonly topic: string
  readonly language: string | null
  readonly targetGroup: string | null
  readonly municipalityId: Id<'municipality'> | null
  readonly neededOn: Day
  readonly metOn: Day | null
  readonly metHow: 'offer' | 'elsewhere' | null
  readonly offerId: Id<'offer'> | null
  readonly givenUpOn: Day | null
  readonly reason: string | null
  readonly version: number
  readonly state: NeedState
}

const columns = [
  'id',
  'case_id as caseId',
  'topic',
  'language',
  'target_group as targetGroup',
  'municipality_id as municipalityId',
  'needed_on as neededOn',
  'met_on as metOn',
  'met_how as metHow',
  'offer_id as offerId',
  'given_up_on as givenUpOn',
  'reason',
  'version',
] as const

/** A file has a handful; this is more than any has. */
const mostNeeds = 100

/** The needs of a file that the caller has reached already: open ones first, the longest first. */
export async function needsOf(tx: Tx, caseId: Id<'case'>): Promise<readonly StoredNeed[]> {
  const rows = await tables(tx)
    .selectFrom('case_need')
    .select(columns)
    .where('case_id', '=', caseId)
    .orderBy('needed_on')
    .orderBy('id')
    .limit(mostNeeds)
    .execute()
  const needs = rows.map((row) => ({ ...row, state: stateOf(row) }))
  return [...needs.filter(({ state }) => state === 'open'), ...needs.filter(({ state }) => state !== 'open')]
}

/** Throws NotFound, also for a need of another case. */
export async function getNeed(tx: Tx, caseId: Id<'case'>, id: string): Promise<StoredNeed> {
  const row = await tables(tx)
    .selectFrom('case_need')
    .select(columns)
    .where('case_id', '=', caseId)
    .where('id', '=', id as Id<'need'>)
    .executeTakeFirst()
  if (!row) throw new NotFound(`there is no need ${id}`)
  return { ...row, state: stateOf(row) }
}

/** Offers shown beside a need. */
const mostOffers = 8

/** Open offers that fit, those with a free place first; without the language where no offer has it. */
export async function offersFor(
  tx: Tx,
  actor: Actor,
  need: StoredNeed,
  today: Day,
): Promise<{ readonly offers: readonly OfferRow[]; readonly otherLanguages: boolean }> {
  const { topic, municipalityId, language } = need
  const offers = await findOffers(tx, actor, { topic, municipalityId, language }, today, mostOffers)
  if (offers.length > 0 || language === null) return { offers, otherLanguages: false }
  return { offers: await findOffers(tx, actor, { topic, municipalityId }, today, mostOffers), otherLanguages: true }
}

/** Why a need is not met, in the district's words. */
export interface Reasons {
  readonly has: (key: string) => boolean
  readonly name: (key: string) => string
  readonly choosable: (
    today: Day,
    chosen?: string | null,
  ) => readonly { readonly value: string; readonly label: string }[]
}

export async function readReasons(tx: Tx, locale: string): Promise<Reasons> {
  const { entries } = await readList(tx, hurdles)
  const byKey = new Map(entries.map((entry) => [entry.key, entry]))
  return {
    has: (key) => byKey.has(key),
    name: (key) => {
      const entry = byKey.get(currentKey(entries, key))
      return entry ? labelOf(entry, locale) : key
    },
    choosable: (today, chosen) =>
      entries
        .filter((entry) => isSelectable(entry, today) || entry.key === chosen)
        .map((entry) => ({ value: entry.key, label: labelOf(entry, locale) })),
  }
}
