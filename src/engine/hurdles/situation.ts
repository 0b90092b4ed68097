import { dayNumber } from '../../kernel/day.ts'
import { addMonths, type Month, monthOf, months, type Period, previousYear } from '../../kernel/period.ts'
import { type Random, seeded } from '../../kernel/random.ts'
import { workingCalendar } from '../../kernel/workingdays.ts'
import { ESTIMATED, NO_DAY, type Passages, SENDER_ONLY } from '../passages.ts'
import { lagsOf } from '../statistics/shift.ts'
import { deteriorations } from './early.ts'
import { entryDelay, recordLags } from './entry.ts'
import { byLost, type OwnFigures, ownFigures, placeFigures, population, sumOf } from './figures.ts'
import { capsOf, type Ranked, rankInterfaces } from './ranking.ts'
import type { DataQuality, HurdleQuestion, InterfaceFigures, LostDays, Rank, Situation } from './results.ts'
import { monthsFrom, type Series, seriesOf } from './series.ts'
import { STALE, selectedBy, selectedOnly, UNUSABLE, type View, viewOn } from './view.ts'
import { silences, untilSilence, warningsOf } from './warnings.ts'

/**
 * Where people lose time between offices: every interface with its figures, ranked by lost days, and the district as a
 * whole. Deterministic in the columns, the question and its seed; linear in the number of passages.
 */
export function analysePassages(passages: Passages, question: HurdleQuestion): Situation {
  return study(passages, question).situation
}

/** What the page of one interface needs besides the situation. */
export interface Study {
  readonly situation: Situation
  /** Those that match the filter; what follows speaks of their rows. */
  readonly passages: Passages
  /** As of the reference date. */
  readonly view: View
  /** Per interface: the rows of its population. */
  readonly populations: readonly Int32Array[]
}

export function study(all: Passages, question: HurdleQuestion): Study {
  const { period, asOf } = question
  const random = seeded(question.seed ?? 'nahtlos')
  const isNarrowed = Object.values(question.filter ?? {}).some((keys) => keys !== undefined)
  const passages = isNarrowed ? selectedOnly(all, selectedBy(all, question.filter)) : all
  const selected = new Uint8Array(passages.size).fill(1)
  const rows = rowsByCase(passages)
  const now = viewOn(passages, dayNumber(asOf), selected)
  const inPeriod = population(now, rows, dayNumber(period.from), dayNumber(period.to))
  const populations = byInterface(passages, inPeriod)
  const before = earlier(passages, question, selected, rows)
  const seriesMonths = monthsFrom(monthsOfSeries(question))
  // How late offices record, and what is capped, is no question of the filter.
  const lags = recordLags(all, now.asOf)
  const entry = entryDelay(lags, now.asOf, seriesMonths.names)
  const known = viewOn(passages, dayNumber(entry.knownUntil), selected)
  const allRows = byInterface(passages, rows)
  const calendar = workingCalendar(question.land)

  const kept = interfacesKept(passages, question)
  const own = new Map<number, OwnFigures>()
  const hasTarget = (index: number) => hasOwnTarget(passages, index, populations[index]!)
  for (const index of kept) own.set(index, ownFigures(passages, now, populations[index]!, hasTarget(index), calendar))

  const caps = capsOf(all, now.asOf)
  const series = new Map(
    kept.map((index) => {
      const own = childOf(random, passages, index)
      return [index, seriesOf(passages, allRows[index]!, known, seriesMonths, own)] as const
    }),
  )
  const none = new Int32Array(0)
  const silent = silences(passages, selected, dayNumber(entry.knownUntil))
  // What is still to be recorded when the record is called nearly whole.
  const late = lags.map((days) => days - (now.asOf - known.asOf))
  const worse = deteriorations(
    passages,
    allRows.map((own, index) => (series.has(index) ? own : none)),
    untilSilence(passages, known, silent),
    seriesMonths,
    lagsOf(late),
    (index) => series.get(index)?.changes ?? [],
  )
  const figuresOf = (measure: InterfaceFigures['measure']): InterfaceFigures[] => {
    const lost = measure === 'lost-days'
    const group = kept.filter((index) => hasTarget(index) === lost)
    const present = group.filter((index) => populations[index]!.length > 0)
    const draws = question.draws ?? 500
    const ranked = rankInterfaces(passages, now, inPeriod, caps, present, lost, draws, random.child(measure))
    const whole = group.reduce((sum, index) => sum + daysIn(measure, own.get(index)!).total, 0)
    return group
      .map((index) => {
        const ofIndex = series.get(index)!
        return assemble(passages, index, measure, own.get(index)!, before.of(index), ranked, caps, whole, ofIndex)
      })
      .sort(inOrderOfRank)
  }
  const indexOf = new Map(passages.interfaces.map(({ key }, index) => [key, index]))
  const interfaces = figuresOf('lost-days')
  const withoutTarget = figuresOf('waiting-days')
  const places = placeFigures(passages, now, inPeriod)
  return {
    passages,
    view: now,
    populations,
    situation: {
      period,
      asOf,
      previous: { period: before.period, asOf: before.asOf },
      passages: inPeriod.length,
      lost: sumOf(now, inPeriod, now.lost),
      previousLost: before.lost,
      interfaces,
      withoutTarget,
      places: [...places.slice(0, -1).sort(byLost), ...places.slice(-1).filter((place) => place.passages > 0)],
      warnings: [
        ...[...interfaces, ...withoutTarget].flatMap((one) => warningsOf(one, worse.get(indexOf.get(one.key)!))),
        ...silent,
      ],
      quality: qualityOf(passages, now, rows, inPeriod, selected),
      entry,
    },
  }
}

