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
  const waits = byMonth(passages, rows, view, months.length, indexOf)
  const figures = months.map((month, at): MonthFigures => {
    const { ended, censored } = waits.of(at)
    const { times, survival } = kaplanMeier(ended, censored)
    return {
      month,
      offered: ended.length + censored.length,
      arrived: ended.length,
      lowerQuartile: timeAtShare(times, survival, 0.75),
      median: timeAtShare(times, survival, 0.5),
      upperQuartile: timeAtShare(times, survival, 0.25),
      complete: at < complete,
    }
  })
  return { months: figures, changes: changes(months, waits, complete, random) }
}

/** The waits of consecutive months, one month after the other, those that are over first. */
interface WaitsOfMonths {
  readonly wait: Float64Array
  readonly ended: Uint8Array
  readonly monthOf: Int32Array
  /** Of each month, where its waits begin; then where the last ends. */
  readonly starts: Int32Array
  of(month: number): { readonly ended: Float64Array; readonly censored: Float64Array }
}

function byMonth(
  { offeredOn }: Passages,
  rows: Int32Array,
  { status, wait: waitOf }: View,
  count: number,
  indexOf: Months['indexOf'],
): WaitsOfMonths {
  // Two stretches a month: those that are over, then the others.
  const stretchOf = new Int32Array(rows.length)
  const starts = new Int32Array(2 * count + 1)
  for (let i = 0; i < rows.length; i++) {
    const state = status[rows[i]!]!
    const month = state === OUTSIDE || state === UNUSABLE ? -1 : indexOf(offeredOn[rows[i]!]!)
    stretchOf[i] = month < 0 ? -1 : 2 * month + (state === ARRIVED ? 0 : 1)
    if (month >= 0) starts[stretchOf[i]! + 1]! += 1
  }
  for (let at = 0; at < 2 * count; at++) starts[at + 1]! += starts[at]!
  const n = starts[2 * count]!
  const columns = { wait: new Float64Array(n), ended: new Uint8Array(n), monthOf: new Int32Array(n) }
  const next = starts.slice()
  for (let i = 0; i < rows.length; i++) {
    const stretch = stretchOf[i]!
    if (stretch < 0) continue
    const at = next[stretch]!++
    columns.wait[at] = waitOf[rows[i]!]!
    columns.ended[at] = 1 - (stretch & 1)
    columns.monthOf[at] = stretch >> 1
  }
  return {
    ...columns,
    starts: starts.filter((_, at) => at % 2 === 0),
    of: (month) => ({
      ended: columns.wait.subarray(starts[2 * month]!, starts[2 * month + 1]!),
      censored: columns.wait.subarray(starts[2 * month + 1]!, starts[2 * month + 2]!),
    }),
  }
}

function changes(
  months: readonly Month[],
  { wait, ended, monthOf, starts }: WaitsOfMonths,
  complete: number,
  random: Random,
): readonly Change[] {
  let first = 0
  while (first < complete && starts[first] === starts[first + 1]) first++
  const [from, to] = [starts[first]!, starts[complete]!]
  return changesOfWaits(
    {
      wait: wait.subarray(from, to),
      ended: ended.subarray(from, to),
      monthOf: monthOf.subarray(from, to).map((month) => month - first),
      months: months.slice(first, complete),
    },
    { random },
  )
}
