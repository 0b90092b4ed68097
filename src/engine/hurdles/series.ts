import { dayNumber } from '../../kernel/day.ts'
import { daysOfMonth, type Month } from '../../kernel/period.ts'
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

/** Index of the month of a day number among consecutive months, or outside 0 to length - 1. */
export function monthIndex(months: readonly Month[]): (day: number) => number {
  const starts = Int32Array.from([
    ...months.map((month) => dayNumber(daysOfMonth(month).from)),
    ...months.slice(-1).map((month) => dayNumber(daysOfMonth(month).to) + 1),
  ])
  return (day) => {
    // Months differ by at most three days from 30.44, so the guess is off by one at most over a few years.
    let at = Math.max(0, Math.min(starts.length - 1, Math.floor((day - starts[0]!) / 30.44)))
    while (at > 0 && starts[at]! > day) at--
    while (at < starts.length - 1 && starts[at + 1]! <= day) at++
    return day < starts[0]! ? -1 : at
  }
}

/** The series of the given rows; `view` is that of the day up to which the record is whole. */
export function seriesOf(
  passages: Passages,
  rows: Int32Array,
  view: View,
  months: readonly Month[],
  random: Random,
): Series {
  const indexOf = monthIndex(months)
  const complete = months.filter((month) => dayNumber(daysOfMonth(month).to) <= view.asOf).length
  const ended: number[][] = months.map(() => [])
  const censored: number[][] = months.map(() => [])
  for (const row of rows) {
    const status = view.status[row]!
    if (status === OUTSIDE || status === UNUSABLE) continue
    const at = indexOf(passages.offeredOn[row]!)
    if (at < 0 || at >= months.length) continue
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
