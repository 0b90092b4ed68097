/**
 * One date or date with time, read from bytes by hand: the built-in parser is slow, depends on the runtime and guesses.
 */

import { digit, readClock, readOffset } from './clock.ts'

/** The formats that are recognised; reported with their counts. */
export const formats = [
  'unreadable',
  'iso', // 2011-10-11, 2011-10-11T13:45:40.276+02:00, with a blank instead of T, without seconds, without offset
  'year-first', // 2011/10/11 13:45, 2011.10.11
  'dotted', // 11.10.2011 13:45, 1.2.11: always day, month, year
  'slashed', // 11/10/2011: day or month first, decided from all the data
  'dashed', // 11-10-2011: as slashed
  'compact', // 20111011, 20111011134540, 20111011T134540Z
  'epoch-seconds',
  'epoch-milliseconds',
  'epoch-microseconds',
  'pattern', // as given
] as const
export type Format = (typeof formats)[number]
export const [
  unreadable,
  iso,
  yearFirst,
  dotted,
  slashed,
  dashed,
  compact,
  epochSeconds,
  epochMillis,
  epochMicros,
  pattern,
] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const

/** No offset in the text. */
export const noOffset = 0x7fff

/** What a text says. One object is filled again and again, because one per row would cost more than the reading. */
export class Moment {
  format = unreadable as number
  year = 0
  /** For `slashed` and `dashed`: the number that stands first. */
  month = 0
  /** For `slashed` and `dashed`: the number that stands second. */
  day = 0
  /** Milliseconds since midnight by the clock of the text; with fractions when the text has more than three digits. */
  clock = 0
  /** Minutes east of UTC, or `noOffset`. */
  offset = noOffset as number
  dayOnly = false
  /** Milliseconds since 1970 for the epoch formats. */
  instant = 0
}

const daysBeforeMonth = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334]

const isLeap = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0

/** Days since 1970-01-01 in the Gregorian calendar (also before 1582); NaN for a day that does not exist. */
export function dayNumberOf(year: number, month: number, day: number): number {
  if (month < 1 || month > 12 || day < 1 || year < 1) return Number.NaN
  const leap = isLeap(year)
  const length = month === 2 ? (leap ? 29 : 28) : month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
  if (day > length) return Number.NaN
  const past = year - 1
  const leaps = ((past / 4) | 0) - ((past / 100) | 0) + ((past / 400) | 0)
  const days = past * 365 + leaps + (daysBeforeMonth[month - 1] as number) + day - 1
  return days - 719_162 + (leap && month > 2 ? 1 : 0)
}

/** Reads `bytes[start, end)` into `moment`; leaves format 0 (unreadable) when it is no date that is known here. */
export function readMoment(bytes: Uint8Array, start: number, end: number, moment: Moment): void {
  let s = start
  let e = end
  while (s < e && (bytes[s] as number) <= 0x20) s++
  while (e > s && (bytes[e - 1] as number) <= 0x20) e--
  moment.format = unreadable
  moment.offset = noOffset
  moment.dayOnly = false
  moment.clock = 0
  let digits = 0
  while (s + digits < e && digit(bytes[s + digits]) <= 9) digits++
  const mark = bytes[s + digits]
  if (digits === 4 && (mark === 0x2d || mark === 0x2f || mark === 0x2e)) {
    readYearFirst(bytes, s, e, mark, moment)
  } else if ((digits === 1 || digits === 2) && s + digits < e) {
    readYearLast(bytes, s, s + digits, e, moment)
  } else if (digits >= 8) {
    readNumber(bytes, s, s + digits, e, moment)
  }
}

function readYearFirst(bytes: Uint8Array, s: number, e: number, mark: number, moment: Moment): void {
  const a = digit(bytes[s + 5])
  const b = digit(bytes[s + 6])
  const c = digit(bytes[s + 8])
  const d = digit(bytes[s + 9])
  if (e - s < 10 || bytes[s + 7] !== mark || a > 1 || b > 9 || c > 3 || d > 9) return
  moment.year = fourDigits(bytes, s)
  moment.month = a * 10 + b
  moment.day = c * 10 + d
  if (readClock(bytes, s + 10, e, moment)) moment.format = mark === 0x2d ? iso : yearFirst
}

