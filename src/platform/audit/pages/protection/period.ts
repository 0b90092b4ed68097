import { addDays, type Day, daysBetween } from '../../../../kernel/day.ts'
import { isDayIssue, readTypedDay } from '../../../i18n/index.ts'
import { startOfDay } from '../../../retention/domain.ts'
import { longestDays } from '../../looks.ts'

/** A stretch of days as the filters of these pages give it; the last 90 days unless told, and a year at most. */
export interface AskedPeriod {
  readonly from: Day
  readonly to: Day
  readonly fromMs: number
  /** Exclusive. */
  readonly toMs: number
  /** Fields whose text is no day. */
  readonly wrong: readonly string[]
  /** More was asked for than is answered. */
  readonly shortened: boolean
}

const usualDays = 90

/** The days that somebody typed into the fields `from` and `to`. */
export interface TypedDays {
  readonly from: Day | undefined
  readonly to: Day | undefined
  /** Fields whose text is no day. */
  readonly wrong: readonly string[]
}

/** Reads both days; the earlier one is the first, in whichever field it stands. */
export function readDays(query: URLSearchParams): TypedDays {
  const wrong: string[] = []
  const read = (name: string): Day | undefined => {
    const typed = query.get(name)
    if (!typed) return undefined
    const value = readTypedDay(typed)
    if (!isDayIssue(value)) return value
    wrong.push(name)
    return undefined
  }
  const from = read('from')
  const to = read('to')
  return from && to && startsBefore(to, from) ? { from: to, to: from, wrong } : { from, to, wrong }
}

export function readPeriod(query: URLSearchParams, today: Day): AskedPeriod {
  const { wrong, ...typed } = readDays(query)
  const to = typed.to ?? (typed.from && startsBefore(today, typed.from) ? typed.from : today)
  const asked = typed.from ?? addDays(to, -usualDays)
  const shortened = daysBetween(asked, to) > longestDays
  const from = shortened ? addDays(to, -longestDays) : asked
  return { from, to, fromMs: startOfDay(from).getTime(), toMs: startOfDay(addDays(to, 1)).getTime(), wrong, shortened }
}

/** Quarters that can be reported: the current one and the seven before it, newest first, as `2026-Q3`. */
export function quartersUntil(today: Day): readonly string[] {
  const [year = 0, month = 1] = today.split('-').map(Number)
  const last = year * 4 + Math.floor((month - 1) / 3)
  return Array.from({ length: 8 }, (_, back) => `${Math.floor((last - back) / 4)}-Q${((last - back) % 4) + 1}`)
}

/** First day of a quarter and of the one after it. */
export function daysOfQuarter(quarter: string): { readonly from: Day; readonly next: Day } {
  const [year = 0, number = 1] = quarter.split('-Q').map(Number)
  const first = (at: number) => `${Math.floor(at / 4)}-${String((at % 4) * 3 + 1).padStart(2, '0')}-01` as Day
  const at = year * 4 + number - 1
  return { from: first(at), next: first(at + 1) }
}

export function startsBefore(one: Day, other: Day): boolean {
  return daysBetween(other, one) < 0
}
