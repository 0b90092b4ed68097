import type { Cell } from './system.ts'

/**
 * What follows from known sums, by Gaussian elimination modulo a prime. A sum that follows over the rational numbers follows
 * modulo nearly every prime; one that fails does so only if the prime divides a denominator, so an audit asks two of them.
 * Rows are sparse and kept in echelon form.
 */
export class Elimination {
  readonly #prime: number
  readonly #rows = new Map<number, SparseRow>()
  readonly #work: Float64Array

  /** @param inner How many inner cells there are. */
  constructor(inner: number, prime: number = primes[0]) {
    this.#prime = prime
    this.#work = new Float64Array(inner)
  }

  /** Takes a sum as known. Returns whether that says anything new. */
  learn(cell: Cell | SparseRow): boolean {
    const rest = this.reduce(cell)
    if (rest.columns.length === 0) return false
    this.#rows.set(rest.columns[0] as number, rest)
    return true
  }

  /** Whether a sum follows from those that are known. */
  knows(cell: Cell | SparseRow): boolean {
    return this.reduce(cell).columns.length === 0
  }

  /** What remains of a sum after all that is known is taken off: scaled so that it begins with 1, empty when it follows. */
  reduce(cell: Cell | SparseRow): SparseRow {
    const prime = this.#prime
    const work = this.#work
    let from = work.length
    let to = -1
    const touch = (at: number) => {
      if (at < from) from = at
      if (at > to) to = at
    }
    if (cell instanceof Int32Array)
      for (const at of cell) {
        work[at] = 1
        touch(at)
      }
    else
      cell.columns.forEach((at, i) => {
        work[at] = cell.values[i] as number
        touch(at)
      })
    const columns: number[] = []
    for (let at = from; at <= to; at++) {
      const value = work[at] as number
      if (value === 0) continue
      const row = this.#rows.get(at)
      if (!row) {
        columns.push(at)
        continue
      }
      const factor = prime - value
      for (let i = 0; i < row.columns.length; i++) {
        const column = row.columns[i] as number
        work[column] = ((work[column] as number) + factor * (row.values[i] as number)) % prime
        if (column > to) to = column
      }
    }
    const values = new Float64Array(columns.length)
    const scale = columns.length > 0 ? inverse(work[columns[0] as number] as number, prime) : 0
    columns.forEach((at, i) => {
      values[i] = ((work[at] as number) * scale) % prime
      work[at] = 0
    })
    return { columns: Int32Array.from(columns), values }
  }
}

/**
 * One rest without what another row takes off it, which begins with 1.
 * @returns The same rest when the row takes nothing off.
 */
export function takeOff(rest: SparseRow, row: SparseRow, prime: number = primes[0]): SparseRow {
  const at = rest.columns.indexOf(row.columns[0] as number)
  if (at < 0) return rest
  const factor = prime - (rest.values[at] as number)
  const columns: number[] = []
  const values: number[] = []
  let r = 0
  let o = 0
  while (r < rest.columns.length || o < row.columns.length) {
    const mine = rest.columns[r] ?? Number.POSITIVE_INFINITY
    const other = row.columns[o] ?? Number.POSITIVE_INFINITY
    const column = Math.min(mine, other)
    let value = mine === column ? (rest.values[r++] as number) : 0
    if (other === column) value = (value + factor * (row.values[o++] as number)) % prime
    if (value === 0) continue
    columns.push(column)
    values.push(value)
  }
  const scale = values.length > 0 ? inverse(values[0] as number, prime) : 0
  return { columns: Int32Array.from(columns), values: Float64Array.from(values, (value) => (value * scale) % prime) }
}

/** A sum with factors: the columns that are not zero, rising, and their values modulo the prime. */
export interface SparseRow {
  readonly columns: Int32Array
  readonly values: Float64Array
}

/** The largest primes below 2^26, so that a product and a sum stay whole in a double. */
export const primes = [67_108_859, 67_108_837] as const

/** By Fermat: a^(p−2). */
function inverse(value: number, prime: number): number {
  let result = 1
  let base = value
  for (let power = prime - 2; power > 0; power = Math.floor(power / 2)) {
    if (power % 2 === 1) result = (result * base) % prime
    base = (base * base) % prime
  }
  return result
}
