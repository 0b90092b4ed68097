import type { Format } from '../../platform/i18n/index.ts'

const second = 1000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

const units: Readonly<Record<string, number>> = {
  '': day,
  d: day,
  t: day,
  h: hour,
  min: minute,
  m: minute,
  s: second,
  w: 7 * day,
}

/** `14d`, `336h`, `90min`, `2w` or `14` (days) in milliseconds; undefined for anything else. */
export function parseDuration(text: string): number | undefined {
  const match = /^(\d+(?:[.,]\d+)?)\s*([a-z]*)$/i.exec(text.trim())
  const unit = units[(match?.[2] ?? '?').toLowerCase()]
  return match && unit !== undefined ? Number(match[1]?.replace(',', '.')) * unit : undefined
}

/** True for a duration in whole or part days: other units make no sense in working days. */
export function isInDays(text: string): boolean {
  return /^[\d.,\s]+(d|t|w)?$/i.test(text.trim())
}

/** A duration in milliseconds, short and with its unit: `41 s`, `12 min`, `6,2 h`, `3,1 d`; in working days `3,1 AT`. */
export function shortDuration(format: Format, milliseconds: number, workingDays: boolean): string {
  const amount = Math.abs(milliseconds)
  if (workingDays) return `${trimmed(format, milliseconds / day)} ${format.locale === 'de' ? 'AT' : 'wd'}`
  if (amount < 100 * second) return `${trimmed(format, milliseconds / second)} s`
  if (amount < 100 * minute) return `${trimmed(format, milliseconds / minute)} min`
  if (amount < 2 * day) return `${trimmed(format, milliseconds / hour)} h`
  return `${trimmed(format, milliseconds / day)} d`
}

/** Days of a sum: one decimal below a thousand. */
export function sumOfDays(format: Format, milliseconds: number): string {
  return trimmed(format, milliseconds / day, 1000)
}

function trimmed(format: Format, value: number, whole = 100): string {
  return format.number(value, Math.abs(value) >= whole || Number.isInteger(value) ? 0 : 1)
}
