import { Elimination, type SparseRow, takeOff } from './elimination.ts'
import type { CellSystem } from './system.ts'

/** A table whose cells are to be shown or withheld. */
export interface CountTable extends CellSystem {
  /** Of each cell, its value: how many it counts, or a sum of what they contribute. */
  readonly counts: ArrayLike<number>
  /** Of each cell that must not be known, whatever it counts: 1. Else those are meant that count too few. */
  readonly guarded?: ArrayLike<number>
  /**
   * Of each cell that counts one person only, who that is, as any number: they know this cell, and all others that are theirs
   * alone. A cell without one is missing here.
   */
  readonly alone: ReadonlyMap<number, number>
  /** Cells whose value nobody here knows: they may be empty, which of the others that are withheld nobody assumes. */
  readonly perhapsEmpty?: ReadonlySet<number>
}

export interface SuppressionRule {
  /** Cells that count fewer people are withheld. */
  readonly least: number
  /** Empty cells are withheld like small ones, not shown. */
  readonly withholdsEmpty?: boolean
}

export interface Suppression {
  /** Withheld because they count too few. */
  readonly primary: readonly number[]
  /** Withheld so that the primary ones do not follow from what is shown. */
  readonly secondary: readonly number[]
}

/** Whether a cell of a table must not be known: it was declared so, or counts too few people. */
export function isGuarded({ counts, guarded }: CountTable, cell: number, rule: SuppressionRule): boolean {
  return guarded ? guarded[cell] === 1 : isSmall(counts[cell] as number, rule)
}

/** Whether a count is too small to be known. */
export function isSmall(count: number, { least, withholdsEmpty = false }: SuppressionRule): boolean {
  return count < least && (count > 0 || withholdsEmpty)
}

/**
 * Withholds small cells, and others so that no small one follows from the rest: not for a reader, and not for somebody who is
 * alone in a cell and so knows it. By Gaussian elimination over the cells as equations (after Langsrud, "Secondary cell
 * suppression by Gaussian elimination", 2024): cells are admitted one after the other, the largest first, totals before their
 * parts, and one through which a small cell would follow is not admitted. The same table gives the same pattern.
 * @param more Cells that are withheld whatever follows from them; they are listed as secondary.
 * @param before Cells that are known already, whatever they give away: they are never withheld.
 */
export function suppress(
  table: CountTable,
  rule: SuppressionRule,
  more: ReadonlySet<number> = new Set(),
  before: ReadonlySet<number> = new Set(),
): Suppression {
  const { cells, counts, alone, inner } = table
  const all = Array.from(cells.keys())
  const primary = all.filter((cell) => isGuarded(table, cell, rule))
  const small = new Set(primary)
  const known = new Elimination(inner)
  // The shortest first, which keeps the elimination sparse.
  for (const cell of [...before].sort((one, other) => cells[one]!.length - cells[other]!.length || one - other))
    known.learn(cells[cell] as Int32Array)
  const rests = new Rests(
    primary.map((cell) => [cell, known.reduce(cells[cell] as Int32Array)]),
    alone,
  )
  const secondary: number[] = []
  const order = all
    .filter((cell) => !small.has(cell) && !before.has(cell))
    .sort(
      (one, other) =>
        // What is empty is shown, whatever else is.
        Number(counts[other] === 0) - Number(counts[one] === 0) ||
        cells[other]!.length - cells[one]!.length ||
        (counts[other] as number) - (counts[one] as number) ||
        one - other,
    )
  for (const candidate of order) {
    if (more.has(candidate)) {
      secondary.push(candidate)
      continue
    }
    const row = known.reduce(cells[candidate] as Int32Array)
    // What follows from what is shown says nothing new, and to withhold it would be for show.
    if (row.columns.length === 0) continue
    const after = rests.without(row)
    if (rests.give(after)) {
      secondary.push(candidate)
      continue
    }
    known.learn(row)
    rests.become(after)
  }
  return { primary, secondary: secondary.sort((one, other) => one - other) }
}

/** What remains of small cells after all that is shown, with whoever is alone in them. */
class Rests {
  readonly #alone: ReadonlyMap<number, number>
  readonly #rests: Map<number, SparseRow>
  /** Cells whose rest has this column. */
  readonly #having = new Map<number, Set<number>>()
  readonly #keys = new Map<number, string>()
  /** Cells of which the same is left. */
  readonly #alike = new Map<string, Set<number>>()

  constructor(rests: readonly (readonly [number, SparseRow])[], alone: ReadonlyMap<number, number>) {
    this.#alone = alone
    this.#rests = new Map(rests)
    for (const [cell, rest] of rests) this.#add(cell, rest)
  }

  /** The rests that change when a row, which begins with 1, is taken off. */
  without(row: SparseRow): ReadonlyMap<number, SparseRow> {
    const after = new Map<number, SparseRow>()
    for (const cell of this.#having.get(row.columns[0] as number) ?? [])
      after.set(cell, takeOff(this.#rests.get(cell) as SparseRow, row))
    return after
  }

  /**
   * Whether a small cell follows once these rests hold: nothing is left of it, or the same is left as of a cell in which
   * somebody else is alone, who subtracts what they know.
   */
  give(after: ReadonlyMap<number, SparseRow>): boolean {
    for (const rest of after.values()) if (rest.columns.length === 0) return true
    if (this.#alone.size === 0) return false
    const people = new Map<string, Set<number | undefined>>()
    for (const [cell, rest] of after) {
      const key = keyOf(rest)
      let own = people.get(key)
      if (!own) {
        const others = [...(this.#alike.get(key) ?? [])].filter((other) => !after.has(other))
        own = new Set(others.map((other) => this.#alone.get(other)))
        people.set(key, own)
      }
      own.add(this.#alone.get(cell))
      if (own.size > 1) return true
    }
    return false
  }

  become(after: ReadonlyMap<number, SparseRow>): void {
    for (const [cell, rest] of after) {
      for (const column of (this.#rests.get(cell) as SparseRow).columns) this.#having.get(column)?.delete(cell)
      this.#alike.get(this.#keys.get(cell) as string)?.delete(cell)
      this.#rests.set(cell, rest)
      this.#add(cell, rest)
    }
  }

  #add(cell: number, rest: SparseRow): void {
    for (const column of rest.columns) {
      const having = this.#having.get(column)
      if (having) having.add(cell)
      else this.#having.set(column, new Set([cell]))
    }
    const key = keyOf(rest)
    this.#keys.set(cell, key)
    const alike = this.#alike.get(key)
    if (alike) alike.add(cell)
    else this.#alike.set(key, new Set([cell]))
  }
}

const keyOf = ({ columns, values }: SparseRow) => `${columns.join(' ')}:${values.join(' ')}`
