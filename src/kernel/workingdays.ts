import { type Day, dayNumber, dayOfNumber } from './day.ts'
import { holidays, type Land } from './holidays.ts'

/**
 * Which days of the week count: `office` is Monday to Friday (Arbeitstage), `werktage` Monday to Saturday (the days of
 * § 3 (2) BUrlG, which many notice periods mean). Statutory holidays of the Land never count.
 */
export type Week = 'office' | 'werktage'

/** The working days of one Land over day numbers (days since 1970-01-01). Every answer is one or two look-ups. */
export interface WorkingCalendar {
  readonly land: Land
  readonly week: Week
  /** True when offices of the Land work on this day. */
  isWorkingDay(number: number): boolean
  /**
   * Working days after `from` up to and with `to`: the day on which something happens does not count (§ 187 (1) BGB), so
   * Friday to Monday is 1. Negative when `to` is earlier; between(a, b) = -between(b, a).
   */
  between(from: number, to: number): number
  /**
   * The day number of the n-th working day after `from`, before it when `days` is negative, `from` itself when it is 0.
   * @throws RangeError when `days` is not a whole number.
   */
  add(from: number, days: number): number
}

/** Working days after one day up to and with another; see WorkingCalendar.between. */
export function workingDaysBetween(from: Day, to: Day, land: Land, week: Week = 'office'): number {
  return workingCalendar(land, week).between(dayNumber(from), dayNumber(to))
}

/** The n-th working day after a day (before it when `days` is negative); see WorkingCalendar.add. */
export function addWorkingDays(from: Day, days: number, land: Land, week: Week = 'office'): Day {
  return dayOfNumber(workingCalendar(land, week).add(dayNumber(from), days))
}

const calendars = new Map<string, WorkingCalendar>()

/** The calendar of a Land; made once and kept. */
export function workingCalendar(land: Land, week: Week = 'office'): WorkingCalendar {
  const key = `${land} ${week}`
  let calendar = calendars.get(key)
  if (!calendar) {
    calendar = makeCalendar(land, week)
    calendars.set(key, calendar)
  }
  return calendar
}

/** Running counts of working days over a span of whole years that grows when a day outside it is asked for. */
interface Counts {
  readonly first: number
  readonly last: number
  /** counts[i] = working days in [first, first + i]. */
  readonly counts: Int32Array
}

function makeCalendar(land: Land, week: Week): WorkingCalendar {
  let span = count(land, week, 1990, 2050)

  /** Working days from some fixed early day up to and with this one. */
  function upTo(number: number): number {
    if (number < span.first || number > span.last) {
      const year = new Date(number * 86_400_000).getUTCFullYear()
      if (!(year >= 1 && year <= 9999)) throw new RangeError(`not a day number of the years 1 to 9999: ${number}`)
      const firstYear = new Date(span.first * 86_400_000).getUTCFullYear()
      const lastYear = new Date(span.last * 86_400_000).getUTCFullYear()
      span = count(
        land,
        week,
        Math.max(1, Math.min(firstYear, year - 10)),
        Math.min(9999, Math.max(lastYear, year + 10)),
      )
    }
    return span.counts[number - span.first]!
  }

  /** Asks for both ends first: the second question may move the span under the first answer. */
  function between(from: number, to: number): number {
    upTo(from)
    const end = upTo(to)
    return end - upTo(from)
  }

  function add(from: number, days: number): number {
    if (!Number.isInteger(days)) throw new RangeError(`not a whole number of working days: ${days}`)
    if (days === 0) return from
    // No stretch of German weekdays and holidays has fewer than 3 working days in 7, but for the days around Christmas.
    const reach = Math.ceil(Math.abs(days) * 2.5) + 14
    upTo(days > 0 ? from + reach : from - reach)
    const wanted = upTo(from) + days + (days < 0 && isWorkingDay(from) ? -1 : 0)
    // The first day whose running count reaches what is wanted is itself a working day.
    return days > 0 ? firstWith(span, wanted) : firstWith(span, wanted + 1)
  }

  function isWorkingDay(number: number): boolean {
    upTo(number - 1)
    return upTo(number) > upTo(number - 1)
  }

  return { land, week, isWorkingDay, between, add }
}

function firstWith(span: Counts, wanted: number): number {
  let low = 0
  let high = span.counts.length - 1
  while (low < high) {
    const middle = (low + high) >>> 1
    if (span.counts[middle]! >= wanted) high = middle
    else low = middle + 1
  }
  return span.first + low
}

function count(land: Land, week: Week, firstYear: number, lastYear: number): Counts {
  const first = Math.round(utc(firstYear, 0, 1) / 86_400_000)
  const last = Math.round(utc(lastYear, 11, 31) / 86_400_000)
  const free = new Uint8Array(last - first + 1)
  for (let year = firstYear; year <= lastYear; year++)
    for (const holiday of holidays(year, land)) free[dayNumber(holiday.day) - first] = 1
  const counts = new Int32Array(free.length)
  let sum = 0
  for (let i = 0; i < free.length; i++) {
    const weekday = (((first + i + 3) % 7) + 7) % 7 // 0 = Monday, since day 0 was a Thursday
    if (!free[i] && weekday < (week === 'office' ? 5 : 6)) sum++
    counts[i] = sum
  }
  return { first, last, counts }
}

function utc(year: number, month: number, day: number): number {
  const date = new Date(0)
  date.setUTCFullYear(year, month, day)
  return date.getTime()
}
