import type { Month } from '../../kernel/period.ts'
import { type ChangeOptions, type Scores, segment } from './segments.ts'
import { byEnd, kaplanMeier, survivalMedian } from './survival.ts'

/** A change of level that lasted. */
export interface Change {
  /** The first month of the new level. */
  readonly month: Month
  /** Median before (since the previous change) and from then on (until the next); null when not reached. */
  readonly before: number | null
  readonly after: number | null
  readonly direction: 'longer' | 'shorter'
  /** How often months in random order would show a change as clear as this; 0.001 is the least that can be found. */
  readonly p: number
}

/** Waits by month; all columns of equal length, in any unit and order. */
export interface WaitsByMonth {
  readonly wait: Float64Array
  /** 1 where the wait is over, 0 where it was last seen lasting. */
  readonly ended: Uint8Array
  /** Index into `months`. */
  readonly monthOf: Int32Array
  /** Consecutive months, oldest first. Leave out months that are not yet complete. */
  readonly months: readonly Month[]
}

/**
 * Changes in the level of single waits. What is compared are scores that rank the waits, so one very long wait cannot make
 * a change, and waits that still last count with what is known of them.
 */
export function changesOfWaits(waits: WaitsByMonth, options: ChangeOptions): readonly Change[] {
  const scores = scoresOf(waits.wait, waits.ended)
  const sum = new Float64Array(waits.months.length)
  const weight = new Float64Array(waits.months.length)
  for (let i = 0; i < scores.length; i++) {
    sum[waits.monthOf[i]!]! += scores[i]!
    weight[waits.monthOf[i]!]! += 1
  }
  const found = segment({ sum, weight }, options)
  const bounds = [0, ...found.map(({ at }) => at), waits.months.length]
  const levels = bounds.slice(1).map((end, i) => medianBetween(waits, bounds[i]!, end))
  return found.map(({ at, p, longer }, i) => describe(waits.months, at, p, longer, levels[i]!, levels[i + 1]!))
}

/**
 * Changes in a series with one positive value per month (a median, say), null where a month has none; every month weighs
 * the same. The logarithm is what is compared: twice as long is as far from the level as half as long. A value of zero
 * counts as half the smallest other one.
 */
export function changesOfSeries(
  values: readonly (number | null)[],
  months: readonly Month[],
  options: ChangeOptions,
): readonly Change[] {
  const positive = values.filter((value) => value !== null && value > 0).map(Number)
  if (positive.length === 0) return []
  const smallest = Math.min(...positive)
  const scores: Scores = {
    sum: Float64Array.from(values, (value) => (value === null ? 0 : Math.log(value > 0 ? value : smallest / 2))),
    weight: Float64Array.from(values, (value) => (value === null ? 0 : 1)),
  }
  const found = segment(scores, options)
  const bounds = [0, ...found.map(({ at }) => at), values.length]
  const levels = bounds.slice(1).map((end, i) => {
    const part = values.slice(bounds[i], end).filter((value) => value !== null)
    return survivalMedian(Float64Array.from(part), new Float64Array(0))
  })
  return found.map(({ at, p, longer }, i) => describe(months, at, p, longer, levels[i]!, levels[i + 1]!))
}

function describe(
  months: readonly Month[],
  at: number,
  p: number,
  longer: boolean,
  before: number | null,
  after: number | null,
): Change {
  return { month: months[at]!, before, after, direction: longer ? 'longer' : 'shorter', p }
}

function medianBetween(waits: WaitsByMonth, from: number, to: number): number | null {
  const wait = new Float64Array(waits.wait.length)
  const ended = new Uint8Array(waits.wait.length)
  let n = 0
  for (let i = 0; i < waits.wait.length; i++) {
    if (waits.monthOf[i]! < from || waits.monthOf[i]! >= to) continue
    wait[n] = waits.wait[i]!
    ended[n++] = waits.ended[i]!
  }
  const apart = byEnd(wait.subarray(0, n), ended.subarray(0, n))
  return survivalMedian(apart.ended, apart.lasting)
}

/**
 * Scores that grow with the wait, between -1 and 1, with sum 0: for ended waits 1 - S(t) - S(t-), for lasting ones 1 - S(t),
 * with S the share still waiting among all (Peto and Peto, JRSS A 135, 1972). Without lasting waits they are ranks.
 */
export function scoresOf(wait: Float64Array, ended: Uint8Array): Float64Array {
  const apart = byEnd(wait, ended)
  const { times, survival } = kaplanMeier(apart.ended, apart.lasting)
  const scores = new Float64Array(wait.length)
  for (let i = 0; i < wait.length; i++) {
    const value = wait[i]!
    // The last step at or before the wait.
    let low = 0
    let high = times.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (times[middle]! <= value) low = middle + 1
      else high = middle
    }
    const now = low === 0 ? 1 : survival[low - 1]!
    const before = low <= 1 ? 1 : survival[low - 2]!
    scores[i] = ended[i] ? 1 - now - before : 1 - now
  }
  return scores
}
