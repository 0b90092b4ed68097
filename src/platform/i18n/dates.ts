import type { Day } from '../../kernel/day.ts'
import { type Locale, tagOf } from './locales.ts'

/** A calendar month as `2026-11`. */
export type Month = string

const formatters = new Map<string, Intl.DateTimeFormat>()

function formatter(locale: Locale, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale}${JSON.stringify(options)}`
  let found = formatters.get(key)
  if (!found) {
    found = new Intl.DateTimeFormat(tagOf(locale), { timeZone: 'UTC', ...options })
    formatters.set(key, found)
  }
  return found
}

const instantOf = (value: Day | Month): number => Date.parse(value.length === 7 ? `${value}-01` : value)

/**
 * `17.11.2026`, in every language but English as it stands on the letters people hold. English `17 Nov 2026`, because
 * 11/12 means two days.
 */
export function formatDay(locale: Locale, value: Day): string {
  if (locale === 'en')
    return formatter('en', { day: 'numeric', month: 'short', year: 'numeric' }).format(instantOf(value))
  return `${value.slice(8, 10)}.${value.slice(5, 7)}.${value.slice(0, 4)}`
}

/** In lists, where the year is clear: `17.11.`; English `17 Nov`. */
export function formatDayShort(locale: Locale, value: Day): string {
  if (locale === 'en') return formatter('en', { day: 'numeric', month: 'short' }).format(instantOf(value))
  return `${value.slice(8, 10)}.${value.slice(5, 7)}.`
}

/** `November 2026`. */
export function formatMonth(locale: Locale, value: Month | Day): string {
  return formatter(locale, { month: 'long', year: 'numeric' }).format(instantOf(value))
}

/** `November`. */
export function formatMonthName(locale: Locale, value: Month | Day): string {
  return formatter(locale, { month: 'long' }).format(instantOf(value))
}

/** For axes: `Nov`, `Mai`. */
export function formatMonthShort(locale: Locale, value: Month | Day): string {
  return formatter(locale, { month: 'short' }).format(instantOf(value)).replace(/\.$/, '')
}

/** `14:00 Uhr` in the given time zone; English `14:00`. */
export function formatTime(locale: Locale, instant: number | Date, timeZone: string): string {
  const time = formatter(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone }).format(instant)
  return locale === 'de' ? `${time} Uhr` : time
}

/** The day and the time of an instant: `17.11.2026, 14:00 Uhr`. */
export function formatInstant(locale: Locale, instant: number | Date, timeZone: string): string {
  const parts = new Map(
    formatter('en', { year: 'numeric', month: '2-digit', day: '2-digit', timeZone })
      .formatToParts(instant)
      .map((part) => [part.type, part.value]),
  )
  const day = `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}` as Day
  return `${formatDay(locale, day)}, ${formatTime(locale, instant, timeZone)}`
}

/** Two ends of a range: `01.11.2025 bis 31.10.2026`. A word, not a dash: a dash reads as a minus beside figures. */
export function formatRange(locale: Locale, from: string, to: string): string {
  if (locale === 'de') return `${from} bis ${to}`
  return locale === 'en' ? `${from} to ${to}` : `${from} – ${to}`
}

/** A period by its first and last day; whole months are named: `November 2025 bis Oktober 2026`, `Januar bis März 2026`, `Mai 2026`. */
export function formatPeriod(locale: Locale, from: Day, to: Day): string {
  if (!beginsMonth(from) || !endsMonth(to)) return formatRange(locale, formatDay(locale, from), formatDay(locale, to))
  if (from.slice(0, 7) === to.slice(0, 7)) return formatMonth(locale, from)
  const sameYear = from.slice(0, 4) === to.slice(0, 4)
  return formatRange(
    locale,
    sameYear ? formatMonthName(locale, from) : formatMonth(locale, from),
    formatMonth(locale, to),
  )
}

const beginsMonth = (value: Day): boolean => value.endsWith('-01')
const endsMonth = (value: Day): boolean => new Date(instantOf(value) + 86_400_000).getUTCDate() === 1
