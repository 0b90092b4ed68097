import { Z95 } from './proportions.ts'

/**
 * Waits of which some still last: those are known only as "at least this long" (right-censored). Leaving them out would
 * make an office look faster the more people it keeps waiting. Estimator of Kaplan and Meier (JASA 53, 1958).
 */

/** A value with its 95 % limits. */
export interface Estimate {
  readonly value: number
  /** Null where the curve of the limit never gets there. */
  readonly lower: number | null
  readonly upper: number | null
}

export interface SurvivalFigures {
  /** All durations, ended and censored. */
  readonly n: number
  readonly ended: number
  readonly censored: number
  /** Null when half or more may still be waiting. */
  readonly median: Estimate | null
  readonly p75: number | null
  readonly p90: number | null
}

/** The steps of the curve: one per distinct time at which a wait ended, in ascending order. */
export interface SurvivalCurve {
  readonly times: Float64Array
  /** Share still waiting just after each time. */
  readonly survival: Float64Array
  /** Greenwood's sum up to each time: the variance of the share is share² times this. */
  readonly greenwood: Float64Array
}

/**
 * The curve of waits that are over (`ended`) and waits that were last seen lasting (`censored`), in any order and unit. A
 * wait censored at the moment of an end counts as still at risk then.
 */
export function kaplanMeier(ended: Float64Array, censored: Float64Array): SurvivalCurve {
  const { times, ends, losses } = tallied(ended, censored)
  const steps = times.length
  const survival = new Float64Array(steps)
  const greenwood = new Float64Array(steps)
  let atRisk = ended.length + censored.length
  let share = 1
  let variance = 0
  for (let step = 0; step < steps; step++) {
    atRisk -= losses[step]!
    const count = ends[step]!
    share = atRisk === count ? 0 : share * (1 - count / atRisk)
    variance += count / (atRisk * (atRisk - count))
    survival[step] = share
    greenwood[step] = variance
    atRisk -= count
  }
  return { times, survival, greenwood }
}

/** Waits that are over, and those that were last seen lasting. */
export function byEnd(
  wait: ArrayLike<number>,
  ended: ArrayLike<number>,
): { ended: Float64Array; lasting: Float64Array } {
  const over = new Float64Array(wait.length)
  let n = 0
  for (let i = 0; i < wait.length; i++) if (ended[i]) over[n++] = wait[i]!
  const lasting = new Float64Array(wait.length - n)
  for (let i = 0, at = 0; i < wait.length; i++) if (!ended[i]) lasting[at++] = wait[i]!
  return { ended: over.subarray(0, n), lasting }
}

/** Per distinct time at which a wait ended, in ascending order: how many ended, and how many were last seen since the step before. */
interface Tally {
  readonly times: Float64Array
  readonly ends: Float64Array
  readonly losses: Float64Array
}

/** Up to this many days waits are counted by day; anything else is sorted, which takes ten times as long. */
const counted = 65_536

function tallied(ended: Float64Array, censored: Float64Array): Tally {
  const most = Math.max(mostDays(ended), mostDays(censored))
  // To clear a table of days is only worth it where it is not much longer than what it counts.
  if (most > 16 * (ended.length + censored.length) + 64) return sorted(ended, censored)
  const endsOn = new Uint32Array(most + 1)
  const lossesOn = new Uint32Array(most + 1)
  for (let i = 0; i < ended.length; i++) endsOn[ended[i]!]! += 1
  for (let i = 0; i < censored.length; i++) lossesOn[censored[i]!]! += 1
  const tally = emptyTally(endsOn.reduce((steps, count) => steps + (count > 0 ? 1 : 0), 0))
  let lost = 0
  for (let day = 0, step = 0; day <= most; day++) {
    if (endsOn[day]! > 0) {
      tally.times[step] = day
      tally.ends[step] = endsOn[day]!
      tally.losses[step++] = lost
      lost = 0
    }
    lost += lossesOn[day]!
  }
  return tally
}

/** The most of whole days; infinite where one is not a whole number of days that can be counted. */
function mostDays(values: Float64Array): number {
  let most = 0
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    if (!(value >= 0 && value < counted) || value !== Math.floor(value)) return Number.POSITIVE_INFINITY
    if (value > most) most = value
  }
  return most
}

function sorted(ended: Float64Array, censored: Float64Array): Tally {
  const ends = Float64Array.from(ended).sort()
  const losses = Float64Array.from(censored).sort()
  const tally = emptyTally(countDistinct(ends))
  for (let i = 0, lost = 0, step = 0; i < ends.length; step++) {
    const time = ends[i]!
    const before = lost
    while (lost < losses.length && losses[lost]! < time) lost++
    const first = i
    while (i < ends.length && ends[i] === time) i++
    tally.times[step] = time
    tally.ends[step] = i - first
    tally.losses[step] = lost - before
  }
  return tally
}

const emptyTally = (steps: number): Tally => ({
  times: new Float64Array(steps),
  ends: new Float64Array(steps),
  losses: new Float64Array(steps),
})

/**
 * The 95 % limits of a curve by the log-log transformation (Kalbfleisch and Prentice), which keeps them between 0 and 1;
 * NaN where the share is 0 and there are none.
 */
export function survivalLimits({ survival, greenwood }: SurvivalCurve): { lower: Float64Array; upper: Float64Array } {
  const spread = survival.map((share, i) => (Z95 * Math.sqrt(greenwood[i]!)) / Math.log(share))
  return {
    lower: survival.map((share, i) => (share > 0 ? share ** Math.exp(-spread[i]!) : Number.NaN)),
    upper: survival.map((share, i) => (share > 0 ? share ** Math.exp(spread[i]!) : Number.NaN)),
  }
}

/** The median of the curve of waits that are over and waits that still last; null when not reached. */
export function survivalMedian(ended: Float64Array, censored: Float64Array): number | null {
  const { times, survival } = kaplanMeier(ended, censored)
  return timeAtShare(times, survival, 0.5)
}

/** Median with limits, 75th and 90th percentile, and counts, of waits that are over and waits that still last. */
export function survivalFigures(ended: Float64Array, censored: Float64Array): SurvivalFigures {
  const curve = kaplanMeier(ended, censored)
  const { times, survival } = curve
  const { lower, upper } = survivalLimits(curve)
  const value = timeAtShare(times, survival, 0.5)
  return {
    n: ended.length + censored.length,
    ended: ended.length,
    censored: censored.length,
    median:
      value === null ? null : { value, lower: timeAtShare(times, lower, 0.5), upper: timeAtShare(times, upper, 0.5) },
    p75: timeAtShare(times, survival, 0.25),
    p90: timeAtShare(times, survival, 0.1),
  }
}

/**
 * The time at which a falling curve gets to a share: where it passes below it; where it rests exactly on it, the middle
 * of the rest (so that the median of an even number of ended waits is the usual one). Null when it never gets there.
 */
export function timeAtShare(times: Float64Array, curve: Float64Array, share: number): number | null {
  const tolerance = 1e-9
  for (let i = 0; i < times.length; i++) {
    const value = curve[i]!
    if (value < share - tolerance) return times[i]!
    if (value <= share + tolerance) {
      // The next step, if there is one: a curve that ends on the share has no middle, so its last time stands.
      for (let next = i + 1; next < times.length; next++)
        if (curve[next]! < share - tolerance) return (times[i]! + times[next]!) / 2
      return times[i]!
    }
  }
  return null
}

function countDistinct(sorted: Float64Array): number {
  let count = 0
  for (let i = 0; i < sorted.length; i++) if (i === 0 || sorted[i] !== sorted[i - 1]) count++
  return count
}
