import { type Day, parseDay } from '../../../../kernel/day.ts'

/** The same day of a later month, or the last one where that month is shorter. */
export function addMonths(from: Day, months: number): Day {
  const [year, month, day] = from.split('-').map(Number) as [number, number, number]
  const index = year * 12 + (month - 1) + months
  const start = `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}`
  for (let last = day; last >= 28; last--) {
    const found = parseDay(`${start}-${String(last).padStart(2, '0')}`)
    if (found) return found
  }
  return `${start}-${String(day).padStart(2, '0')}` as Day
}
