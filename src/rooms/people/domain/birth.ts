import { type Day, parseDay } from '../../../kernel/day.ts'
import type { BirthPrecision } from './kinds.ts'

/** A day of birth as far as it is known: the first day of the month or year where no more is. */
export interface Birth {
  readonly date: Day
  readonly precision: BirthPrecision
}

const forms: readonly (readonly [RegExp, readonly ('day' | 'month' | 'year')[]])[] = [
  [/^(\d{1,2})\s*[./]\s*(\d{1,2})\s*[./]\s*(\d{4})$/, ['day', 'month', 'year']],
  [/^(\d{4})-(\d{1,2})-(\d{1,2})$/, ['year', 'month', 'day']],
  [/^(\d{1,2})\s*[./]\s*(\d{4})$/, ['month', 'year']],
  [/^(\d{4})-(\d{1,2})$/, ['year', 'month']],
  [/^(\d{4})$/, ['year']],
]

/** Reads `14.03.1987`, `03.1987` or `1987`; undefined for anything else and for days that no calendar has. */
export function readBirth(typed: string): Birth | undefined {
  for (const [form, names] of forms) {
    const match = form.exec(typed.trim())
    if (!match) continue
    const part = (name: 'day' | 'month' | 'year') => match[names.indexOf(name) + 1]?.padStart(2, '0')
    const has = (name: 'day' | 'month' | 'year') => names.includes(name)
    const date = parseDay(`${part('year')}-${has('month') ? part('month') : '01'}-${has('day') ? part('day') : '01'}`)
    if (!date || date < '1900-01-01') return undefined
    return { date, precision: has('day') ? 'day' : has('month') ? 'month' : 'year' }
  }
  return undefined
}

/** How two days of birth of records agree; `unknown` where one of them says nothing. */
export const birthMatches = ['same', 'swapped', 'close', 'month', 'year', 'nearYear', 'different', 'unknown'] as const
export type BirthMatch = (typeof birthMatches)[number]

/**
 * Compares two days of birth as offices write them down: day and month swapped, one digit or one day beside, or the first
 * of January of a year, which is what is written where only the year is known.
 */
export function compareBirths(one: Birth | null | undefined, other: Birth | null | undefined): BirthMatch {
  if (!one || !other) return 'unknown'
  const [a, b] = [one, other].map(({ date, precision }) => ({
    year: Number(date.slice(0, 4)),
    month: date.slice(5, 7),
    day: date.slice(8, 10),
    precision: date.endsWith('-01-01') ? ('year' as const) : precision,
  })) as [Parts, Parts]
  if (a.year !== b.year) return differentYears(a, b)
  if (one.date === other.date && one.precision === other.precision) return 'same'
  if (a.precision === 'year' || b.precision === 'year') return 'year'
  const sameMonth = a.month === b.month
  if (a.precision === 'month' || b.precision === 'month') return sameMonth ? 'month' : 'different'
  if (a.day === b.month && a.month === b.day) return 'swapped'
  if (sameMonth && (Math.abs(Number(a.day) - Number(b.day)) <= 1 || oneDigitApart(a.day, b.day))) return 'close'
  if (a.day === b.day && Math.abs(Number(a.month) - Number(b.month)) <= 1) return 'close'
  return 'different'
}

interface Parts {
  readonly year: number
  readonly month: string
  readonly day: string
  readonly precision: BirthPrecision
}

function differentYears(a: Parts, b: Parts): BirthMatch {
  const near = Math.abs(a.year - b.year) <= 1
  if (a.precision === 'year' || b.precision === 'year') return near ? 'nearYear' : 'different'
  const sameDay = a.day === b.day && a.month === b.month
  if (!sameDay) return 'different'
  return near || oneDigitApart(String(a.year), String(b.year)) ? 'close' : 'different'
}

const oneDigitApart = (a: string, b: string): boolean =>
  a.length === b.length && [...a].filter((digit, at) => digit !== b[at]).length === 1
