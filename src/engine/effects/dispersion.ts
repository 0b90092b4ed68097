import { between, type DatedWaits } from '../hurdles/dated.ts'
import { baselineOf, standing } from '../statistics/shift.ts'

/** How much more the months of a series vary, taken together, than single waits would make them. */
export interface Alike {
  /** 1 where waits of a month are no more alike than others, and months do not follow each other. */
  readonly dispersion: number
  readonly months: number
}

const leastMonths = 6

/**
 * The variance of the months plus twice what neighbours share of it (Newey and West, Econometrica 55, 1987, with one lag): a
 * bad spring raises several months in a row, and an interval from single waits would be too narrow. Undefined with too few
 * months to tell.
 */
export function monthsAlike(waits: DatedWaits): Alike | undefined {
  if (!waits.ended.includes(1)) return undefined
  const baseline = baselineOf(waits)
  const values: { readonly month: number; readonly value: number }[] = []
  for (let i = 0; i < waits.month.length; ) {
    const month = waits.month[i]!
    const own = between(waits, month, month + 1)
    i += own.wait.length
    const { sum, information } = standing(baseline, own)
    if (information > 1) values.push({ month, value: sum / Math.sqrt(information) })
  }
  const months = values.length
  if (months < leastMonths) return undefined
  const variance = values.reduce((sum, { value }) => sum + value ** 2, 0) / (months - 1)
  const shared = values.reduce((sum, { month, value }, i) => {
    const last = values[i - 1]
    return last?.month === month - 1 ? sum + last.value * value : sum
  }, 0)
  return { dispersion: variance + 2 * Math.max(0, shared / (months - 1)), months }
}

/**
 * For one series, 1 at least. Its own months are too few to tell alone, so the middle one of the other interfaces weighs in
 * like a year; the middle, because a step at one of them is no spread.
 */
export function dispersionFor(own: Alike | undefined, others: readonly Alike[]): number {
  const sorted = others.map(({ dispersion }) => dispersion).sort((a, b) => a - b)
  const middle = sorted.length === 0 ? undefined : sorted[sorted.length >> 1]
  if (!own) return Math.max(1, middle ?? 1)
  const weight = middle === undefined ? 0 : 12
  return Math.max(1, (own.dispersion * own.months + (middle ?? 0) * weight) / (own.months + weight))
}
