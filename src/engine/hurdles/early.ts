import { ARRIVED, OPEN, type Passages } from '../passages.ts'
import type { Change } from '../statistics/changes.ts'
import { normalQuantile, normalShare } from '../statistics/normal.ts'
import { seasonsOf } from '../statistics/seasons.ts'
import { type Baseline, baselineOf, distance, standing, type Waits } from '../statistics/shift.ts'
import { survivalMedian } from '../statistics/survival.ts'
import type { Months } from './series.ts'
import { UNUSABLE, type View } from './view.ts'

/**
 * The early warning: an interface at which people wait longer than before, as soon as two complete months show it.
 *
 * The single waits of the newest complete months, those that still last included, stand against the interface's own past
 * (`statistics/shift`), after the season that all interfaces share is taken out. Their distance is widened by how much more
 * months differ than single waits would explain.
 *
 * Twelve interfaces looked at every month would raise many false alarms at a usual level, so the district has one budget of
 * them, and spends it where a step by half would hit most people and can be seen at all: the limits z of the interfaces
 * maximise Σ n · P(distance > z) at a given Σ P(false alarm), which gives z = δ/2 + (c − ln n)/δ, with n hand-overs a
 * month and δ the distance to be expected after a step by half (the lemma of Neyman and Pearson with costs). What this
 * reaches, and what no method can reach at few hand-overs, is measured in docs/recovery.md.
 */
interface Look {
  /** Complete months looked at. */
  readonly months: number
  /** False alarms of the district in one look (a month). Looks follow each other with overlap: a quarter has about 2.3. */
  readonly budget: number
}

const looks: readonly Look[] = [
  { months: 2, budget: 0.0145 },
  { months: 6, budget: 0.001 },
]
/** The step for which the budget is laid out. */
const step = 1.5
/** With less of a past there is nothing to compare with. */
const leastBefore = { months: 6, over: 20 }
/** Less than this in the window and a single case would be an alarm. */
const leastWaits = 4

/** Distance of half a year from the past from which a rise month by month is believed. */
const slow = 3.1

/** Of one interface. */
export interface Deterioration {
  /** The newest complete months are worse; undefined where they are not for sure. */
  readonly change?: Change
  /** The last half year as a whole is worse. */
  readonly slowly: boolean
}

interface Candidate {
  readonly index: number
  readonly from: number
  readonly baseline: Baseline
  readonly before: Waits
  readonly now: Waits
  readonly perMonth: number
  readonly distance: (dispersion: number) => number
  readonly expected: (dispersion: number) => number
}

/**
 * What the newest complete months show, by the index of the interface.
 * @param rows Per interface, all rows.
 * @param view As of the day up to which the record is nearly whole.
 * @param changes Per interface, the lasting changes of level: what lies before one that is no news is no past to compare with.
 */
export function deteriorations(
  passages: Passages,
  rows: readonly Int32Array[],
  view: View,
  months: Months,
  changes: (index: number) => readonly Change[],
): ReadonlyMap<number, Deterioration> {
  const complete = months.endedOn(view.asOf)
  const columns = rows.map((own) => columnsOf(passages, own, view, months, complete))
  withoutSeason(columns, complete)
  const found = new Map<number, Deterioration>()
  for (const look of looks) {
    const from = complete - look.months
    const candidates = columns.flatMap((column, index) => {
      const since = lastOld(changes(index), months, from)
      return candidate(column, index, since, from, complete) ?? []
    })
    const dispersion = dispersionOf(candidates, columns, from)
    const limits = limitsOf(
      candidates.map((one) => ({ expected: one.expected(dispersion), perMonth: one.perMonth })),
      look.budget,
    )
    candidates.forEach((one, at) => {
      const z = one.distance(dispersion)
      const known = found.get(one.index)
      const change = known?.change ?? (z > limits[at]! ? describe(one, z, months) : undefined)
      found.set(one.index, { ...(change && { change }), slowly: look.months === 6 && z > slow })
    })
  }
  return found
}

interface Columns {
  readonly wait: number[]
  readonly ended: number[]
  readonly followUp: number[]
  readonly month: number[]
}

function columnsOf(passages: Passages, rows: Int32Array, view: View, months: Months, complete: number): Columns {
  const found: { month: number; wait: number; ended: number; followUp: number }[] = []
  for (const row of rows) {
    const status = view.status[row]!
    const offered = passages.offeredOn[row]!
    if (status >= UNUSABLE) continue
    const month = months.indexOf(offered)
    if (month < 0 || month >= complete) continue
    const wait = view.wait[row]!
    // A declined one could be followed no longer than to its end.
    const followUp = status === ARRIVED || status === OPEN ? view.asOf - offered : wait
    found.push({ month, wait, ended: status === ARRIVED ? 1 : 0, followUp })
  }
  // An order of their own, so that sums come out the same to the last digit in whatever order the rows come.
  found.sort((a, b) => a.month - b.month || a.wait - b.wait || a.ended - b.ended || a.followUp - b.followUp)
  return {
    wait: found.map(({ wait }) => wait),
    ended: found.map(({ ended }) => ended),
    followUp: found.map(({ followUp }) => followUp),
    month: found.map(({ month }) => month),
  }
}

