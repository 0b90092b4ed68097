import { type Columns, isDimension, type Kind, type Sheet } from '../sheet.ts'
import type { Basis, TableBasis } from './basis.ts'
import type { TableDeclaration } from './declaration.ts'

/** A row on its way out, with the records behind it and whatever was put together in it. */
export interface WorkRow {
  /** Dimensions as they will be shown. */
  readonly names: Readonly<Record<string, string | number | null>>
  /** Of each dimension, the values that the row sums. */
  readonly values: Readonly<Record<string, readonly (string | number | null)[]>>
  /** The rows of the sheet that it sums. */
  readonly parts: readonly Readonly<Record<string, unknown>>[]
  /** Undefined where the table has no basis. */
  readonly records: readonly number[] | undefined
  readonly merged: boolean
}

export interface WorkTable {
  readonly name: string
  readonly columns: Columns
  readonly declaration: TableDeclaration
  readonly basis: TableBasis | undefined
  readonly rows: readonly WorkRow[]
}

/** How many different people a count column of a row counts; without a basis as many as it counts. */
export function peopleOf(row: WorkRow, column: string, { basis }: Pick<WorkTable, 'basis'>, all: Basis | undefined) {
  const records = recordsOf(row, column, { basis })
  return records && all ? new Set(records.map((record) => all.people[record])).size : sumOf(row, column)
}

/** The records that a count column of a row counts; undefined without a basis. */
export function recordsOf(row: WorkRow, column: string, { basis }: Pick<WorkTable, 'basis'>) {
  const counts = basis?.counts?.[column]
  return counts ? row.records?.filter(counts) : row.records
}

/** A count or sum of the row: of its parts together. */
export function sumOf(row: WorkRow, column: string): number {
  return row.parts.reduce((sum, part) => sum + ((part[column] as number | null) ?? 0), 0)
}

/** The declared table of a sheet as rows, small ones put together by the declared hierarchy before they vanish. */
export function workTable(
  name: string,
  table: Sheet['tables'][string],
  declaration: TableDeclaration,
  all: Basis | undefined,
  least: number,
): WorkTable {
  const columns = table.columns as Columns
  const basis = all?.tables[name]
  const dimensions = Object.keys(columns).filter((column) => isDimension(columns[column]))
  let rows: readonly WorkRow[] = (table.rows as readonly Readonly<Record<string, unknown>>[]).map((row, index) => ({
    names: Object.fromEntries(dimensions.map((column) => [column, row[column] as string | number | null])),
    values: Object.fromEntries(dimensions.map((column) => [column, [row[column] as string | number | null]])),
    parts: [row],
    records: basis ? Array.from(basis.rows[index] ?? []) : undefined,
    merged: false,
  }))
  for (const [column, kind] of Object.entries(declaration.hierarchy ?? {})) {
    const isSmall = (row: WorkRow) => {
      const people = peopleOf(row, declaration.base, { basis }, all)
      return people > 0 && people < least
    }
    const steps =
      kind === 'quarters'
        ? [quarterOf]
        : [(town: unknown) => `region:${all?.regions?.get(String(town)) ?? '?'}`, () => 'region:*']
    for (const step of steps) rows = mergeSmall(rows, column, step, isSmall, kind === 'quarters')
  }
  return { name, columns, declaration, basis, rows }
}

/**
 * Rows that are small and share everything but one dimension become one row, as far as the step calls their values alike.
 * @param whole Takes those that are not small along: a quarter is all of its months.
 */
function mergeSmall(
  rows: readonly WorkRow[],
  column: string,
  step: (value: unknown) => string,
  isSmall: (row: WorkRow) => boolean,
  whole: boolean,
): readonly WorkRow[] {
  const keyOf = (row: WorkRow) =>
    JSON.stringify([Object.entries(row.names).filter(([name]) => name !== column), step((row.values[column] ?? [])[0])])
  const groups = Map.groupBy(
    rows.filter((row) => whole || isSmall(row)),
    keyOf,
  )
  const mergedAt = new Map<WorkRow, WorkRow | undefined>()
  for (const group of groups.values()) {
    const [first] = group
    // What is empty is nobody's, and stays apart.
    const some = group.filter((row) => isSmall(row) || whole)
    if (!first || some.length < 2 || !some.some(isSmall)) continue
    const row: WorkRow = {
      names: { ...first.names, [column]: step((first.values[column] ?? [])[0]) },
      values: { ...first.values, [column]: some.flatMap((one) => one.values[column] ?? []) },
      parts: some.flatMap(({ parts }) => parts),
      records: some.some(({ records }) => records === undefined) ? undefined : some.flatMap((one) => one.records ?? []),
      merged: true,
    }
    some.forEach((one, index) => {
      mergedAt.set(one, index === 0 ? row : undefined)
    })
  }
  return rows.flatMap((row) => (mergedAt.has(row) ? (mergedAt.get(row) ?? []) : [row]))
}

/** `2026-02` lies in `2026-Q1`. */
function quarterOf(month: unknown): string {
  const [year, number] = String(month).split('-')
  return `${year}-Q${Math.ceil(Number(number) / 3)}`
}

/** The columns that leave: dimensions, then what is declared, each with its kind. */
export function columnsOut({ columns, declaration }: WorkTable): Readonly<Record<string, Kind>> {
  const names = [...Object.keys(columns).filter((column) => isDimension(columns[column])), ...declaration.show]
  return Object.fromEntries(names.map((column) => [column, columns[column] as Kind]))
}
