import { normalDensity, normalQuantile, normalShare } from './normal.ts'
import { kaplanMeier } from './survival.ts'

/**
 * One score for waits, by which a set of waits is compared with earlier ones of the same interface: how far it lies from the
 * middle of the earlier waits, in units of their spread after the waits were brought to a normal shape. For logarithms of
 * waits of normal shape it is the best score there is; a heavy tail weighs no more than its rank (van der Waerden 1952;
 * for waits that still last Prentice, Biometrika 65, 1978). A wait that still lasts counts as the mean of all it may become.
 *
 * The earlier waits are compared as they are and as if all were so many times longer: the factor at which the difference
 * vanishes is the estimate, and those at which it is not significant are the interval (rank estimation in the accelerated
 * failure time model: Tsiatis, Annals of Statistics 18, 1990). It holds whatever the shape of the waits.
 */

/** Waits in days; all columns of equal length. */
export interface Waits {
  readonly wait: ArrayLike<number>
  /** 1 where the wait is over, 0 where it was last seen lasting. */
  readonly ended: ArrayLike<number>
  /** How long the wait could be followed at all: from the offer to the last day known. At least `wait`. */
  readonly followUp: ArrayLike<number>
}

/** Earlier waits, against which others are held. */
export interface Baseline {
  readonly n: number
  /** How many waits seen to their end it is worth. */
  readonly information: number
  /** Waits in ascending order; for each what it counts. Between two of them in a straight line. */
  readonly times: Float64Array
  /** Share that waits longer than each, by its middle. */
  readonly shares: Float64Array
  /** Score of a wait that is over. */
  readonly scores: Float64Array
  /** Score of a wait that still lasts. */
  readonly lasting: Float64Array
  /** How much of a wait is known that is followed so long, 0 to 1. */
  readonly known: Float64Array
}

/** The sum of the scores, with the variance that it has where nothing changed. */
export interface Standing {
  readonly sum: number
  readonly information: number
}

/** @throws RangeError without a wait that is over. */
export function baselineOf(waits: Waits): Baseline {
  const over: number[] = []
  const lasting: number[] = []
  for (let i = 0; i < waits.wait.length; i++) (waits.ended[i] ? over : lasting).push(waits.wait[i]!)
  const { times, survival } = kaplanMeier(Float64Array.from(over), Float64Array.from(lasting))
  if (times.length === 0) throw new RangeError('no earlier wait is over')
  const n = waits.wait.length
  // Half a wait is kept at either end: nothing is longer than the longest for sure.
  const level = (share: number) => (n * share + 0.5) / (n + 1)
  const knots = Float64Array.from([Math.min(0, times[0]! - 1), ...times])
  const shares = Float64Array.from([1, ...survival.map((share, i) => (share + (survival[i - 1] ?? 1)) / 2)], level)
  const scores = shares.map((share) => normalQuantile(1 - share))
  const table = {
    n,
    times: knots,
    shares,
    scores,
    lasting: scores.map((z, i) => normalDensity(z) / shares[i]!),
    known: scores.map((z, i) => informationOf(z, shares[i]!)),
  }
  let information = 0
  for (let i = 0; i < n; i++) information += valueAt(table.times, table.known, waits.followUp[i]!)
  return { ...table, information }
}

/** Where the waits stand against the baseline, if the baseline's waits were `factor` times as long. */
export function standing(baseline: Baseline, waits: Waits, factor = 1): Standing {
  const { times, scores, lasting, known } = baseline
  let sum = 0
  let information = 0
  for (let i = 0; i < waits.wait.length; i++) {
    sum += valueAt(times, waits.ended[i] ? scores : lasting, waits.wait[i]! / factor)
    information += valueAt(times, known, waits.followUp[i]! / factor)
  }
  return { sum, information }
}

/**
 * The distance in standard errors; positive where the waits are longer. The baseline is itself uncertain, and waits of one
 * month resemble each other: `dispersion` says how much more their sums vary than single waits would (1: not at all).
 */
export function distance({ sum, information }: Standing, baseline: Baseline, dispersion: number): number {
  if (information === 0) return 0
  return sum / Math.sqrt(dispersion * information * (1 + information / baseline.information))
}

/** The mean score of the baseline's waits if they were `factor` times as long: what a change by that factor is worth. */
export function scoreOf(baseline: Baseline, { wait, ended }: Waits, factor: number): number {
  const { times, scores } = baseline
  let sum = 0
  let n = 0
  for (let i = 0; i < wait.length; i++) {
    if (!ended[i]) continue
    sum += valueAt(times, scores, wait[i]! * factor) - valueAt(times, scores, wait[i]!)
    n++
  }
  return n === 0 ? 0 : sum / n
}

/**
 * By how much the score of a wait followed so long is too high on average where nothing changed, because some arrivals are
 * recorded later than the last of `lags` days ago: they pass for lasting.
 * @param lags Over the days to be awaited after the last day known.
 */
export function unrecorded({ times, shares, lasting, scores }: Baseline, followed: number, lags: Lags): number {
  if (lags.days.length === 0) return 0
  const still = valueAt(times, lasting, followed)
  let sum = 0
  for (let i = 1; i < times.length && times[i]! <= followed; i++)
    sum += (shares[i - 1]! - shares[i]!) * longerThan(lags, followed - times[i]!) * (still - scores[i]!)
  return sum
}

/** Days from an arrival to its record: each number of days once, in ascending order, with the share that came later. */
export interface Lags {
  readonly days: Float64Array
  readonly beyond: Float64Array
}

/** @param lags In any order. */
export function lagsOf(lags: Float64Array): Lags {
  const sorted = lags.toSorted()
  const days: number[] = []
  const beyond: number[] = []
  for (let i = 0; i < sorted.length; i++) {
    if (sorted[i] === sorted[i + 1]) continue
    days.push(sorted[i]!)
    beyond.push((sorted.length - i - 1) / sorted.length)
  }
  return { days: Float64Array.from(days), beyond: Float64Array.from(beyond) }
}

/** The share of lags beyond a limit. */
function longerThan({ days, beyond }: Lags, limit: number): number {
  let low = 0
  let high = days.length
  while (low < high) {
    const at = (low + high) >>> 1
    if (days[at]! <= limit) low = at + 1
    else high = at
  }
  return low === 0 ? 1 : beyond[low - 1]!
}

/** How much of a wait is known that is followed so long, 0 to 1. */
export function knownAfter({ times, known }: Baseline, days: number): number {
  return valueAt(times, known, days)
}

/** In a straight line between the times: days are rounded, and factors would else jump from day to day. */
function valueAt(times: Float64Array, values: Float64Array, time: number): number {
  let low = 0
  let high = times.length
  while (low < high) {
    const at = (low + high) >>> 1
    if (times[at]! <= time) low = at + 1
    else high = at
  }
  if (low === 0) return values[0]!
  const from = values[low - 1]!
  if (low === times.length) return from
  return from + ((values[low]! - from) * (time - times[low - 1]!)) / (times[low]! - times[low - 1]!)
}

/** Fisher's information on the mean of a normal value that is seen only below z, `share` of them being above. */
function informationOf(z: number, share: number): number {
  const density = normalDensity(z)
  return Math.max(0, normalShare(z) - z * density + (density * density) / share)
}
