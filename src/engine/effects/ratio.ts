import { type Baseline, distance, standing, type Waits } from '../statistics/shift.ts'
import type { Interval } from './results.ts'

/** Waits of one interface before and after a start. */
export interface Pair {
  readonly baseline: Baseline
  readonly after: Waits
}

/** A ratio on the scale of logarithms. */
export interface LogInterval {
  readonly value: number
  /** −∞ and ∞ where the waits set no limit. */
  readonly lower: number
  readonly upper: number
}

/** Waits more than 50 times as long or short are no effect that could be told. */
const farthest = Math.log(50)

/**
 * How many times as long the waits after are, on the scale of logarithms: the factor at which the distance from the waits
 * before vanishes, and those at which it is `z` standard errors. Several pairs (interfaces) are taken together, each against
 * its own past. Undefined where nothing is known after the start.
 */
export function logRatio(pairs: readonly Pair[], dispersion: number, z: number): LogInterval | undefined {
  if (pairs.every(({ after }) => after.wait.length === 0)) return undefined
  const at = (log: number) => distanceOf(pairs, Math.exp(log), dispersion)
  const value = crossing(at, 0)
  if (!Number.isFinite(value)) return undefined
  return { value, lower: crossing(at, z), upper: crossing(at, -z) }
}

function distanceOf(pairs: readonly Pair[], factor: number, dispersion: number): number {
  const only = pairs.length === 1 ? pairs[0] : undefined
  if (only) return distance(standing(only.baseline, only.after, factor), only.baseline, dispersion)
  let sum = 0
  let variance = 0
  for (const { baseline, after } of pairs) {
    const one = standing(baseline, after, factor)
    sum += one.sum
    variance += dispersion * one.information * (1 + one.information / baseline.information)
  }
  return variance === 0 ? 0 : sum / Math.sqrt(variance)
}

/** The log factor at which the distance, which falls with the factor, passes through a height; ±∞ where it never does. */
function crossing(at: (log: number) => number, height: number): number {
  let low = -farthest
  let high = farthest
  if (at(low) <= height) return Number.NEGATIVE_INFINITY
  if (at(high) >= height) return Number.POSITIVE_INFINITY
  for (let round = 0; round < 40; round++) {
    const middle = (low + high) / 2
    if (at(middle) > height) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/**
 * The difference of two log ratios with an interval from theirs, without assuming it to be even on both sides (MOVER: Zou
 * and Donner, Statistics in Medicine 27, 2008).
 */
export function difference(own: LogInterval, other: LogInterval): LogInterval {
  const value = own.value - other.value
  return {
    value,
    lower: value - Math.hypot(own.value - own.lower, other.upper - other.value),
    upper: value + Math.hypot(own.upper - own.value, other.value - other.lower),
  }
}

/** Moves a log ratio by what a trend would have brought anyway, whose standard error times z is `uncertainty`. */
export function lessTrend({ value, lower, upper }: LogInterval, drift: number, uncertainty: number): LogInterval {
  return {
    value: value - drift,
    lower: value - drift - Math.hypot(value - lower, uncertainty),
    upper: value - drift + Math.hypot(upper - value, uncertainty),
  }
}

export function ratioOf({ value, lower, upper }: LogInterval): Interval {
  const limit = (log: number) => (Number.isFinite(log) ? Math.exp(log) : null)
  return { value: Math.exp(value), lower: limit(lower), upper: limit(upper) }
}
