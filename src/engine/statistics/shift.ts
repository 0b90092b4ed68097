import { normalDensity, normalQuantile, normalShare } from './normal.ts'
import { byEnd, kaplanMeier } from './survival.ts'

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
export interface Baseline extends Knots {
  readonly n: number
  /** How many waits seen to their end it is worth. */
  readonly information: number
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
  const { scale, values } = countable(waits.wait)
  const { ended, lasting: still } = byEnd(values, waits.ended)
  const { times: steps, survival } = kaplanMeier(ended, still)
  const times = scale === 1 ? steps : steps.map((step) => step / scale)
  if (times.length === 0) throw new RangeError('no earlier wait is over')
  const n = waits.wait.length
  // Half a wait is kept at either end: nothing is longer than the longest for sure.
  const level = (share: number) => (n * share + 0.5) / (n + 1)
  const knots = new Float64Array(times.length + 1)
  knots[0] = Math.min(0, times[0]! - 1)
  knots.set(times, 1)
  const shares = new Float64Array(times.length + 1).fill(level(1))
  for (let i = 0; i < times.length; i++) shares[i + 1] = level((survival[i]! + (survival[i - 1] ?? 1)) / 2)
  const scores = shares.map((share) => normalQuantile(1 - share))
  const table = {
    n,
    ...knotsOf(knots),
    shares,
    scores,
    lasting: scores.map((z, i) => normalDensity(z) / shares[i]!),
    known: scores.map((z, i) => informationOf(z, shares[i]!)),
  }
  let information = 0
  for (let i = 0; i < n; i++) information += valueAt(table, table.known, waits.followUp[i]!)
  return { ...table, information }
}

/** Parts of a day that waits freed of seasons are taken to: far finer than the days that are recorded. */
const partsOfDay = 16

/** Waits as whole numbers, which are counted instead of sorted, and how many of them are a day. */
function countable(wait: ArrayLike<number>): { readonly scale: number; readonly values: ArrayLike<number> } {
  for (let i = 0; i < wait.length; i++)
    if (!Number.isInteger(wait[i])) {
      const values = new Float64Array(wait.length)
      for (let at = 0; at < wait.length; at++) values[at] = Math.round(wait[at]! * partsOfDay)
      return { scale: partsOfDay, values }
    }
  return { scale: 1, values: wait }
}

/** Where the waits stand against the baseline, if the baseline's waits were `factor` times as long. */
export function standing(baseline: Baseline, waits: Waits, factor = 1): Standing {
  const { scores, lasting, known } = baseline
  let sum = 0
  let information = 0
  for (let i = 0; i < waits.wait.length; i++) {
    sum += valueAt(baseline, waits.ended[i] ? scores : lasting, waits.wait[i]! / factor)
    information += valueAt(baseline, known, waits.followUp[i]! / factor)
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
  const { scores } = baseline
  let sum = 0
  let n = 0
  for (let i = 0; i < wait.length; i++) {
    if (!ended[i]) continue
    sum += valueAt(baseline, scores, wait[i]! * factor) - valueAt(baseline, scores, wait[i]!)
    n++
  }
  return n === 0 ? 0 : sum / n
}

/**
 * By how much the score of a wait followed so long is too high on average where nothing changed, because some arrivals are
 * recorded later than the last of `lags` days ago: they pass for lasting.
 * @param lags Over the days to be awaited after the last day known.
 */
export function unrecorded(baseline: Baseline, followed: number, { days, beyond }: Lags): number {
  if (days.length === 0) return 0
  const { times, shares, lasting, scores } = baseline
  const still = valueAt(baseline, lasting, followed)
  let sum = 0
  // What arrived longer ago than any record comes late is on record; the shorter ago, the more lags are longer.
  let lag = days.length
  for (let i = Math.max(1, firstAfter(baseline, followed - days.at(-1)!)); i < times.length; i++) {
    const ago = followed - times[i]!
    if (ago < 0) break
    while (lag > 0 && days[lag - 1]! > ago) lag--
    const later = lag === 0 ? 1 : beyond[lag - 1]!
    sum += (shares[i - 1]! - shares[i]!) * later * (still - scores[i]!)
  }
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

/** How much of a wait is known that is followed so long, 0 to 1. */
export function knownAfter(baseline: Baseline, days: number): number {
  return valueAt(baseline, baseline.known, days)
}

/** Times at which something is known, in a form in which they are found without a search. */
interface Knots {
  /** Waits in ascending order; for each what it counts. Between two of them in a straight line. */
  readonly times: Float64Array
  /** The times lie in stretches of equal length; of each, the first time in it or after it. */
  readonly starts: Int32Array
  /** Stretches a day. */
  readonly scale: number
}

/** @param times Ascending, at least one. */
function knotsOf(times: Float64Array): Knots {
  const stretches = 4 * times.length
  const range = times.at(-1)! - times[0]!
  const scale = range > 0 ? (stretches - 1) / range : 0
  const starts = new Int32Array(stretches)
  for (let stretch = 0, at = 0; stretch < stretches; stretch++) {
    while (at < times.length && Math.floor((times[at]! - times[0]!) * scale) < stretch) at++
    starts[stretch] = at
  }
  return { times, starts, scale }
}

/** The first of the times that is later; as many as there are where none is. */
function firstAfter({ times, starts, scale }: Knots, time: number): number {
  if (time < times[0]!) return 0
  if (time >= times[times.length - 1]!) return times.length
  let at = starts[Math.floor((time - times[0]!) * scale)]!
  while (times[at]! <= time) at++
  return at
}

/** In a straight line between the times: days are rounded, and factors would else jump from day to day. */
function valueAt(knots: Knots, values: Float64Array, time: number): number {
  const { times } = knots
  const next = firstAfter(knots, time)
  if (next === 0) return values[0]!
  const from = values[next - 1]!
  if (next === times.length) return from
  return from + ((values[next]! - from) * (time - times[next - 1]!)) / (times[next]! - times[next - 1]!)
}

/** Fisher's information on the mean of a normal value that is seen only below z, `share` of them being above. */
function informationOf(z: number, share: number): number {
  const density = normalDensity(z)
  return Math.max(0, normalShare(z) - z * density + (density * density) / share)
}
