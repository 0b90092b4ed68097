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
  /** Share of the earlier waits that are longer, from 0 to 1, without steps. */
  stillWaiting(wait: number): number
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
  const middle = Float64Array.from(survival, (share, i) => level((share + (i === 0 ? 1 : survival[i - 1]!)) / 2))
  const stillWaiting = (wait: number): number => {
    let low = 0
    let high = times.length
    while (low < high) {
      const at = (low + high) >>> 1
      if (times[at]! <= wait) low = at + 1
      else high = at
    }
    // Between two waits the share falls in a straight line: days are rounded, and factors would else jump from day to day.
    const from = low === 0 ? Math.min(0, times[0]! - 1) : times[low - 1]!
    const above = low === 0 ? level(1) : middle[low - 1]!
    if (low === times.length) return above
    return above - ((above - middle[low]!) * (wait - from)) / (times[low]! - from)
  }
  let information = 0
  for (let i = 0; i < n; i++) information += informationOf(stillWaiting(waits.followUp[i]!))
  return { n, information, stillWaiting }
}

/** Where the waits stand against the baseline, if the baseline's waits were `factor` times as long. */
export function standing(baseline: Baseline, waits: Waits, factor = 1): Standing {
  let sum = 0
  let information = 0
  for (let i = 0; i < waits.wait.length; i++) {
    const share = baseline.stillWaiting(waits.wait[i]! / factor)
    const z = normalQuantile(1 - share)
    sum += waits.ended[i] ? z : normalDensity(z) / share
    information += informationOf(baseline.stillWaiting(waits.followUp[i]! / factor))
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

/** How much of a wait that is seen to its end is known by following it until `share` of the earlier ones still last, 0 to 1. */
function informationOf(share: number): number {
  if (share <= 0) return 1
  const z = normalQuantile(1 - share)
  const density = normalDensity(z)
  return Math.max(0, normalShare(z) - z * density + (density * density) / share)
}
