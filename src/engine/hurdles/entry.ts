import { dayNumber, dayOfNumber } from '../../kernel/day.ts'
import { daysOfMonth, type Month } from '../../kernel/period.ts'
import { NO_DAY, type Passages } from '../passages.ts'
import { quantile } from '../statistics/quantiles.ts'
import type { EntryDelay } from './results.ts'

/** Enough events of the usual window to measure by. */
const enough = 20

/**
 * How late offices record, from `recordLags`: measured on what happened between 15 and 3 months before the reference date: of what is newer,
 * the late records have not come in yet, and leaving them out would make entry look quick.
 */
export function entryDelay(lags: Float64Array, asOf: number, months: readonly Month[]): EntryDelay {
  const days = lags.length === 0 ? null : Math.ceil(quantile(lags.slice(), 0.9))
  const knownUntil = dayOfNumber(asOf - (days ?? 0))
  const incompleteMonths = months.filter((month) => dayNumber(daysOfMonth(month).to) > asOf - (days ?? 0))
  return { days, measured: lags.length, knownUntil, incompleteMonths }
}

/** Days from an event to its record, of the events by which the delay is measured; in no order. */
export function recordLags(passages: Passages, asOf: number): Float64Array {
  const usual = lags(passages, asOf - 456, asOf - 91)
  return usual.length >= enough ? usual : lags(passages, Number.NEGATIVE_INFINITY, asOf)
}

function lags(passages: Passages, after: number, until: number): Float64Array {
  const { size, firstOn, lastEventOn, recordedLagDays } = passages
  const found = new Float64Array(size)
  let n = 0
  for (let i = 0; i < size; i++) {
    const happened = firstOn[i] === NO_DAY ? lastEventOn[i]! : firstOn[i]!
    if (happened === NO_DAY || recordedLagDays[i] === NO_DAY || happened <= after || happened > until) continue
    found[n++] = Math.max(0, recordedLagDays[i]!)
  }
  return found.slice(0, n)
}
