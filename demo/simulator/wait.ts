/** The distribution of waits: a lognormal body and a Pareto tail, fitted so that the median of both is the one given. */
import type { Random } from '../../src/kernel/random.ts'
import type { ScenarioInterface } from '../scenario/fields.ts'

/** Draws one wait in days, not rounded. Takes the same number of random numbers for every draw. */
export type DrawWait = (random: Random) => number

export function waitOf({
  medianDays,
  sigma,
  tailShare,
  tailFrom,
  tailAlpha,
  maxDays,
}: ScenarioInterface['wait']): DrawWait {
  // All of the tail lies above the median, so the body has to bring half of the whole below it.
  const mu = Math.log(medianDays) - sigma * normalQuantile(0.5 / (1 - tailShare))
  return (random) => {
    const body = random.lognormal(mu, sigma)
    const inTail = random.next() < tailShare
    const tail = medianDays * tailFrom * (1 - random.next()) ** (-1 / tailAlpha)
    return Math.min(inTail ? tail : body, maxDays)
  }
}

/**
 * The standard normal quantile for p between 0.075 and 0.925, error below 1e-15 (algorithm AS 241 of Wichura 1988, its
 * central part, which is all that shares of at most 0.4 need).
 */
export function normalQuantile(p: number): number {
  const q = p - 0.5
  if (Math.abs(q) > 0.425) throw new RangeError(`outside the central part: ${p}`)
  const r = 0.180625 - q * q
  const numerator =
    ((((((2509.0809287301227 * r + 33430.57558358813) * r + 67265.7709270087) * r + 45921.95393154987) * r +
      13731.69376550946) *
      r +
      1971.590950306551) *
      r +
      133.14166789178438) *
      r +
    3.3871328727963665
  const denominator =
    ((((((5226.495278852546 * r + 28729.085735721943) * r + 39307.89580009271) * r + 21213.794301586597) * r +
      5394.196021424751) *
      r +
      687.1870074920579) *
      r +
      42.31333070160091) *
      r +
    1
  return (q * numerator) / denominator
}
