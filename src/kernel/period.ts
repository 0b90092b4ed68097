import { addDays, type Day, day } from './day.ts'

/** A span of days; both ends belong to it. */
export interface Period {
  readonly from: Day
  readonly to: Day
}

/** A month as `2026-11`. */
export type Month = string & { readonly __month: true }

/** A period from its two ends; throws RangeError when it ends before it begins. */
export function period(from: Day, to: Day): Period {
  if (to < from) throw new RangeError(`a period cannot end (${to}) before it begins (${from})`)
  return { from, to }
}

export function monthOf(value: Day): Month {
  return value.slice(0, 7) as Month
}

/** First and last day of a month. */
export function daysOfMonth(month: Month): Period {
  return { from: day(`${month}-01`), to: addDays(day(`${addMonths(month, 1)}-01`), -1) }
}

/** The month that many months later, earlier when negative. */
export function addMonths(month: Month, months: number): Month {
  const index = monthNumber(month) + months
  const year = Math.floor(index / 12)
  return `${String(year).padStart(4, '0')}-${String(index - year * 12 + 1).padStart(2, '0')}` as Month
}

/** Months since year 0, for counting and for columns. */
export function monthNumber(month: Month): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1
}

/** Every month that shares a day with the period, in order. */
export function months(span: Period): readonly Month[] {
  const first = monthOf(span.from)
  const count = monthNumber(monthOf(span.to)) - monthNumber(first) + 1
  return Array.from({ length: Math.max(0, count) }, (_, index) => addMonths(first, index))
}

/** The last `count` months that are over on the given day, as one period: on 16 November the last of them is October. */
export function lastFullMonths(today: Day, count: number): Period {
  if (!Number.isInteger(count) || count < 1) throw new RangeError(`not a number of months: ${count}`)
  const ended = addMonths(monthOf(addDays(today, 1)), -1)
  return { from: daysOfMonth(addMonths(ended, 1 - count)).from, to: daysOfMonth(ended).to }
}

/** The same period a year earlier. Ends of months stay ends of months, so full months compare with full months. */
export function previousYear(span: Period): Period {
  return { from: yearEarlier(span.from, false), to: yearEarlier(span.to, true) }
}

function yearEarlier(value: Day, isEnd: boolean): Day {
  const month = addMonths(monthOf(value), -12)
  const last = daysOfMonth(month).to
  if (isEnd && value === daysOfMonth(monthOf(value)).to) return last
  const same = `${month}-${value.slice(8)}`
  return same > last ? last : day(same)
}
