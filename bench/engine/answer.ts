/** Per edge: from, to, count, mean, median, 90th percentile; milliseconds, ordered by the two activities. Null: not told. */
export type Answer = [from: number, to: number, n: number, mean: number, median: number | null, p90: number | null][]

/** What one run of a rival tells. CPU and wall time in milliseconds, the least of its repetitions. */
export interface Measured {
  readonly cpu: number
  readonly wall: number
  /** Peak memory of the process in MiB, its input included. */
  readonly memory: number
  readonly answer?: Answer
}

/** The first difference between two answers beyond rounding, undefined when there is none. What one does not tell is passed over. */
export function difference(a: Answer, b: Answer): string | undefined {
  if (a.length !== b.length) return `${a.length} edges against ${b.length}`
  for (let i = 0; i < a.length; i++)
    for (let k = 0; k < 6; k++) {
      const [x, y] = [a[i]![k]!, b[i]![k]!]
      if (x !== null && y !== null && Math.abs(x - y) > 1e-9 * Math.max(1, Math.abs(y)))
        return `edge ${a[i]![0]} to ${a[i]![1]}: ${x} against ${y}`
    }
  return undefined
}