/** The same question a year earlier, as it could be answered then. */
function earlier(passages: Passages, question: HurdleQuestion, selected: Uint8Array, rows: Int32Array) {
  const period = previousYear(question.period)
  const asOf = previousYear({ from: question.asOf, to: question.asOf }).to
  const view = viewOn(passages, dayNumber(asOf), selected)
  const then = population(view, rows, dayNumber(period.from), dayNumber(period.to))
  const populations = byInterface(passages, then)
  const of = (index: number) => ({
    passages: populations[index]!.length,
    lost: sumOf(view, populations[index]!, view.lost),
    waiting: sumOf(view, populations[index]!, view.wait),
  })
  return { period, asOf, lost: sumOf(view, then, view.lost), of }
}

function assemble(
  passages: Passages,
  index: number,
  measure: InterfaceFigures['measure'],
  own: OwnFigures,
  before: { passages: number; lost: LostDays; waiting: LostDays },
  ranked: Ranked,
  caps: Float64Array,
  all: number,
  series: Series,
): InterfaceFigures {
  const { key, targetDays } = passages.interfaces[index]!
  const days = daysIn(measure, own).total
  const then = daysIn(measure, before).total
  const largest = ranked.largest[index]!
  const median = own.survival.median?.value
  return {
    key,
    targetDays,
    measure,
    ...own,
    delay: targetDays && median !== undefined ? delayOf(median / targetDays) : null,
    shareOfAll: all > 0 ? days / all : 0,
    previous: { ...before, change: then > 0 ? (days - then) / then : null },
    rank: rankOf(ranked, index, caps),
    largestCase: days > 0 ? { days: largest, share: largest / days } : null,
    ...series,
  }
}

function rankOf(ranked: Ranked, index: number, caps: Float64Array): Rank {
  const interval = ranked.intervals.get(index)
  return {
    place: interval?.place ?? null,
    tied: interval?.tied ?? false,
    lower: interval?.lower ?? null,
    upper: interval?.upper ?? null,
    days: ranked.days[index]!,
    capDays: Number.isNaN(caps[index]!) ? null : caps[index]!,
  }
}

function delayOf(ratio: number): NonNullable<InterfaceFigures['delay']> {
  return { ratio, class: ratio <= 1 ? 0 : ratio <= 1.5 ? 1 : ratio <= 2.2 ? 2 : 3 }
}

