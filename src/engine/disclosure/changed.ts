import { boundsOfSum, narrow } from './bounds.ts'
import type { CellSystem } from './system.ts'

/** A figure that stands for a count without being it, and the counts it may stand for. */
export interface ChangedFigure {
  readonly cell: number
  readonly least: number
  readonly most: number
}

/**
 * Plays the attacker of figures that were changed: from all of them, and all that were released before over the same inner
 * cells, they narrow each count as far as whole numbers allow. Returns the cells that count too few and are then known
 * exactly.
 * @param isSmall Whether a cell must not be known.
 */
export function attackChanged(
  system: CellSystem,
  figures: readonly ChangedFigure[],
  isSmall: (cell: number) => boolean,
): readonly number[] {
  const lower = new Float64Array(system.cells.length)
  const upper = new Float64Array(system.cells.length).fill(Number.POSITIVE_INFINITY)
  for (const { cell, least, most } of figures) {
    lower[cell] = Math.max(lower[cell] as number, least)
    upper[cell] = Math.min(upper[cell] as number, most)
  }
  const inner = {
    lower: new Float64Array(system.inner),
    upper: new Float64Array(system.inner).fill(Number.POSITIVE_INFINITY),
  }
  const known = narrow(system, inner, { lower, upper })
  return [...system.cells.keys()].filter((cell) => {
    if (!isSmall(cell)) return false
    const [least, most] = boundsOfSum(system.cells[cell] as Int32Array, known)
    return Math.max(least, lower[cell] as number) === Math.min(most, upper[cell] as number)
  })
}
