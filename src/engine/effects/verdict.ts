import type { Interval, Verdict } from './results.ts'

/** With less than this after the start no verdict is given, whatever the interval says: a month may be an odd one. */
export const leastAfter = { months: 3, handOvers: 6 }

/** From so many months on an interval counts as it is. */
const wholeYear = 12

/**
 * Who looks every month is deceived by chance more often than who looks once. So in the first year an interval has to be
 * clear at more than its own level: it is stretched (on the scale of logarithms) by this, after the shape of the boundary of
 * O'Brien and Fleming (Biometrics 35, 1979) with the year as the last planned look. From month 12 on it counts at its own
 * level: who goes on looking every month after that is not protected, and a verdict of one such look may be chance.
 */
export function stretchAfter(months: number): number {
  return Math.sqrt(wholeYear / Math.min(wholeYear, Math.max(1, months)))
}

/**
 * The rule, in this one place. Helped: the whole interval lies below 1. Did not: the interval excludes a relevant drop.
 * Everything else cannot be told yet; an interval that holds both 1 and a relevant drop is no finding in either direction.
 */
export function verdictOf(
  ratio: Interval | null,
  after: { readonly months: number; readonly handOvers: number },
  relevantDrop: number,
): Verdict {
  if (!ratio || after.months < leastAfter.months || after.handOvers < leastAfter.handOvers) return 'tooEarly'
  const stretched = (limit: number) => ratio.value * (limit / ratio.value) ** stretchAfter(after.months)
  if (ratio.upper !== null && stretched(ratio.upper) < 1) return 'helped'
  if (ratio.lower !== null && stretched(ratio.lower) > 1 - relevantDrop) return 'didNot'
  return 'tooEarly'
}
