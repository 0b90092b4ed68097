import type { Interval, Verdict } from './results.ts'

/** With less than this after the start no verdict is given, whatever the interval says: a month may be an odd one. */
export const leastAfter = { months: 3, handOvers: 6 }

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
  if (ratio.upper !== null && ratio.upper < 1) return 'helped'
  if (ratio.lower !== null && ratio.lower > 1 - relevantDrop) return 'didNot'
  return 'tooEarly'
}
