/** The days on which offices offer, receive and record: working days of the Land without the scenario's closures. */
import { dayOfNumber } from '../../src/kernel/day.ts'
import { workingCalendar } from '../../src/kernel/workingdays.ts'
import type { Scenario } from '../scenario/fields.ts'
import { firstDayOf, lastDayOf, type MonthNumber } from '../scenario/moment.ts'

export interface OfficeCalendar {
  isOpen(day: number): boolean
  /** The open days of a month, as day numbers. */
  openDays(month: MonthNumber): readonly number[]
  /** The open day nearest to this one; of two equally near the later, so that no day before an offer is chosen. */
  nearestOpen(day: number): number
  /** This day if it is open, else the next that is. */
  nextOpen(day: number): number
}

/** A closure longer than this is not looked past: what falls into it happens on its own day. */
const farthest = 60

export function officeCalendar({ land, seasons }: Scenario): OfficeCalendar {
  const working = workingCalendar(land)
  const known = new Map<number, boolean>()
  const months = new Map<MonthNumber, readonly number[]>()

  function decide(day: number): boolean {
    const weekday = (((day + 4) % 7) + 7) % 7
    if (seasons.publicHolidays ? !working.isWorkingDay(day) : weekday === 0 || weekday === 6) return false
    const monthDay = dayOfNumber(day).slice(5)
    return !seasons.closures.some(({ from, to }) =>
      from <= to ? monthDay >= from && monthDay <= to : monthDay >= from || monthDay <= to,
    )
  }
  function isOpen(day: number): boolean {
    let open = known.get(day)
    if (open === undefined) {
      open = decide(day)
      known.set(day, open)
    }
    return open
  }
  return {
    isOpen,
    openDays(month) {
      let days = months.get(month)
      if (!days) {
        const all = Array.from(
          { length: lastDayOf(month) - firstDayOf(month) + 1 },
          (_, index) => firstDayOf(month) + index,
        )
        days = all.filter(isOpen)
        months.set(month, days)
      }
      return days
    },
    nearestOpen(day) {
      for (let away = 0; away <= farthest; away++) {
        if (isOpen(day + away)) return day + away
        if (isOpen(day - away)) return day - away
      }
      return day
    },
    nextOpen(day) {
      for (let away = 0; away <= farthest; away++) if (isOpen(day + away)) return day + away
      return day
    },
  }
}
