import { boundsOfSum, narrow } from './bounds.ts'
import { Elimination, primes, type SparseRow } from './elimination.ts'
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
    const rests = new Map(targets.map((cell) => [cell, known.reduce(cells[cell] as Int32Array)]))
    for (const [cell, rest] of rests) if (rest.columns.length === 0) found(cell, 'equations')
    // What an insider adds to what everybody knows is what remains of their own cells, and mostly that is little.
    const holding = new Map<number, number[]>()
    for (const [cell, { columns }] of rests)
      if (columns.length > 0) holding.set(columns[0]!, [...(holding.get(columns[0]!) ?? []), cell])
    for (const own of ownCells(alone).values()) {
      const insider = new Elimination(inner, prime)
      const reach = new Set<number>()
      const ownInner = own.map((cell) => new Set(cells[cell]))
      // Who is alone in a cell is alone in its parts: what they count is no news.
      const isTheirs = (cell: number) => ownInner.some((inside) => cells[cell]!.every((at) => inside.has(at)))
      for (const cell of own) {
        const rest = rests.get(cell) ?? known.reduce(cells[cell] as Int32Array)
        insider.learn(rest)
        for (const at of rest.columns) reach.add(at)
      }
      for (const at of reach)
        for (const cell of holding.get(at) ?? []) {
          const { columns } = rests.get(cell) as SparseRow
          if (!columns.every((column) => reach.has(column)) || isTheirs(cell)) continue
          if (insider.knows(rests.get(cell) as SparseRow)) found(cell, 'insider')
        }
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

/** An inner cell that is not shown by itself counts somebody: empty ones are mostly shown, and to assume it harms nobody. */
function fixedByBounds(
  table: CountTable,
  shown: ReadonlySet<number>,
  targets: readonly number[],
  rule: SuppressionRule,
): readonly number[] {
  const { cells, counts, inner, perhapsEmpty } = table
  const lower = new Float64Array(inner)
  const upper = new Float64Array(inner).fill(Number.POSITIVE_INFINITY)
  cells.forEach((cell, index) => {
    if (cell.length !== 1 || shown.has(index) || rule.withholdsEmpty) return
    if (counts[index] !== 0 && !perhapsEmpty?.has(index)) lower[cell[0] as number] = 1
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
