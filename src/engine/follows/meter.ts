import { zone } from '../../kernel/zone.ts'
import type { EventLog } from '../log.ts'
import type { FollowOptions } from './types.ts'
import { workTime } from './worktime.ts'

const day = 86_400_000

/** Measures waits between rows of a log by the rules of its options; milliseconds. */
export interface Meter {
  /** From the end of one event to the begin of another (its own time where no begin is known). */
  between(from: number, to: number): number
  /** From the end of an event to an instant; negative when the instant is earlier. */
  until(from: number, instant: number): number
}

/**
 * Where one of two records knows only the day, the wait is the difference of the days: 0 on the same day. Otherwise it is
 * the elapsed time, so a night in which the clock changes counts with the hours it had.
 */
export function meter(log: EventLog, options: FollowOptions): Meter {
  const { time, dayOnly } = log
  const { started, calendar } = options
  const local = zone(options.timeZone ?? 'Europe/Berlin')
  const work = calendar ? workTime(calendar, local) : undefined
  const dayOf = (instant: number) => Math.floor((instant + local.offset(instant)) / day)

  function measure(from: number, fromDay: number | undefined, to: number, toDay: number | undefined): number {
    if (fromDay !== undefined || toDay !== undefined) {
      const first = fromDay ?? dayOf(from)
      const second = toDay ?? dayOf(to)
      return work ? work.betweenDays(first, second) : (second - first) * day
    }
    return work ? work.at(to) - work.at(from) : to - from
  }
  const dayIfOnly = (row: number) => (dayOnly?.[row] ? time[row]! / day : undefined)

  return {
    between(from, to) {
      const begin = started?.[to]
      if (begin !== undefined && !Number.isNaN(begin)) return measure(time[from]!, dayIfOnly(from), begin, undefined)
      return measure(time[from]!, dayIfOnly(from), time[to]!, dayIfOnly(to))
    },
    until: (from, instant) => measure(time[from]!, dayIfOnly(from), instant, undefined),
  }
}
