import type { WorkingCalendar } from '../../kernel/workingdays.ts'
import type { Zone } from '../../kernel/zone.ts'

const day = 86_400_000

/**
 * Waits in working days: the time between two instants that lies on working days of the Land by the local clock, 24 hours
 * to the day, so Friday noon to Monday noon is one day. Office hours do not enter: what a person waits through is days.
 */
export interface WorkTime {
  /** Milliseconds of working days since a fixed day long ago; the difference of two is the wait. */
  at(instant: number): number
  /** Working days between two days (as WorkingCalendar.between), in milliseconds. */
  betweenDays(from: number, to: number): number
}

export function workTime(calendar: WorkingCalendar, zone: Zone): WorkTime {
  const start = 0 // 1970-01-01
  return {
    at(instant) {
      const local = instant + zone.offset(instant)
      const number = Math.floor(local / day)
      const before = calendar.between(start, number - 1)
      return before * day + (calendar.isWorkingDay(number) ? local - number * day : 0)
    },
    betweenDays: (from, to) => calendar.between(from, to) * day,
  }
}
