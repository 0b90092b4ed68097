import { dayNumber } from '../../kernel/day.ts'
import { addMonths, daysOfMonth, type Month } from '../../kernel/period.ts'
import type { Random } from '../../kernel/random.ts'
import { ARRIVED, type Passages } from '../passages.ts'
import { type Change, changesOfWaits } from '../statistics/changes.ts'
import { kaplanMeier, timeAtShare } from '../statistics/survival.ts'
import type { MonthFigures } from './results.ts'
import { OUTSIDE, UNUSABLE, type View } from './view.ts'

/**
 * The development by month of the offer. The passages are seen as of the day up to which the record is nearly whole, so
 * that what has happened but is not yet recorded does not pass for waiting.
 */
export interface Series {
  readonly months: readonly MonthFigures[]
  readonly changes: readonly Change[]
}

/** Consecutive months with the means to find that of a day and to say which are complete; made once for all interfaces. */
export interface Months {
  readonly names: readonly Month[]
  /** Index of the month of a day number, -1 when it is none of them. */
  indexOf(day: number): number
  /** How many of the first are over on a day. */
  endedOn(day: number): number
}

export function monthsFrom(names: readonly Month[]): Months {
  const starts = Int32Array.from([...names, ...names.slice(-1).map((last) => addMonths(last, 1))], (month) =>
    dayNumber(daysOfMonth(month).from),
  )
  const first = starts[0] ?? 0
  const monthOfDay = new Int16Array((starts.at(-1) ?? 0) - first)
  names.forEach((_, at) => {
    monthOfDay.fill(at, starts[at]! - first, starts[at + 1]! - first)
  })
  return {
    names,
    indexOf: (day) => monthOfDay[day - first] ?? -1,
    endedOn: (day) => names.filter((_, at) => starts[at + 1]! <= day + 1).length,
  }
}

/** The series of the given rows; `view` is that of the day up to which the record is whole. */
export function seriesOf(
  passages: Passages,
  rows: Int32Array,
  view: View,
  { names: months, indexOf, endedOn }: Months,
  random: Random,
): Series {
  const complete = endedOn(view.asOf)
  const ended: number[][] = months.map(() => [])
  const censored: number[][] = months.map(() => [])
  for (const row of rows) {
    const status = view.status[row]!
    if (status === OUTSIDE || status === UNUSABLE) continue
    const at = indexOf(passages.offeredOn[row]!)
    if (at < 0) continue
    ;(status === ARRIVED ? ended : censored)[at]!.push(view.wait[row]!)
  }
  const figures = months.map((month, at): MonthFigures => {
    const { times, survival } = kaplanMeier(Float64Array.from(ended[at]!), Float64Array.from(censored[at]!))
    return {
      month,
      offered: ended[at]!.length + censored[at]!.length,
      arrived: ended[at]!.length,
      lowerQuartile: timeAtShare(times, survival, 0.75),
      median: timeAtShare(times, survival, 0.5),
      upperQuartile: timeAtShare(times, survival, 0.25),
      complete: at < complete,
    }
  })
  return { months: figures, changes: changes(months, ended, censored, complete, random) }
}

function changes(
  months: readonly Month[],
  ended: readonly (readonly number[])[],
  censored: readonly (readonly number[])[],
  complete: number,
  random: Random,
): readonly Change[] {
  const isEmpty = (at: number) => ended[at]!.length + censored[at]!.length === 0
  let first = 0
  while (first < complete && isEmpty(first)) first++
  const wait: number[] = []
  const isOver: number[] = []
  const monthOf: number[] = []
  for (let at = first; at < complete; at++) {
    for (const [waits, over] of [
      [ended[at]!, 1],
      [censored[at]!, 0],
    ] as const) {
      for (const value of waits) {
        wait.push(value)
        isOver.push(over)
        monthOf.push(at - first)
      }
    }
  }
  return changesOfWaits(
    {
      wait: Float64Array.from(wait),
      ended: Uint8Array.from(isOver),
      monthOf: Int32Array.from(monthOf),
      months: months.slice(first, complete),
    },
    { random },
  )
}
