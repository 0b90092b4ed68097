import { type Day, day } from '../../../../kernel/day.ts'
import type { Month } from '../../../../kernel/period.ts'

/** The first day of the quarter that a month lies in: no day of a finding is finer than this. */
export function quarterOf(month: Month): Day {
  const [year, number] = month.split('-').map(Number) as [number, number]
  const first = Math.floor((number - 1) / 3) * 3 + 1
  return day(`${String(year).padStart(4, '0')}-${String(first).padStart(2, '0')}-01`)
}

/** `{ quarter: 4, year: 2026 }`, for the words. */
export function quarterParts(first: Day): { readonly quarter: number; readonly year: string } {
  return { quarter: Math.floor((Number(first.slice(5, 7)) - 1) / 3) + 1, year: first.slice(0, 4) }
}
