import { sql } from 'kysely'
import type { Day } from '../../../kernel/day.ts'
import type { Id } from '../../../kernel/ids.ts'
import { found as foundIn } from '../../../platform/search/index.ts'
import type { RecordKind, TargetUnit } from '../domain/kinds.ts'

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

/** The condition that every word of the search text is found; none where no text is. `id` is the column with the id. */
export const found = (kind: RecordKind, id: string, text: string | undefined) => foundIn('network_word', kind, id, text)

/** The condition for a state. `endedOn` is the column, such as `site.ended_on`. */
export function inState(endedOn: string, state: ListState | undefined, today: Day) {
  const column = sql.ref(endedOn)
  if (state === 'all') return sql<boolean>`true`
  if (state === 'ended') return sql<boolean>`${column} <= ${today}`
  return sql<boolean>`(${column} IS NULL OR ${column} > ${today})`
}

/** A column of German words, in the order of the German dictionary. */
export const german = (column: string) => sql<string>`${sql.ref(column)} COLLATE "de-x-icu"`

/** A column of codes, in the order of their list. */
export const inOrder = (column: string, codes: readonly string[]) =>
  sql<number>`array_position(${[...codes]}::text[], ${sql.ref(column)})`

export const limitOf = ({ limit }: Listing<string>) => Math.min(limit ?? pageSize, longestList)

/*
 * What holds on a day, to join laterally: one look-up by index for each row. A subquery over all organisations would be
 * joined by nested loops wherever the planner has no statistics yet, which is so after every large import.
 */

/** What an organisation is called on a day. `organisation` is the column with its id. There is always one name. */
export const nameOn = (organisation: string, day: Day) => sql<{ name: string; short_name: string | null }>`(
  SELECT name, short_name FROM organisation_name
  WHERE organisation_id = ${sql.ref(organisation)} AND (valid_from IS NULL OR valid_from <= ${day})
  ORDER BY valid_from DESC NULLS LAST LIMIT 1
)`

/** What an organisation belongs to on a day; no row, or null, where it belongs to none. */
export const parentOn = (organisation: string, day: Day) => sql<{ parent_id: Id<'organisation'> | null }>`(
  SELECT parent_id FROM organisation_parent
  WHERE organisation_id = ${sql.ref(organisation)} AND (valid_from IS NULL OR valid_from <= ${day})
  ORDER BY valid_from DESC NULLS LAST LIMIT 1
)`

/** The target of an interface on a day; the rule of `targetOn` in the database's words. */
export const targetOnDay = (serviceInterface: string, day: Day) => sql<{
  days: number | null
  unit: TargetUnit
  valid_from: Day
}>`(
  SELECT days, unit, valid_from FROM interface_target
  WHERE interface_id = ${sql.ref(serviceInterface)} AND valid_from <= ${day}
  ORDER BY valid_from DESC, number DESC LIMIT 1
)`
