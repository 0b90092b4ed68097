import { sql } from 'kysely'
import type { Day } from '../../../kernel/day.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { tables } from '../access.ts'
import type { RecordKind } from '../domain/kinds.ts'
import { soughtWords } from '../domain/words.ts'

/** Rows on a page of a list. */
export const pageSize = 50

/** No list is longer, exports included; a district has a few hundred of each. */
export const longestList = 5000

/** Records that are there today, those that have ended, or both. */
export const listStates = ['active', 'ended', 'all'] as const
export type ListState = (typeof listStates)[number]

/** What every list is asked for; each noun adds its own filters. */
export interface Listing<Sort extends string> {
  /** Words of names, all of which must be found. */
  readonly text?: string
  /** `active` unless told. */
  readonly state?: ListState
  readonly sort?: Sort
  readonly descending?: boolean
  /** Rows to leave out before the first, 0 unless told. */
  readonly offset?: number
  /** At most longestList, pageSize unless told. */
  readonly limit?: number
}

export interface Listed<Row> {
  readonly rows: readonly Row[]
  /** All that match, also those on other pages. */
  readonly total: number
}

/** One condition per word of the search text. `id` is the column with the record's id, such as `site.id`. */
export function found(kind: RecordKind, id: string, text: string | undefined) {
  return soughtWords(text ?? '').map(
    ({ from, before, onlyAtStart }) => sql<boolean>`${sql.ref(id)} IN (
      SELECT subject_id FROM network_word
      WHERE subject_kind = ${kind} AND ending >= ${from} AND ending < ${before} AND at_start >= ${onlyAtStart}
    )`,
  )
}

/** The condition for a state. `endedOn` is the column, such as `site.ended_on`. */
export function inState(endedOn: string, state: ListState | undefined, today: Day) {
  const column = sql.ref(endedOn)
  if (state === 'all') return sql<boolean>`true`
  if (state === 'ended') return sql<boolean>`${column} <= ${today}`
  return sql<boolean>`(${column} IS NULL OR ${column} > ${today})`
}

/** A column of German words, in the order of the German dictionary. */
export const german = (column: string) => sql<string>`${sql.ref(column)} COLLATE "de-x-icu"`

export const limitOf = ({ limit }: Listing<string>) => Math.min(limit ?? pageSize, longestList)

/** What each organisation is called on a day, to join. */
export function namesOn(tx: Tx, day: Day) {
  return tables(tx)
    .selectFrom('organisation_name')
    .distinctOn('organisation_name.organisation_id')
    .select(['organisation_name.organisation_id', 'organisation_name.name', 'organisation_name.short_name'])
    .where((eb) => eb.or([eb('valid_from', 'is', null), eb('valid_from', '<=', day)]))
    .orderBy('organisation_name.organisation_id')
    .orderBy('valid_from', (order) => order.desc().nullsLast())
}

/** What each organisation belongs to on a day, to join; parent_id null where it belongs to none since some day. */
export function parentsOn(tx: Tx, day: Day) {
  return tables(tx)
    .selectFrom('organisation_parent')
    .distinctOn('organisation_parent.organisation_id')
    .select(['organisation_parent.organisation_id', 'organisation_parent.parent_id'])
    .where((eb) => eb.or([eb('valid_from', 'is', null), eb('valid_from', '<=', day)]))
    .orderBy('organisation_parent.organisation_id')
    .orderBy('valid_from', (order) => order.desc().nullsLast())
}
