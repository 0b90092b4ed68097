import { quantile } from './quantiles.ts'

/**
 * What comes back every year, from waits of several interfaces together: one alone has too few. Each calendar month's mean
 * deviation of the logarithm of the wait from the middle of its own interface, shrunk towards none by how much such means
 * would differ by chance alone (James and Stein; Morris, JASA 78, 1983). Below two years of waits there is no season to know.
 */

/** Waits that were seen to their end; columns of equal length. */
export interface DatedWaits {
  readonly wait: ArrayLike<number>
  /** Which interface. */
  readonly series: ArrayLike<number>
  /** Months since any month; those 12 apart are the same of the year. */
  readonly month: ArrayLike<number>
}

/** Factors by month modulo 12; their product is 1, and all are 1 where nothing comes back. */
export function seasonsOf({ wait, series, month }: DatedWaits): Float64Array {
  const factors = new Float64Array(12).fill(1)
  const n = wait.length
  if (n === 0) return factors
  let first = Number.POSITIVE_INFINITY
  let last = Number.NEGATIVE_INFINITY
  for (let i = 0; i < n; i++) {
    first = Math.min(first, month[i]!)
    last = Math.max(last, month[i]!)
  }
  if (last - first + 1 < 24) return factors
  const logs = Float64Array.from({ length: n }, (_, i) => Math.log(wait[i]! + 0.5))
  const rest = withoutMiddle(logs, series)
  const sums = new Float64Array(12)
  const counts = new Int32Array(12)
  let squares = 0
  for (let i = 0; i < n; i++) {
    const at = ((month[i]! % 12) + 12) % 12
    sums[at]! += rest[i]!
    counts[at]! += 1
    squares += rest[i]! ** 2
  }
  if (counts.includes(0)) return factors
  const means = sums.map((sum, at) => sum / counts[at]!)
  const centre = means.reduce((sum, mean) => sum + mean, 0) / 12
  const within = squares / n
  // Chi-squared with 11 degrees of freedom where no month differs from another.
  const spread = means.reduce((sum, mean, at) => sum + ((mean - centre) ** 2 * counts[at]!) / within, 0)
  const kept = Math.max(0, 1 - 9 / spread)
  // Nine digits, so that the order of the waits shows in none of them.
  return means.map((mean) => Math.round(Math.exp(kept * (mean - centre)) * 1e9) / 1e9)
}

/** Deviations from the median of the own series, at most two and a half times the middle deviation: tails have no season. */
function withoutMiddle(logs: Float64Array, series: ArrayLike<number>): Float64Array {
  const counts = new Map<number, number>()
  for (let i = 0; i < logs.length; i++) counts.set(series[i]!, (counts.get(series[i]!) ?? 0) + 1)
  const lists = new Map([...counts].map(([key, count]) => [key, { values: new Float64Array(count), n: 0 }]))
  for (let i = 0; i < logs.length; i++) {
    const list = lists.get(series[i]!)!
    list.values[list.n++] = logs[i]!
  }
  const limits = new Map(
    [...lists].map(([key, { values }]) => {
      const middle = quantile(values, 0.5)
      return [
        key,
        {
          middle,
          most:
            2.5 *
            1.4826 *
            quantile(
              values.map((value) => Math.abs(value - middle)),
              0.5,
            ),
        },
      ] as const
    }),
  )
  return logs.map((value, i) => {
    const { middle, most } = limits.get(series[i]!)!
    return Math.max(-most, Math.min(most, value - middle))
  })
}
