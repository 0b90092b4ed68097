import { addDays, type Day, day, daysBetween } from '../../../kernel/day.ts'

/** Formats that every workbook knows without defining them and that show days (ECMA-376, 18.8.30, East Asian ones included). */
const builtIn = new Set([14, 15, 16, 17, 22, ...range(27, 36), ...range(50, 58)])

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index)
}

/** Whether a number format shows days. Text in quotes, colours and escaped signs of the format do not count; hours alone neither. */
export function isDateFormat(number: number, code: string | undefined): boolean {
  if (code === undefined) return builtIn.has(number)
  const plain = code
    .replace(/"[^"]*"|\\.|_.|\*./g, '')
    .replace(/\[(?!h|m|s)[^\]]*\]/gi, '')
    .split(';')[0]
  return /[dy]/i.test(plain ?? '') || /mmm/i.test(plain ?? '')
}

const base1904 = day('1904-01-01')
const base1900 = day('1899-12-30')

/**
 * The day of a serial number; its time of day is dropped. The count of 1900 has a 29 February 1900 that never was, so days
 * before 1 March 1900 stand one later. Undefined outside of 1900 to 9999.
 */
export function dayOfSerial(serial: number, date1904: boolean): { kind: 'day'; day: Day } | undefined {
  const whole = Math.floor(serial)
  if (whole < 1 || whole > 2_958_465) return undefined
  if (date1904) return { kind: 'day', day: addDays(base1904, whole) }
  return { kind: 'day', day: addDays(base1900, whole < 60 ? whole + 1 : whole) }
}

/** The serial number of a day in the count of 1900; undefined before 1 March 1900, where programs disagree. */
export function serialOf(value: Day): number | undefined {
  const serial = daysBetween(base1900, value)
  return serial > 60 && serial <= 2_958_465 ? serial : undefined
}
