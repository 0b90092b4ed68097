import { type Day, parseDay } from '../../kernel/day.ts'

/** Why a typed date is none: the code of its sentence (below `error.`) and what the sentence needs. */
export interface DayIssue {
  readonly code: 'not-a-day' | 'day-not-in-month'
  readonly values: Readonly<Record<string, string | number>>
}

const german = /^(\d{1,2})\s*\.\s*(\d{1,2})\s*\.\s*(\d{4})$/
const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/

/**
 * Reads a date as people type it into a date field: `17.11.2026`, `7.1.2026` or ISO `2026-11-17`.
 * Two-digit years are refused rather than guessed: a birth year and a deadline would need different guesses.
 */
export function readTypedDay(text: string): Day | DayIssue {
  const typed = text.trim()
  const match = german.exec(typed)
  const isoMatch = iso.exec(typed)
  const [year, month, day] = match ? [match[3], match[2], match[1]] : isoMatch ? isoMatch.slice(1) : []
  if (!year || !month || !day || Number(month) < 1 || Number(month) > 12 || Number(day) < 1 || Number(day) > 31) {
    return { code: 'not-a-day', values: { typed } }
  }
  const parsed = parseDay(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`)
  if (parsed) return parsed
  const days = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate()
  return { code: 'day-not-in-month', values: { month: Number(month), year, days, typed } }
}

export function isDayIssue(value: Day | DayIssue): value is DayIssue {
  return typeof value !== 'string'
}
