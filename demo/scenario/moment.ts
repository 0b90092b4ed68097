/**
 * Points in time as a scenario writes them. A scenario can be played to any last month, so besides calendar months it
 * can count from the first month or back from the last: `start+12`, `end-4`, and in weeks where days matter: `end-6w`.
 */
import { type Day, day, dayNumber, parseDay } from '../../src/kernel/day.ts'
import { type Month, monthNumber as numberOf } from '../../src/kernel/period.ts'

/** Months since year 0, as the kernel counts them: arithmetic with months is arithmetic with these numbers. */
export type MonthNumber = number

export const monthPattern = /^(?:\d{4}-(?:0[1-9]|1[0-2])|start(?:\+\d{1,3})?|end(?:-\d{1,3})?)$/
export const momentPattern =
  /^(?:\d{4}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?|start(?:\+\d{1,3}w?)?|end(?:-\d{1,3}w?)?)$/

/** The months that are played, first and last included. */
export interface Timeline {
  readonly first: MonthNumber
  readonly last: MonthNumber
}

/** The month of a day or month such as `2026-06`. */
export function monthNumber(text: string): MonthNumber {
  return numberOf(text.slice(0, 7) as Month)
}

export function monthText(month: MonthNumber): string {
  return `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}`
}

/** January is 0. */
export function monthOfYear(month: MonthNumber): number {
  return month % 12
}

export function firstDayOf(month: MonthNumber): number {
  return dayNumber(`${monthText(month)}-01` as Day)
}

export function lastDayOf(month: MonthNumber): number {
  return firstDayOf(month + 1) - 1
}

/** The timeline that ends with `until` (such as `2026-10`) and has that many months. */
export function timeline(until: string, months: number): Timeline {
  const last = monthNumber(monthPattern.test(until) ? until : day(until))
  return { first: last - months + 1, last }
}

/** Resolves `2026-06`, `start+12`, `end-4`. It may lie outside the timeline: what began earlier is in force from the start. */
export function resolveMonth(text: string, { first, last }: Timeline): MonthNumber {
  if (text.startsWith('start')) return first + Number(text.slice(6) || 0)
  if (text.startsWith('end')) return last - Number(text.slice(4) || 0)
  return monthNumber(text)
}

/**
 * Resolves a moment to a day number. A month or `start+N` means its first day where the moment opens a span and its
 * last day where it closes one; weeks count from the first or back from the last day played (`end-6w`: six weeks before).
 */
export function resolveMoment(text: string, { first, last }: Timeline, edge: 'from' | 'to'): number {
  if (text.endsWith('w')) {
    const days = Number(text.replace(/\D/g, '')) * 7
    return text.startsWith('start') ? firstDayOf(first) + days : lastDayOf(last) - days
  }
  const exact = parseDay(text)
  if (exact !== undefined) return dayNumber(exact)
  const month = resolveMonth(text, { first, last })
  return edge === 'from' ? firstDayOf(month) : lastDayOf(month)
}
