import { boundsOfSum, narrow } from './bounds.ts'
import { Elimination, primes } from './elimination.ts'
import { type CountTable, isGuarded, type SuppressionRule } from './suppression.ts'
import type { CellSystem } from './system.ts'

/** A small cell that somebody could work out, and how. */
export interface Leak {
  readonly cell: number
  /**
   * - `equations`: it follows from what is shown;
   * - `insider`: somebody who is alone in a cell takes it off and has the rest;
   * - `bounds`: it follows because counts are whole and not negative.
   */
  readonly by: 'equations' | 'insider' | 'bounds'
}

/**
 * Plays the attacker: which small cells follow from the cells that are shown, these and all that were released before over
 * the same inner cells (they stand in the system like any other). Independent of how the table was made.
 * @param shown Cells whose exact values are known.
 */
export function attack(table: CountTable, shown: ReadonlySet<number>, rule: SuppressionRule): readonly Leak[] {
  const { cells, alone, inner } = table
  const targets = Array.from(cells.keys()).filter((cell) => isGuarded(table, cell, rule))
  const leaks = new Map<number, Leak>()
  const found = (cell: number, by: Leak['by']) => {
    if (!leaks.has(cell)) leaks.set(cell, { cell, by })
  }
  for (const prime of primes) {
    const known = learned(table, shown, inner, prime)
    for (const cell of targets) if (known.knows(cells[cell] as Int32Array)) found(cell, 'equations')
    for (const [person, own] of ownCells(alone)) {
      const insider = learned(table, shown, inner, prime)
      for (const cell of own) insider.learn(cells[cell] as Int32Array)
      for (const cell of targets)
        if (alone.get(cell) !== person && insider.knows(cells[cell] as Int32Array)) found(cell, 'insider')
    }
  }
  for (const cell of fixedByBounds(table, shown, targets, rule)) found(cell, 'bounds')
  return [...leaks.values()].sort((one, other) => one.cell - other.cell)
}

/** Everything that is shown, the shortest sums first, which keeps the elimination sparse. */
function learned({ cells }: CellSystem, shown: ReadonlySet<number>, inner: number, prime: number): Elimination {
  const known = new Elimination(inner, prime)
  const rising = [...shown].sort((one, other) => cells[one]!.length - cells[other]!.length || one - other)
  for (const cell of rising) known.learn(cells[cell] as Int32Array)
  return known
}

function ownCells(alone: ReadonlyMap<number, number>): ReadonlyMap<number, readonly number[]> {
  const own = new Map<number, number[]>()
  for (const [cell, person] of alone) own.set(person, [...(own.get(person) ?? []), cell])
  return own
}

/** An inner cell that is not shown by itself counts somebody, where empty ones are shown. */
function fixedByBounds(
  table: CountTable,
  shown: ReadonlySet<number>,
  targets: readonly number[],
  rule: SuppressionRule,
): readonly number[] {
  const { cells, counts, inner } = table
  const lower = new Float64Array(inner)
  const upper = new Float64Array(inner).fill(Number.POSITIVE_INFINITY)
  cells.forEach((cell, index) => {
    if (cell.length === 1 && !shown.has(index) && !rule.withholdsEmpty) lower[cell[0] as number] = 1
  })
  const of = {
    lower: Float64Array.from(cells, (_, index) => (shown.has(index) ? (counts[index] as number) : 0)),
    upper: Float64Array.from(cells, (_, index) =>
      shown.has(index) ? (counts[index] as number) : Number.POSITIVE_INFINITY,
    ),
  }
  const known = narrow(table, { lower, upper }, of)
  return targets.filter((cell) => {
    const [least, most] = boundsOfSum(cells[cell] as Int32Array, known)
    return least === most
  })
}
