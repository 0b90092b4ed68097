import type { Vector } from './vector.ts'

/**
 * Exact quantiles by selection: the values are put in order only as far as the quantiles asked for need it. All functions
 * here rearrange the values in place and expect no NaN.
 */

/** Interpolated quantiles ("type 7") of values[from, to); `shares` ascending within 0 to 1. Writes to `into` at `at`. */
export function quantilesInPlace(
  values: Float64Array,
  from: number,
  to: number,
  shares: readonly number[],
  into: Float64Array,
  at = 0,
): void {
  let left = from
  for (let i = 0; i < shares.length; i++) {
    const position = from + (to - from - 1) * shares[i]!
    const below = Math.floor(position)
    // Everything left of the previous quantile is smaller, so the search narrows from quantile to quantile.
    const value = select(values, below, left, to - 1)
    left = below
    const part = position - below
    into[at + i] = part === 0 ? value : value + part * (smallest(values, below + 1, to) - value)
  }
}

/** One quantile of the values, which are rearranged; NaN when there are none. */
export function quantile(values: Float64Array, share: number): number {
  if (values.length === 0) return Number.NaN
  quantilesInPlace(values, 0, values.length, [share], single)
  return single[0]!
}

const single = new Float64Array(1)
const vectorShares = [0.5, 0.75, 0.9, 0.95] as const
const vectorQuantiles = new Float64Array(vectorShares.length)

/** The full vector of values[from, to), which are rearranged; null when there are none. */
export function vectorOf(values: Float64Array, from = 0, to = values.length): Vector | null {
  const n = to - from
  if (n <= 0) return null
  let sum = 0
  let min = Number.POSITIVE_INFINITY
  let max = Number.NEGATIVE_INFINITY
  for (let i = from; i < to; i++) {
    const value = values[i]!
    sum += value
    if (value < min) min = value
    if (value > max) max = value
  }
  quantilesInPlace(values, from, to, vectorShares, vectorQuantiles)
  const [median, p75, p90, p95] = vectorQuantiles as unknown as [number, number, number, number]
  return { n, sum, mean: sum / n, min, median, p75, p90, p95, max }
}

/** Below this length a plain quickselect is quicker than sampling for a good pivot. */
const sampleFrom = 600

/**
 * The k-th smallest (k an index, left <= k <= right), with everything smaller to its left and everything greater to its
 * right. Algorithm SELECT of Floyd and Rivest (CACM 18, 1975): about 1.5 comparisons per value for a median.
 */
export function select(values: Float64Array, k: number, left: number, right: number): number {
  let l = left
  let r = right
  while (r > l) {
    if (r - l > sampleFrom) {
      const n = r - l + 1
      const i = k - l + 1
      const z = Math.log(n)
      const s = 0.5 * Math.exp((2 * z) / 3)
      const deviation = 0.5 * Math.sqrt((z * s * (n - s)) / n) * (i < n / 2 ? -1 : 1)
      const nextLeft = Math.max(l, Math.floor(k - (i * s) / n + deviation))
      const nextRight = Math.min(r, Math.floor(k + ((n - i) * s) / n + deviation))
      select(values, k, nextLeft, nextRight)
    }
    const pivot = values[k]!
    let i = l
    let j = r
    while (i <= j) {
      while (values[i]! < pivot) i++
      while (values[j]! > pivot) j--
      if (i <= j) {
        const swapped = values[i]!
        values[i] = values[j]!
        values[j] = swapped
        i++
        j--
      }
    }
    if (k <= j) r = j
    else if (k >= i) l = i
    else return values[k]!
  }
  return values[k]!
}

function smallest(values: Float64Array, from: number, to: number): number {
  let least = Number.POSITIVE_INFINITY
  for (let i = from; i < to; i++) if (values[i]! < least) least = values[i]!
  return least
}
