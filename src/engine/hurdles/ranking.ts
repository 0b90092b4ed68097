import { dayNumber, dayOfNumber } from '../../kernel/day.ts'
import { addMonths, daysOfMonth, monthOf } from '../../kernel/period.ts'
import type { Random } from '../../kernel/random.ts'
import { ARRIVED, NO_DAY, OPEN, type Passages } from '../passages.ts'
import { quantile } from '../statistics/quantiles.ts'
import { type RankInterval, rankIntervals } from '../statistics/ranks.ts'
import type { View } from './view.ts'

/**
 * The longest single wait that counts in the ranking, per interface: the 95th percentile of the waits that ended in the
 * 24 months up to the reference date, whatever is filtered. NaN where none ended.
 */
export function capsOf(passages: Passages, asOf: number): Float64Array {
  const start = twoYearsBefore(asOf)
  const counts = new Int32Array(passages.interfaces.length)
  for (let i = 0; i < passages.size; i++) counts[passages.interfaceOf[i]!]! += 1
  const waits = Array.from(counts, (count) => new Float64Array(count))
  counts.fill(0)
  for (let i = 0; i < passages.size; i++) {
    const first = passages.firstOn[i]!
    if (passages.state[i] !== ARRIVED || first === NO_DAY || first <= start || first > asOf) continue
    const offered = passages.offeredOn[i]!
    if (offered === NO_DAY || first < offered) continue
    const at = passages.interfaceOf[i]!
    waits[at]![counts[at]!++] = first - offered
  }
  return Float64Array.from(waits, (list, at) => quantile(list.subarray(0, counts[at]!), 0.95))
}

/** The same day of the month two years earlier, the end of February for a leap day. */
function twoYearsBefore(number: number): number {
  const day = dayOfNumber(number)
  const month = addMonths(monthOf(day), -24)
  const { from, to } = daysOfMonth(month)
  return Math.min(dayNumber(from) + Number(day.slice(8)) - 1, dayNumber(to))
}

export interface Ranked {
  /** Capped days per interface. */
  readonly days: Float64Array
  /** By interface; undefined where it is not ranked here. */
  readonly intervals: ReadonlyMap<number, RankInterval>
  /** Per interface: uncapped days of the case with the most. */
  readonly largest: Float64Array
}

/**
 * Ranks interfaces by capped days over the rows of their population, which come in order of their cases. `lost` counts days
 * beyond the target, otherwise all waiting days.
 */
export function rankInterfaces(
  passages: Passages,
  view: View,
  rows: Int32Array,
  caps: Float64Array,
  interfaces: readonly number[],
  lost: boolean,
  draws: number,
  random: Random,
): Ranked {
  const itemOf = new Int32Array(passages.interfaces.length).fill(-1)
  interfaces.forEach((index, item) => {
    itemOf[index] = item
  })
  const days = new Float64Array(passages.interfaces.length)
  const largest = new Float64Array(passages.interfaces.length)
  const columns = {
    cluster: new Int32Array(rows.length),
    item: new Int32Array(rows.length),
    value: new Float64Array(rows.length),
    uncapped: new Float64Array(rows.length),
  }
  let n = 0
  for (const row of rows) {
    const status = view.status[row]!
    const index = passages.interfaceOf[row]!
    if ((status !== ARRIVED && status !== OPEN) || itemOf[index]! < 0) continue
    const wait = view.wait[row]!
    // Without a target (NaN) nothing is lost: the comparisons are false.
    const target = lost ? passages.targetDays[row]! : 0
    if (!(wait > target)) continue
    const cap = caps[index]!
    const counted = Math.max(0, (wait > cap ? cap : wait) - target)
    days[index]! += counted
    columns.cluster[n] = passages.caseOf[row]!
    columns.item[n] = itemOf[index]!
    columns.value[n] = counted
    columns.uncapped[n++] = wait - target
  }
  const cluster = columns.cluster.subarray(0, n)
  const item = columns.item.subarray(0, n)
  largestCases(cluster, item, columns.uncapped.subarray(0, n)).forEach((most, i) => {
    largest[interfaces[i]!] = most
  })
  const intervals = rankIntervals(
    { cluster, item, value: columns.value.subarray(0, n) },
    interfaces.length,
    draws,
    random,
  )
  return { days, largest, intervals: new Map(interfaces.map((index, i) => [index, intervals[i]!])) }
}

/** Per item the most that one cluster adds; clusters come one after the other. */
function largestCases(cluster: Int32Array, item: Int32Array, days: Float64Array): Map<number, number> {
  const most = new Map<number, number>()
  const current = new Map<number, number>()
  cluster.forEach((one, i) => {
    if (one !== cluster[i - 1]) current.clear()
    const sum = (current.get(item[i]!) ?? 0) + days[i]!
    current.set(item[i]!, sum)
    most.set(item[i]!, Math.max(most.get(item[i]!) ?? 0, sum))
  })
  return most
}
