import type { Day } from '../../kernel/day.ts'
import * as dates from './dates.ts'
import type { Locale } from './locales.ts'
import { tagOf } from './locales.ts'
import * as numbers from './numbers.ts'

/** The formats of one language, ready for a page: `format.number(11463)`. */
export interface Format {
  readonly locale: Locale
  /** `11.463`; whole unless `decimals` is given. */
  number(value: number, decimals?: number): string
  /** A share of 1: `55 %`. */
  percent(share: number, decimals?: number): string
  /** A signed change, share of 1: `−42 %`. */
  change(share: number): string
  /** `2,4-fach`. */
  factor(factor: number): string
  /** `17.11.2026`. */
  day(value: Day): string
  /** `17.11.` */
  dayShort(value: Day): string
  /** `November 2026`; takes a month (`2026-11`) or a day. */
  month(value: dates.Month | Day): string
  /** `November`. */
  monthName(value: dates.Month | Day): string
  /** `Nov`. */
  monthShort(value: dates.Month | Day): string
  /** `17.11.2026, 14:00 Uhr`, in German time unless told. */
  instant(value: number | Date, timeZone?: string): string
  /** `14:00 Uhr`. */
  time(value: number | Date, timeZone?: string): string
  /** `… bis …`. */
  range(from: string, to: string): string
  /** `November 2025 bis Oktober 2026`. */
  period(from: Day, to: Day): string
  /** `A, B und C`. */
  list(items: readonly string[]): string
}

const made = new Map<Locale, Format>()
const germanTime = 'Europe/Berlin'

export function createFormat(locale: Locale): Format {
  const known = made.get(locale)
  if (known) return known
  const lists = new Intl.ListFormat(tagOf(locale), { type: 'conjunction' })
  const format: Format = {
    locale,
    number: (value, decimals) => numbers.formatNumber(locale, value, decimals),
    percent: (share, decimals) => numbers.formatPercent(locale, share, decimals),
    change: (share) => numbers.formatChange(locale, share),
    factor: (factor) => numbers.formatFactor(locale, factor),
    day: (value) => dates.formatDay(locale, value),
    dayShort: (value) => dates.formatDayShort(locale, value),
    month: (value) => dates.formatMonth(locale, value),
    monthName: (value) => dates.formatMonthName(locale, value),
    monthShort: (value) => dates.formatMonthShort(locale, value),
    instant: (value, timeZone = germanTime) => dates.formatInstant(locale, value, timeZone),
    time: (value, timeZone = germanTime) => dates.formatTime(locale, value, timeZone),
    range: (from, to) => dates.formatRange(locale, from, to),
    period: (from, to) => dates.formatPeriod(locale, from, to),
    list: (items) => lists.format(items),
  }
  made.set(locale, format)
  return format
}