function readYearLast(bytes: Uint8Array, s: number, first: number, e: number, moment: Moment): void {
  const mark = bytes[first] as number
  if (mark !== 0x2e && mark !== 0x2f && mark !== 0x2d) return
  let at = first + 1
  while (mark === 0x2e && at < e && bytes[at] === 0x20) at++ // 11. 10. 2011
  let second = at
  while (second < e && second - at < 3 && digit(bytes[second]) <= 9) second++
  if (second === at || second - at > 2 || bytes[second] !== mark) return
  let year = second + 1
  while (mark === 0x2e && year < e && bytes[year] === 0x20) year++
  let last = year
  while (last < e && digit(bytes[last]) <= 9) last++
  const length = last - year
  if (length === 4) moment.year = fourDigits(bytes, year)
  else if (length === 2) moment.year = fullYear(digit(bytes[year]) * 10 + digit(bytes[year + 1]))
  else return
  const one = number(bytes, s, first)
  const two = number(bytes, at, second)
  moment.day = mark === 0x2e ? one : two
  moment.month = mark === 0x2e ? two : one
  if (readClock(bytes, last, e, moment)) moment.format = mark === 0x2e ? dotted : mark === 0x2f ? slashed : dashed
}

/** Two digits: 00 to 68 are 2000 to 2068, 69 to 99 are 1969 to 1999 (POSIX strptime). */
export function fullYear(two: number): number {
  return two < 69 ? 2000 + two : 1900 + two
}

function readNumber(bytes: Uint8Array, s: number, last: number, e: number, moment: Moment): void {
  const length = last - s
  const next = bytes[last]
  const withClock = length === 8 && (next === 0x54 || next === 0x74)
  if (withClock || ((length === 8 || length === 14) && last === e)) {
    moment.year = fourDigits(bytes, s)
    moment.month = number(bytes, s + 4, s + 6)
    moment.day = number(bytes, s + 6, s + 8)
    if (length === 8 && last === e) moment.dayOnly = true
    else {
      const at = length === 14 ? s + 8 : last + 1
      if (at + 6 > e) return
      const time = number(bytes, at, at + 6)
      const seconds = Math.floor(time / 10_000) * 3600 + (Math.floor(time / 100) % 100) * 60 + (time % 100)
      if (Number.isNaN(time) || time >= 240_000 || time % 10_000 >= 6000 || time % 100 >= 60) return
      moment.clock = seconds * 1000
      if (!readOffset(bytes, at + 6, e, moment)) return
    }
    moment.format = compact
    return
  }
  let value = number(bytes, s, last)
  if (last < e) {
    if (next !== 0x2e) return
    let scale = 0.1
    for (let i = last + 1; i < e; i++, scale /= 10) {
      const d = digit(bytes[i])
      if (d > 9) return
      value += d * scale
    }
  }
  // Seconds reach 1e11 in the year 5138, milliseconds in March 1973.
  moment.format = value < 1e11 ? epochSeconds : value < 1e14 ? epochMillis : epochMicros
  moment.instant = value < 1e11 ? value * 1000 : value < 1e14 ? value : value / 1000
  if (value >= 1e17) moment.format = unreadable
}

function fourDigits(bytes: Uint8Array, s: number): number {
  return digit(bytes[s]) * 1000 + digit(bytes[s + 1]) * 100 + digit(bytes[s + 2]) * 10 + digit(bytes[s + 3])
}

/** The number in `bytes[s, e)`; NaN when something is no digit. */
function number(bytes: Uint8Array, s: number, e: number): number {
  let value = 0
  for (let i = s; i < e; i++) {
    const d = digit(bytes[i])
    if (d > 9) return Number.NaN
    value = value * 10 + d
  }
  return value
}
