import type { Day } from '../../kernel/day.ts'
import type { Period } from '../../kernel/period.ts'
import { NO_DAY } from '../passages.ts'

/**
 * Needs in columns: one row is one need of a person or family for something of a topic. Days are day numbers of the kernel,
 * because needs are recorded by the day. All columns are of equal length.
 */
export interface NeedColumns {
  readonly size: number
  /** Index into `topics`. */
  readonly topicOf: Int32Array
  readonly topics: readonly string[]
  /** Index into `places` (municipalities), -1 unknown. */
  readonly placeOf: Int32Array
  readonly places: readonly string[]
  /** Index into `groups` (target groups), -1 unknown. */
  readonly groupOf: Int32Array
  readonly groups: readonly string[]
  /** Index into `languages`, -1: no particular language is needed. */
  readonly languageOf: Int32Array
  readonly languages: readonly string[]
  /** Index into `reasons` (why it is not met), -1 none told. */
  readonly reasonOf: Int32Array
  readonly reasons: readonly string[]
  /** Running number of the person or family within this load: what belongs together when chance is judged, not a key. */
  readonly caseOf: Int32Array
  readonly neededOn: Int32Array
  /** NO_DAY where it is not met. */
  readonly metOn: Int32Array
  /** NO_DAY where it was not given up. */
  readonly givenUpOn: Int32Array
  /** Days from what happened last to its record; NO_DAY where that is not known. */
  readonly recordedLagDays: Int32Array
}

/** One need as a row; days are day numbers. */
export interface NeedRow {
  readonly topic: string
  readonly place?: string | null | undefined
  readonly group?: string | null | undefined
  readonly language?: string | null | undefined
  readonly reason?: string | null | undefined
  /** A case of its own unless told. */
  readonly case?: number | undefined
  readonly neededOn: number
  readonly metOn?: number | null | undefined
  readonly givenUpOn?: number | null | undefined
  readonly lagDays?: number | null | undefined
}

/** Columns from rows, for simulations and tests; the product reads its columns from the database. */
export function needColumns(rows: readonly NeedRow[]): NeedColumns {
  const code = (pick: (row: NeedRow) => string | null | undefined) => {
    const names = [...new Set(rows.flatMap((row) => pick(row) ?? []))].sort()
    const codes = new Map(names.map((name, index) => [name, index]))
    return { names, of: Int32Array.from(rows, (row) => codes.get(pick(row) ?? '') ?? -1) }
  }
  const days = (pick: (row: NeedRow) => number | null | undefined) =>
    Int32Array.from(rows, (row) => pick(row) ?? NO_DAY)
  const [topic, place, group] = [code((row) => row.topic), code((row) => row.place), code((row) => row.group)]
  const [language, reason] = [code((row) => row.language), code((row) => row.reason)]
  return {
    size: rows.length,
    topicOf: topic.of,
    topics: topic.names,
    placeOf: place.of,
    places: place.names,
    groupOf: group.of,
    groups: group.names,
    languageOf: language.of,
    languages: language.names,
    reasonOf: reason.of,
    reasons: reason.names,
    caseOf: Int32Array.from(rows, (row, index) => row.case ?? index),
    neededOn: days((row) => row.neededOn),
    metOn: days((row) => row.metOn),
    givenUpOn: days((row) => row.givenUpOn),
    recordedLagDays: days((row) => row.lagDays),
  }
}

export interface NeedQuestion {
  readonly period: Period
  /** The reference date: what happened later is not seen, open needs count up to and with this day. */
  readonly asOf: Day
  readonly filter?: NeedFilter
  /** Region by place, into which thin towns are merged; a place without one is merged into the district at once. */
  readonly regionOf?: ReadonlyMap<string, string>
  /** Residents by place, for rates; a place without a number has no rate. */
  readonly residents?: ReadonlyMap<string, number>
  /** Fewest needs with which a cell stands for itself, 12 unless told. */
  readonly least?: number
  /** Of the bootstrap and the permutations; equal seeds give equal figures. Default `nahtlos`. */
  readonly seed?: number | string
  /** Draws of the bootstrap, 500 unless told. */
  readonly draws?: number
  /** Length of the monthly series that ends with the period, 36 unless told. */
  readonly seriesMonths?: number
}

/** Only needs that match every list given; an empty list matches nothing. Names as in the columns; null is "none". */
export interface NeedFilter {
  readonly topics?: readonly string[]
  readonly places?: readonly (string | null)[]
  readonly groups?: readonly (string | null)[]
  readonly languages?: readonly (string | null)[]
}
