import type { Passages } from '../passages.ts'
import type { Change } from '../statistics/changes.ts'
import { normalShare } from '../statistics/normal.ts'
import {
  type Baseline,
  baselineOf,
  distance,
  type Lags,
  type Standing,
  scoreOf,
  standing,
  unrecorded,
} from '../statistics/shift.ts'
import {
  between,
  type DatedWaits,
  datedWaits,
  dispersionOf,
  medianWait,
  type Neighbours,
  neighbours,
  withoutSeason,
} from './dated.ts'
import type { Months } from './series.ts'
import type { View } from './view.ts'

/**
 * The early warning: an interface at which people wait longer than before, as soon as two complete months show it.
 *
 * The single waits of the newest complete months, those that still last included, stand against the interface's own past
 * (`statistics/shift`), after the season that all interfaces share is taken out. Their distance is widened by how much more
 * months differ than single waits would explain, and by how little the season is known. What late records make longer is
 * taken off, and towns that fell silent count up to their silence.
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
  { months: 2, budget: 0.018 },
  { months: 6, budget: 0.0008 },
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
  /** Where the past begins, and where the months looked at. */
  readonly since: number
  readonly from: number
  readonly perMonth: number
  readonly neighbours: Neighbours
  readonly distance: (dispersion: number) => number
  readonly expected: (dispersion: number) => number
}

/**
 * What the newest complete months show, by the index of the interface.
 * @param rows Per interface, all rows.
 * @param view As of the day up to which the record is nearly whole.
 * @param lags Days that records are still to come late.
 * @param changes Per interface, the lasting changes of level: what lies before one that is no news is no past to compare with.
 */
export function deteriorations(
  passages: Passages,
  rows: readonly Int32Array[],
  view: View,
  months: Months,
  lags: Lags,
  changes: (index: number) => readonly Change[],
): ReadonlyMap<number, Deterioration> {
  const complete = months.endedOn(view.asOf)
  const recorded = rows.map((own) => datedWaits(passages, own, view, months, 0, complete))
  const { all: columns, learnedFrom } = withoutSeason(recorded, complete - 6)
  const found = new Map<number, Deterioration>()
  for (const look of looks) {
    const from = complete - look.months
    const candidates = columns.flatMap((column, index) => {
      const since = lastOld(changes(index), months, from)
      return candidate(column, index, { since, from, to: complete }, lags, learnedFrom) ?? []
    })
    const dispersion = dispersionOf(candidates.map((one) => one.neighbours))
    const limits = limitsOf(
      candidates.map((one) => ({ expected: one.expected(dispersion), perMonth: one.perMonth })),
      look.budget,
    )
    candidates.forEach((one, at) => {
      const z = one.distance(dispersion)
      const known = found.get(one.index)
      const change = known?.change ?? (z > limits[at]! ? describe(one, recorded[one.index]!, z, months) : undefined)
      found.set(one.index, { ...(change && { change }), slowly: look.months === 6 && z > slow })
    })
  }
  return found
}

/** Where the past begins: at the last change that at least half a year lies behind, before the months looked at. */
function lastOld(changes: readonly Change[], { names }: Months, from: number): number {
  return changes.reduce((since, { month }) => {
    const at = names.indexOf(month)
    return at >= 0 && at <= from - leastBefore.months ? Math.max(since, at) : since
  }, 0)
}

function candidate(
  columns: DatedWaits,
  index: number,
  { since, from, to }: { since: number; from: number; to: number },
  lags: Lags,
  learnedFrom: Float64Array,
): Candidate | undefined {
  const before = between(columns, since, from)
  const now = between(columns, from, to)
  const first = columns.month.reduce((least, month) => Math.min(least, month), from)
  const past = from - Math.max(since, first)
  const over = before.ended.reduce((sum, ended) => sum + ended, 0)
  if (past < leastBefore.months || over < leastBefore.over || now.wait.length < leastWaits) return undefined
  const baseline = baselineOf(before)
  const stood = recordedLate(standing(baseline, now), baseline, now, lags)
  const uneven = unevenness(now, learnedFrom)
  const apart = (sum: number, dispersion: number) =>
    distance({ sum, information: stood.information }, baseline, dispersion * (1 + uneven))
  return {
    index,
    since,
    from,
    perMonth: before.wait.length / past,
    neighbours: neighbours(baseline, before),
    distance: (dispersion) => apart(stood.sum, dispersion),
    expected: (dispersion) => apart(stood.information * scoreOf(baseline, before, step), dispersion),
  }
}

/** Some of those who still wait by the record have arrived, and the record is late: what that adds is taken off. */
function recordedLate(stood: Standing, baseline: Baseline, now: DatedWaits, lags: Lags): Standing {
  // Many were followed equally long, and each length looks through all times of the baseline.
  const byDays = new Map<number, number>()
  let sum = stood.sum
  for (const days of now.followUp) {
    let late = byDays.get(days)
    if (late === undefined) {
      late = unrecorded(baseline, days, lags)
      byDays.set(days, late)
    }
    sum -= late
  }
  return { ...stood, sum }
}

/**
 * The factor of a calendar month that was taken out is known from so many waits only; what is wrong with it is wrong for all
 * of that month. As a share of the variance of the waits looked at: Σ n² / known, over Σ n.
 */
function unevenness({ month }: DatedWaits, learnedFrom: Float64Array): number {
  const counts = new Map<number, number>()
  for (const at of month) counts.set(at, (counts.get(at) ?? 0) + 1)
  const wrong = [...counts].reduce((sum, [at, n]) => sum + (n * n) / Math.max(1, learnedFrom[at % 12]!), 0)
  return wrong / month.length
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

/** In days as they were recorded, the season in them. */
function describe({ since, from }: Candidate, recorded: DatedWaits, z: number, { names }: Months): Change {
  const before = medianWait(between(recorded, since, from))
  const after = medianWait(between(recorded, from, names.length))
  return { month: names[from]!, before, after, direction: 'longer', p: normalShare(-z) }
}
