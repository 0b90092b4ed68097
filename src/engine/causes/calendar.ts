import type { Interval } from './intervals.ts'

/** When a resource is at work, within a span of time (milliseconds, UTC). */
export type Calendar = (from: number, to: number) => readonly Interval[]

export const always: Calendar = (from, to) => [{ from, to }]

/** Hours of work of a week. Days: 0 is Sunday. Minutes count from midnight UTC; 1440 is the end of the day. */
export interface Hours {
  readonly days: readonly number[]
  readonly fromMinute: number
  readonly toMinute: number
}

const minute = 60_000
const day = 1440 * minute

/** A week that repeats, in UTC. Whoever works by local time gives a calendar that knows when clocks change. */
export function weekly(hours: readonly Hours[]): Calendar {
  return (from, to) => {
    const result: Interval[] = []
    for (let midnight = Math.floor(from / day) * day; midnight < to; midnight += day) {
      const weekday = (((midnight / day + 4) % 7) + 7) % 7
      for (const { days, fromMinute, toMinute } of hours) {
        if (!days.includes(weekday)) continue
        const span = {
          from: Math.max(from, midnight + fromMinute * minute),
          to: Math.min(to, midnight + toMinute * minute),
        }
        if (span.to > span.from) result.push(span)
      }
    }
    return result.sort((a, b) => a.from - b.from)
  }
}
