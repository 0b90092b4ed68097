import type { Day } from '../../kernel/day.ts'
import type { Month, Period } from '../../kernel/period.ts'

/**
 * Figures in the form in which they may leave: tables with declared columns. Dimensions say what a row is about and come
 * from the structure's side only; measures say what was counted or measured. A rule of disclosure goes by the kinds.
 */

interface Values {
  // dimensions
  interface: string
  /** Null: the place is not known. */
  municipality: string | null
  month: Month
  /** First day of a class of waits. */
  waitClass: number
  /** Number of passages at which the limits of a funnel are drawn; not about anybody. */
  position: number
  /** A code from a closed list; null: none given. */
  kind: string | null
  // measures
  count: number
  /** A sum of durations in calendar days. */
  days: number
  /** A quantile of durations in calendar days. */
  quantile: number | null
  /** Of 1. */
  share: number | null
  /** A figure by which things are ordered, and limits of it. */
  rank: number | null
  ratio: number | null
  mark: boolean
  day: Day | null
  /** A given number that is not computed from cases: target, residents, class width. */
  given: number | null
}

export type Kind = keyof Values
export type Columns = Readonly<Record<string, Kind>>
export type RowOf<C extends Columns> = { readonly [Name in keyof C]: Values[C[Name]] }

export interface Table<C extends Columns = Columns> {
  readonly columns: C
  readonly rows: readonly RowOf<C>[]
}

/** Where figures come from: enough to compute them again. */
export interface Source {
  /** The question in the form of an address, such as `?period=24-months&town=hasselbeck`. */
  readonly question: string
  readonly period: Period
  /** Reference date: nothing later was seen, open hand-overs count up to it. */
  readonly asOf: Day
  /** Hand-overs that the figures speak of. */
  readonly population: number
  readonly simulated: boolean
  /** What the question narrows, so that releases can be compared: keys, none named means all. */
  readonly scope?: {
    readonly interfaces?: readonly string[]
    readonly towns?: readonly string[]
    readonly groups?: readonly string[]
    readonly languages?: readonly string[]
  }
}

/** The rows of the tables of a sheet, by name. */
export type Tables<T extends Sheet> = { readonly [Name in keyof T['tables']]: T['tables'][Name]['rows'][number] }

export interface Sheet {
  readonly name: string
  readonly source: Source
  // biome-ignore lint/suspicious/noExplicitAny: tables of any columns; the columns of each are known where it is made
  readonly tables: Readonly<Record<string, Table<any>>>
}

/** A table from its columns and rows. */
export function table<const C extends Columns>(columns: C, rows: readonly RowOf<C>[]): Table<C> {
  return { columns, rows }
}

const dimensions: ReadonlySet<Kind | undefined> = new Set<Kind>([
  'interface',
  'municipality',
  'month',
  'waitClass',
  'position',
  'kind',
])

export function isDimension(kind: Kind | undefined): boolean {
  return dimensions.has(kind)
}
