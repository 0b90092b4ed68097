import { ARRIVED, OPEN, type Passages } from '../passages.ts'
import { seasonsOf } from '../statistics/seasons.ts'
import { type Baseline, standing, type Waits } from '../statistics/shift.ts'
import { byEnd, survivalMedian } from '../statistics/survival.ts'
import type { Months } from './series.ts'
import { UNUSABLE, type View } from './view.ts'

/** Single waits with the month of their offer, oldest first. */
export interface DatedWaits extends Waits {
  readonly wait: Float64Array
  readonly ended: Uint8Array
  readonly followUp: Float64Array
  /** Index into the months. */
  readonly month: Int32Array
}

/** Longer waits are cut, in days: 179 years are long enough. */
const longest = 65_535

/** The usable waits of the rows offered in the months from `from` up to and without `to`, as the view shows them. */
export function datedWaits(
  passages: Passages,
  rows: Int32Array,
  view: View,
  months: Pick<Months, 'indexOf'>,
  from: number,
  to: number,
): DatedWaits {
  const size = rows.length
  const columns = {
    wait: new Int32Array(size),
    ended: new Int32Array(size),
    followUp: new Int32Array(size),
    month: new Int32Array(size),
  }
  let n = 0
  for (const row of rows) {
    const status = view.status[row]!
    if (status >= UNUSABLE) continue
    const offered = passages.offeredOn[row]!
    const month = months.indexOf(offered)
    if (month < from || month >= to) continue
    const wait = Math.min(view.wait[row]!, longest)
    columns.wait[n] = wait
    columns.ended[n] = status === ARRIVED ? 1 : 0
    // A declined one could be followed no longer than to its end.
    columns.followUp[n] = status === ARRIVED || status === OPEN ? Math.min(view.asOf - offered, longest) : wait
    columns.month[n++] = month
  }
  // In an order of their own, so that sums come out the same to the last digit in whatever order the rows come.
  let order: Int32Array = new Int32Array(n)
  for (let i = 0; i < n; i++) order[i] = i
  for (const column of [columns.followUp, columns.ended, columns.wait, columns.month]) order = inOrderOf(column, order)
  const waits = {
    wait: new Float64Array(n),
    ended: new Uint8Array(n),
    followUp: new Float64Array(n),
    month: new Int32Array(n),
  }
  for (let at = 0; at < n; at++) {
    const i = order[at]!
    waits.wait[at] = columns.wait[i]!
    waits.ended[at] = columns.ended[i]!
    waits.followUp[at] = columns.followUp[i]!
    waits.month[at] = columns.month[i]!
  }
  return waits
}

/** The rows by a column of small whole numbers; those that are equal stay as they stood. */
function inOrderOf(column: Int32Array, rows: Int32Array): Int32Array {
  let most = 0
  for (const row of rows) if (column[row]! > most) most = column[row]!
  const next = new Int32Array(most + 2)
  for (const row of rows) next[column[row]! + 1]! += 1
  for (let at = 1; at < next.length; at++) next[at]! += next[at - 1]!
  const order = new Int32Array(rows.length)
  for (const row of rows) order[next[column[row]!]!++] = row
  return order
}

/**
 * All waits as they would be in an average month. The season is learned from waits offered before the month `until` (the
 * newest have too many that still last), of one series only before a month of its own.
 */
export function withoutSeason(
  all: readonly DatedWaits[],
  until: number,
  untilOf: (series: number) => number = () => until,
): {
  readonly all: readonly DatedWaits[]
  readonly seasons: boolean
  /** Waits from which the factor of each month modulo 12 is known; ∞ where no season was taken out. */
  readonly learnedFrom: Float64Array
} {
  const ends = all.map(({ month }, series) => firstOf(month, Math.min(until, untilOf(series))))
  const most = ends.reduce((sum, end) => sum + end, 0)
  const columns = { wait: new Float64Array(most), series: new Int32Array(most), month: new Int32Array(most) }
  let n = 0
  all.forEach((one, series) => {
    for (let i = 0; i < ends[series]!; i++) {
      if (!one.ended[i]) continue
      columns.wait[n] = one.wait[i]!
      columns.series[n] = series
      columns.month[n++] = one.month[i]!
    }
  })
  const dated = {
    wait: columns.wait.subarray(0, n),
    series: columns.series.subarray(0, n),
    month: columns.month.subarray(0, n),
  }
  const factors = seasonsOf(dated)
  const seasons = factors.some((factor) => factor !== 1)
  const averaged = (days: Float64Array, month: Int32Array) => {
    const average = new Float64Array(days.length)
    for (let i = 0; i < days.length; i++) average[i] = days[i]! / factors[month[i]! % 12]!
    return average
  }
  return {
    all: all.map((one) => ({
      ...one,
      wait: averaged(one.wait, one.month),
      followUp: averaged(one.followUp, one.month),
    })),
    seasons,
    learnedFrom: seasons ? countsOf(dated.month) : new Float64Array(12).fill(Number.POSITIVE_INFINITY),
  }
}

function countsOf(months: Int32Array): Float64Array {
  const counts = new Float64Array(12)
  for (const month of months) counts[month % 12]! += 1
  return counts
}

/** The waits offered in the months from `from` up to and without `to`. */
export function between({ wait, ended, followUp, month }: DatedWaits, from: number, to: number): DatedWaits {
  const a = firstOf(month, from)
  const b = firstOf(month, to)
  return {
    wait: wait.subarray(a, b),
    ended: ended.subarray(a, b),
    followUp: followUp.subarray(a, b),
    month: month.subarray(a, b),
  }
}

function firstOf(months: Int32Array, month: number): number {
  let low = 0
  let high = months.length
  while (low < high) {
    const at = (low + high) >>> 1
    if (months[at]! < month) low = at + 1
    else high = at
  }
  return low
}

/** How months of one series differ from their neighbours. */
export interface Neighbours {
  readonly squares: number
  readonly pairs: number
}

/**
 * Half the squared differences of neighbouring months in units of what single waits would explain: 1 on average where waits
 * of one month are no more alike than others. From neighbours, so that a step or a slope is no spread (von Neumann, Kent,
 * Bellinson and Hart 1941).
 */
export function neighbours(baseline: Baseline, waits: DatedWaits): Neighbours {
  let squares = 0
  let pairs = 0
  let last: { readonly month: number; readonly value: number } | undefined
  for (let i = 0; i < waits.month.length; ) {
    const month = waits.month[i]!
    const own = between(waits, month, month + 1)
    i += own.wait.length
    const { sum, information } = standing(baseline, own)
    if (information <= 1) continue
    const value = sum / Math.sqrt(information)
    if (last?.month === month - 1) {
      squares += (value - last.value) ** 2 / 2
      pairs++
    }
    last = { month, value }
  }
  return { squares, pairs }
}

/** Over all series together, 1 at least: months never differ less than chance makes them. */
export function dispersionOf(all: readonly Neighbours[]): number {
  const pairs = all.reduce((sum, one) => sum + one.pairs, 0)
  const squares = all.reduce((sum, one) => sum + one.squares, 0)
  return pairs < 12 ? 1 : Math.max(1, squares / pairs)
}

/** Kaplan-Meier median; null where more than half still wait. */
export function medianWait(waits: DatedWaits): number | null {
  const { ended, lasting } = byEnd(waits.wait, waits.ended)
  return survivalMedian(ended, lasting)
}
