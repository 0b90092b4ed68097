import type { Series } from './gather.ts'
import { monthlySlope } from './slope.ts'

/** A trend is looked for in so many months and more, and believed beyond so many standard errors (1 in 100 by chance). */
const least = 12
const believed = 2.58

/** What would have come without a start. */
export interface Trend {
  /** Of the mean logarithm of waits after, against before. */
  readonly drift: number
  readonly error: number
}

/**
 * The trend of the waits before the start, less that of the comparison, carried on to the time after it. Undefined where
 * none is clear: to carry on a trend that is not there would cost most of the power, and three of four series have none.
 */
export function trendBefore(own: Series, comparison: readonly Series[], dispersion: number): Trend | undefined {
  const mine = slopeOf(own, dispersion)
  if (!mine || own.evenAfter.wait.length === 0) return undefined
  const others = comparison.flatMap((one) => slopeOf(one, dispersion) ?? [])
  const weight = others.reduce((sum, one) => sum + 1 / one.error ** 2, 0)
  const other = weight > 0 ? others.reduce((sum, one) => sum + one.slope / one.error ** 2, 0) / weight : 0
  const slope = mine.slope - other
  const error = Math.hypot(mine.error, weight > 0 ? 1 / Math.sqrt(weight) : 0)
  if (Math.abs(slope) <= believed * error) return undefined
  const months = meanOf(own.evenAfter.month) - meanOf(own.evenBefore.month)
  return { drift: slope * months, error: error * months }
}

function slopeOf({ baseline, evenBefore, monthsBefore }: Series, dispersion: number) {
  if (!baseline || monthsBefore < least) return undefined
  const { slope, error } = monthlySlope(baseline, evenBefore)
  return Number.isFinite(error) ? { slope, error: error * Math.sqrt(dispersion) } : undefined
}

function meanOf(values: Int32Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
