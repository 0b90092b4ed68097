import type { NeedColumns } from './needs.ts'
import { ANY, type GapCell } from './results.ts'

/** A cell with the rows of its needs. */
export interface PooledCell {
  readonly cell: GapCell
  /** Those of one case side by side. */
  readonly rows: readonly number[]
  readonly finer: number
}

/** Where a need is counted at one step of the ladder. */
type Step = (cell: GapCell, regionOf: ReadonlyMap<string, string>) => GapCell

/**
 * The ladder up which needs of thin cells go, all together, one step at a time. The place goes first, because people can
 * travel, then the group; the language last, because without it an offer helps nobody.
 */
const ladder: readonly Step[] = [
  (cell, regionOf) => {
    const region = cell.place === null ? undefined : regionOf.get(cell.place)
    return region === undefined
      ? { ...cell, level: 'district', place: null }
      : { ...cell, level: 'region', place: region }
  },
  (cell) => ({ ...cell, group: ANY }),
  (cell) => ({ ...cell, level: 'district', place: null }),
  (cell) => ({ ...cell, language: ANY }),
]

/**
 * Puts every need into one cell: the finest in which at least `least` needs stand. Nothing is dropped: what is thin even for
 * the whole district stands there as what it is. A merged cell holds the needs of the thin ones, not those of finer cells that
 * stand for themselves beside it.
 */
export function pooledCells(
  needs: NeedColumns,
  rows: ArrayLike<number>,
  regionOf: ReadonlyMap<string, string>,
  least: number,
): readonly PooledCell[] {
  let open = groupRows(needs, rows)
  const settled = new Map<string, PooledCell>()
  for (const step of ladder) {
    for (const one of open) if (one.rows.length >= least) settle(settled, one)
    open = merge(
      open.filter((one) => one.rows.length < least),
      (cell) => step(cell, regionOf),
    )
    // What is thin joins a cell of the same width that stands already.
    const joining = open.filter(({ cell }) => settled.has(cellKey(cell)))
    for (const one of joining) settle(settled, one)
    open = open.filter((one) => !joining.includes(one))
  }
  for (const one of open) settle(settled, one)
  return [...settled.values()].map((one) => ({
    ...one,
    rows: one.rows.toSorted((a, b) => needs.caseOf[a]! - needs.caseOf[b]! || a - b),
  }))
}

/** The cell among those that stand in which a need belongs: the finest; undefined where none is. */
export function cellAmong<T>(
  cells: ReadonlyMap<string, T>,
  needs: NeedColumns,
  row: number,
  regionOf: ReadonlyMap<string, string>,
): T | undefined {
  let cell = cellOf(needs, row)
  for (const step of [...ladder, undefined]) {
    const found = cells.get(cellKey(cell))
    if (found !== undefined || !step) return found
    cell = step(cell, regionOf)
  }
  return undefined
}

function settle(settled: Map<string, PooledCell>, one: PooledCell): void {
  const key = cellKey(one.cell)
  const known = settled.get(key)
  settled.set(key, known ? { ...known, rows: [...known.rows, ...one.rows], finer: known.finer + one.finer } : one)
}

function cellOf(needs: NeedColumns, row: number): GapCell {
  const name = (codes: Int32Array, names: readonly string[]) => names[codes[row]!] ?? null
  return {
    topic: needs.topics[needs.topicOf[row]!]!,
    level: 'town',
    place: name(needs.placeOf, needs.places),
    group: name(needs.groupOf, needs.groups),
    language: name(needs.languageOf, needs.languages),
  }
}

/** Two cells are one when this text is one. */
export const cellKey = ({ topic, level, place, group, language }: GapCell): string =>
  JSON.stringify([topic, level, place, group, language])

function groupRows(needs: NeedColumns, rows: ArrayLike<number>): readonly PooledCell[] {
  const cells = new Map<string, { cell: GapCell; rows: number[]; finer: number }>()
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!
    const cell = cellOf(needs, row)
    const key = cellKey(cell)
    const known = cells.get(key)
    if (known) known.rows.push(row)
    else cells.set(key, { cell, rows: [row], finer: 1 })
  }
  return [...cells.values()]
}

function merge(cells: readonly PooledCell[], up: (cell: GapCell) => GapCell): readonly PooledCell[] {
  const merged = new Map<string, PooledCell>()
  for (const one of cells) settle(merged, { ...one, cell: up(one.cell) })
  return [...merged.values()]
}
