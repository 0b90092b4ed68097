/**
 * The full picture of a set of durations. Quantiles are exact and interpolate between neighbours ("type 7" of Hyndman and
 * Fan 1996, the default of R, NumPy and spreadsheet programs).
 */
export interface Vector {
  /** How many durations; at least 1. */
  readonly n: number
  readonly sum: number
  readonly mean: number
  readonly min: number
  readonly median: number
  readonly p75: number
  readonly p90: number
  readonly p95: number
  readonly max: number
}
