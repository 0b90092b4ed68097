/**
 * A table in the terms of disclosure control. Its inner cells are the finest ones; every cell of the table, totals included,
 * is a sum of inner cells, and is given by their numbers in rising order. Tables that count the same people share their inner
 * cells, and so do releases of different days: what can be learned from all of them together is learned from one system.
 */
export interface CellSystem {
  /** How many inner cells there are. */
  readonly inner: number
  /** Of each cell, the inner cells that it sums, rising, each once. */
  readonly cells: readonly Cell[]
}

export type Cell = Int32Array

/**
 * The cells of a table in which every dimension is crossed with every other. Inner cells are numbered in rows: the last
 * dimension runs fastest.
 * @param dimensions Of each dimension, its groups of base levels: `[[0], [1], [2], [0, 1, 2]]` is three levels and their
 *   total; a hierarchy lists its subtotals as well.
 */
export function crossed(dimensions: readonly (readonly (readonly number[])[])[]): CellSystem {
  const sizes = dimensions.map((groups) => 1 + Math.max(-1, ...groups.flat()))
  let cells: readonly (readonly number[])[] = [[0]]
  dimensions.forEach((groups, d) => {
    const size = sizes[d] as number
    cells = cells.flatMap((base) => groups.map((group) => base.flatMap((b) => group.map((level) => b * size + level))))
  })
  return {
    inner: sizes.reduce((product, size) => product * size, 1),
    cells: cells.map((cell) => Int32Array.from(cell).sort()),
  }
}

/** Groups of a dimension without hierarchy: each level alone, then all of them. */
export function levelsAndTotal(levels: number): readonly (readonly number[])[] {
  const all = Array.from({ length: levels }, (_, level) => level)
  return [...all.map((level) => [level]), all]
}

/** The values of the cells, from those of the inner ones. */
export function sumsOf(system: CellSystem, inner: ArrayLike<number>): Float64Array {
  return Float64Array.from(system.cells, (cell) => {
    let sum = 0
    for (const at of cell) sum += inner[at] as number
    return sum
  })
}
