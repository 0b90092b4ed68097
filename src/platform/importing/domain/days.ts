import { type Day, parseDay } from '../../../kernel/day.ts'
import { isDayIssue, readTypedDay } from '../../i18n/index.ts'

/** A day as it stands in a table, and whether the day or the month was not said. */
export interface LooseDay {
  readonly day: Day
  readonly assumed: boolean
}

const months = ['jan', 'feb', 'mär', 'apr', 'mai', 'jun', 'jul', 'aug', 'sep', 'okt', 'nov', 'dez']

/**
 * `17.11.2026`, `3/2015`, `März 2015`, `2015`, `2015-03-01`. What says only the month or the year begins on its first and
 * ends on its last day. Undefined when it is no day.
 */
export function looseDay(text: string, edge: 'begin' | 'end'): LooseDay | undefined {
  const given = text
    .trim()
    .replace(/^(?:seit|ab|bis|ca\.?|vsl\.?|voraussichtlich|zum)\s+/i, '')
    .replace(/\s*(?:ff\.?|00:00(?::00)?)$/, '')
  const year = /^(\d{4})$/.exec(given)
  if (year) return assumed(edgeOf(Number(year[1]), edge === 'begin' ? 1 : 12, edge))
  const month = /^(\d{1,2})\s*[/.-]\s*(\d{4})$/.exec(given)
  if (month) return assumed(edgeOf(Number(month[2]), Number(month[1]), edge))
  const word = /^(\p{L}{3,})\.?\s+(\d{4})$/u.exec(given)
  if (word) {
    const index = months.findIndex((name) => (word[1] ?? '').toLowerCase().replace('maer', 'mär').startsWith(name))
    return index < 0 ? undefined : assumed(edgeOf(Number(word[2]), index + 1, edge))
  }
  const read = readTypedDay(given)
  return isDayIssue(read) ? undefined : { day: read, assumed: false }
}

const assumed = (day: Day | undefined): LooseDay | undefined => day && { day, assumed: true }

function edgeOf(year: number, month: number, edge: 'begin' | 'end'): Day | undefined {
  if (year < 1900 || year > 2200 || month < 1 || month > 12) return undefined
  const last = edge === 'begin' ? 1 : new Date(Date.UTC(year, month, 0)).getUTCDate()
  return parseDay(`${year}-${String(month).padStart(2, '0')}-${String(last).padStart(2, '0')}`)
}