function daysIn(measure: InterfaceFigures['measure'], own: { lost: LostDays; waiting: LostDays }): LostDays {
  return measure === 'lost-days' ? own.lost : own.waiting
}

function inOrderOfRank(a: InterfaceFigures, b: InterfaceFigures): number {
  const last = Number.POSITIVE_INFINITY
  return (a.rank.place ?? last) - (b.rank.place ?? last) || (a.key < b.key ? -1 : 1)
}

/** An interface is ranked by lost days when it has a target now, or when passages of the period had one. */
function hasOwnTarget(passages: Passages, index: number, rows: Int32Array): boolean {
  return passages.interfaces[index]!.targetDays !== null || rows.some((row) => !Number.isNaN(passages.targetDays[row]!))
}

function interfacesKept(passages: Passages, { filter }: HurdleQuestion): readonly number[] {
  const wanted = filter?.interfaces
  return passages.interfaces.flatMap(({ key }, index) => (!wanted || wanted.includes(key) ? [index] : []))
}

/** A stream of its own per interface: the figures of one do not hang on which others are looked at. */
function childOf(random: Random, passages: Passages, index: number): Random {
  return random.child(`series ${passages.interfaces[index]!.key}`)
}

export function monthsOfSeries({ period, asOf, seriesMonths }: HurdleQuestion): readonly Month[] {
  const end = period.to < asOf ? period.to : asOf
  const first = addMonths(monthOf(end), 1 - (seriesMonths ?? 36))
  return months({ from: `${first}-01` as Period['from'], to: end })
}

/** All rows, those of one case side by side. */
function rowsByCase({ size, caseOf }: Passages): Int32Array {
  let cases = 0
  for (let i = 0; i < size; i++) if (caseOf[i]! >= cases) cases = caseOf[i]! + 1
  const next = new Int32Array(cases + 1)
  for (let i = 0; i < size; i++) next[caseOf[i]! + 1]! += 1
  for (let at = 0; at < cases; at++) next[at + 1]! += next[at]!
  const rows = new Int32Array(size)
  for (let i = 0; i < size; i++) rows[next[caseOf[i]!]!++] = i
  return rows
}

function byInterface({ interfaces, interfaceOf }: Passages, rows: Int32Array): readonly Int32Array[] {
  const counts = new Int32Array(interfaces.length)
  for (const row of rows) counts[interfaceOf[row]!]! += 1
  const lists = Array.from(counts, (count) => new Int32Array(count))
  counts.fill(0)
  for (const row of rows) lists[interfaceOf[row]!]![counts[interfaceOf[row]!]!++] = row
  return lists
}

function qualityOf(
  passages: Passages,
  view: View,
  rows: Int32Array,
  inPeriod: Int32Array,
  selected: Uint8Array,
): DataQuality {
  const stale = passages.interfaces.map(({ key }) => ({ key, passages: 0, lostDays: 0 }))
  let undated = 0
  for (const row of rows) {
    if (selected[row] && passages.offeredOn[row] === NO_DAY) undated++
    if (view.status[row] !== STALE) continue
    const one = stale[passages.interfaceOf[row]!]!
    one.passages++
    const beyond = view.asOf - view.due[row]!
    if (beyond > 0 && !Number.isNaN(passages.targetDays[row]!)) one.lostDays += beyond
  }
  const count = (which: (row: number) => boolean) => inPeriod.reduce((sum, row) => sum + (which(row) ? 1 : 0), 0)
  const isUndated = (row: number) => view.status[row] === UNUSABLE && passages.firstOn[row] === NO_DAY
  const unusable = count((row) => view.status[row] === UNUSABLE)
  const arrivedUndated = count(isUndated)
  return {
    stale: stale.filter((one) => one.passages > 0).sort((a, b) => b.passages - a.passages || (a.key < b.key ? -1 : 1)),
    negative: unusable - arrivedUndated,
    undated: undated + arrivedUndated,
    senderOnly: count((row) => passages.sides[row] === SENDER_ONLY),
    estimated: count((row) => passages.sides[row] === ESTIMATED),
    unknownPlace: count((row) => passages.placeOf[row]! < 0),
  }
}