/** Waits as they would be in an average month. The newest half year has too many that still last to learn a season from. */
function withoutSeason(columns: readonly Columns[], complete: number): void {
  const dated = { wait: [] as number[], series: [] as number[], month: [] as number[] }
  columns.forEach((one, series) => {
    one.wait.forEach((wait, i) => {
      if (!one.ended[i] || one.month[i]! >= complete - 6) return
      dated.wait.push(wait)
      dated.series.push(series)
      dated.month.push(one.month[i]!)
    })
  })
  const factors = seasonsOf(dated)
  for (const { wait, followUp, month } of columns) {
    for (let i = 0; i < wait.length; i++) {
      const factor = factors[month[i]! % 12]!
      wait[i]! /= factor
      followUp[i]! /= factor
    }
  }
}

/** Where the past begins: at the last change that at least half a year lies behind, before the months looked at. */
function lastOld(changes: readonly Change[], { names }: Months, from: number): number {
  return changes.reduce((since, { month }) => {
    const at = names.indexOf(month)
    return at >= 0 && at <= from - leastBefore.months ? Math.max(since, at) : since
  }, 0)
}

function candidate(columns: Columns, index: number, since: number, from: number, to: number): Candidate | undefined {
  const before = between(columns, since, from)
  const now = between(columns, from, to)
  const first = columns.month.reduce((least, month) => Math.min(least, month), from)
  const past = from - Math.max(since, first)
  const over = Array.from(before.ended).filter(Boolean).length
  if (past < leastBefore.months || over < leastBefore.over || now.wait.length < leastWaits) return undefined
  const baseline = baselineOf(before)
  const stood = standing(baseline, now)
  return {
    index,
    from,
    baseline,
    before,
    now,
    perMonth: before.wait.length / past,
    distance: (dispersion) => distance(stood, baseline, dispersion),
    expected: (dispersion) => {
      const sum = stood.information * scoreAfter(baseline, before)
      return distance({ sum, information: stood.information }, baseline, dispersion)
    },
  }
}

function between(columns: Columns, from: number, to: number): Waits {
  const kept = columns.month.flatMap((month, i) => (month >= from && month < to ? [i] : []))
  return {
    wait: kept.map((i) => columns.wait[i]!),
    ended: kept.map((i) => columns.ended[i]!),
    followUp: kept.map((i) => columns.followUp[i]!),
  }
}

/** The mean score of waits that are half as long again as those before. */
function scoreAfter(baseline: Baseline, { wait, ended }: Waits): number {
  let sum = 0
  let n = 0
  for (let i = 0; i < wait.length; i++) {
    if (!ended[i]) continue
    sum +=
      normalQuantile(1 - baseline.stillWaiting(wait[i]! * step)) - normalQuantile(1 - baseline.stillWaiting(wait[i]!))
    n++
  }
  return n === 0 ? 0 : sum / n
}

/**
 * How much more the sums of neighbouring months differ than single waits would explain, over all interfaces; 1 at least.
 * From differences of neighbours, so that a step or a slope in the past is no spread (von Neumann and others 1941).
 */
function dispersionOf(candidates: readonly Candidate[], columns: readonly Columns[], to: number): number {
  let squares = 0
  let pairs = 0
  for (const { index, baseline } of candidates) {
    let last: number | undefined
    for (let month = 0; month < to; month++) {
      const own = standing(baseline, between(columns[index]!, month, month + 1))
      const value = own.information > 1 ? own.sum / Math.sqrt(own.information) : undefined
      if (value !== undefined && last !== undefined) {
        squares += (value - last) ** 2 / 2
        pairs++
      }
      last = value
    }
  }
  return pairs < 12 ? 1 : Math.max(1, squares / pairs)
}

/** The limits that spend the budget best; see above. */
function limitsOf(
  interfaces: readonly { readonly expected: number; readonly perMonth: number }[],
  budget: number,
): readonly number[] {
  const limits = (c: number) =>
    interfaces.map(({ expected, perMonth }) => {
      const delta = Math.max(0.5, expected)
      return Math.max(1.645, delta / 2 + (c - Math.log(perMonth)) / delta)
    })
  let low = -20
  let high = 60
  for (let round = 0; round < 50; round++) {
    const middle = (low + high) / 2
    const spent = limits(middle).reduce((sum, z) => sum + normalShare(-z), 0)
    if (spent > budget) low = middle
    else high = middle
  }
  return limits(high)
}

function describe({ before, now, from }: Candidate, z: number, { names }: Months): Change {
  return {
    month: names[from]!,
    before: medianOf(before),
    after: medianOf(now),
    direction: 'longer',
    p: normalShare(-z),
  }
}

function medianOf({ wait, ended }: Waits): number | null {
  const all = Float64Array.from(wait)
  return survivalMedian(
    all.filter((_, i) => ended[i] === 1),
    all.filter((_, i) => ended[i] !== 1),
  )
}
