import { type Day, dayNumber, dayOfNumber } from '../../kernel/day.ts'
import { addMonths, type Month, monthOf, months as monthsOf } from '../../kernel/period.ts'
import { seeded } from '../../kernel/random.ts'
import { between, type DatedWaits, datedWaits, medianWait, withoutSeason } from '../hurdles/dated.ts'
import { entryDelay, recordLags } from '../hurdles/entry.ts'
import { type Months, monthsFrom } from '../hurdles/series.ts'
import { selectedBy, viewOn } from '../hurdles/view.ts'
import type { Passages } from '../passages.ts'
import { changesOfWaits } from '../statistics/changes.ts'
import { type Baseline, baselineOf, standing } from '../statistics/shift.ts'
import { dispersionFor, monthsAlike } from './dispersion.ts'
import type { EffectQuestion, PowerQuestion, Sample } from './results.ts'
import { monthlySlope } from './slope.ts'

/** Waits of one interface (in its towns) before and after the start. */
export interface Series {
  /** As recorded, for medians and counts. */
  readonly before: DatedWaits
  readonly after: DatedWaits
  /** In an average month, for comparison. */
  readonly evenBefore: DatedWaits
  readonly evenAfter: DatedWaits
  /** Undefined with too little before the start. */
  readonly baseline: Baseline | undefined
  /** Months that the time before has; from the last lasting change on, where there was one. */
  readonly monthsBefore: number
}

export interface Gathered {
  readonly months: Months
  /** Complete months, from the first of the names. */
  readonly complete: number
  readonly own: Series
  readonly comparison: readonly Series[]
  readonly dispersion: number
  readonly seasons: boolean
  readonly knownUntil: Day
  readonly entryDays: number
  readonly monthsAfter: number
}

/** With fewer waits that are over there is nothing to compare with. */
const leastBefore = { over: 12 }

/**
 * Everything an effect check needs: single waits before and after, of the interface and of the comparison. Only complete
 * months count; the waits are seen as of the day up to which the record is nearly whole.
 *
 * The time before begins with the last lasting change of level, if half a year lies between it and the start: a measure
 * mostly answers something that got worse, and is to be held against what it answers.
 *
 * Undefined without such an interface.
 */
export function gather(passages: Passages, question: EffectQuestion | PowerQuestion): Gathered | undefined {
  const index = passages.interfaces.findIndex(({ key }) => key === question.interfaceKey)
  if (index < 0) return undefined
  const asOf = dayNumber(question.asOf)
  const entry = entryDelay(recordLags(passages, asOf), asOf, [])
  const known = dayNumber(entry.knownUntil)
  const start = Math.min(dayNumber(question.startsOn), known + 1)
  const names = namesOf(passages, question.asOf)
  const months = monthsFrom(names)
  const complete = months.endedOn(known)
  const startMonth = names.indexOf(monthOf(dayOfNumber(start)))
  const first = (startMonth < 0 ? complete : startMonth) - (question.monthsBefore ?? 24)

  const all = allSeries(passages, known, months, complete)
  const before = startMonth < 0 ? complete : startMonth
  const { all: even, seasons } = withoutSeason(all, complete - 6, (series) => (series === index ? before : complete))
  const others = even.flatMap((waits, at) => (at === index ? [] : (monthsAlike(between(waits, 0, complete)) ?? [])))

  // Of each wait it must be known on which side of the start it lies, also where that is in the middle of a month.
  const seriesOf = (at: number, towns: readonly string[] | undefined): Series => {
    const [early, late] = [false, true].map((isLate) =>
      oneSeries(passages, at, towns, known, months, (offered) => offered >= start === isLate),
    ) as [DatedWaits, DatedWaits]
    const factor = averages(all[at]!, even[at]!)
    const evened = (waits: DatedWaits) => inAverageMonth(waits, factor)
    const limit = Math.max(0, first)
    const whole = between(early, limit, complete)
    const since = beginsAt(whole, evened(whole), names, limit, before)
    const kept = between(whole, since, complete)
    const evenBefore = evened(kept)
    const after = between(late, 0, complete)
    const over = evenBefore.ended.reduce((sum, ended) => sum + ended, 0)
    const oldest = kept.month.reduce((least, month) => Math.min(least, month), before)
    return {
      before: kept,
      after,
      evenBefore,
      evenAfter: evened(after),
      baseline: over < leastBefore.over ? undefined : baselineOf(evenBefore),
      monthsBefore: Math.max(0, before - Math.max(since, oldest)),
    }
  }
  const own = seriesOf(index, question.towns)
  return {
    months,
    complete,
    own,
    comparison: comparisonOf(passages, question, index, seriesOf),
    dispersion: dispersionFor(monthsAlike(own.evenBefore), others),
    seasons,
    knownUntil: entry.knownUntil,
    entryDays: entry.days ?? 0,
    monthsAfter: startMonth < 0 ? 0 : Math.max(0, complete - startMonth),
  }
}

function comparisonOf(
  passages: Passages,
  { comparison, towns }: EffectQuestion | PowerQuestion,
  index: number,
  seriesOf: (at: number, towns: readonly string[] | undefined) => Series,
): readonly Series[] {
  if (!comparison) return []
  const all =
    'towns' in comparison
      ? [seriesOf(index, comparison.towns)]
      : comparison.interfaces.flatMap((key) => {
          const at = passages.interfaces.findIndex((one) => one.key === key)
          return at < 0 || at === index ? [] : [seriesOf(at, towns)]
        })
  return all.filter(({ baseline }) => baseline)
}

/** Every month from the first offer on, at most ten years. */
function namesOf({ offeredOn, size }: Passages, asOf: Day): readonly Month[] {
  const last = monthOf(asOf)
  let first = dayNumber(asOf)
  for (let i = 0; i < size; i++) if (offeredOn[i]! > -1_000_000 && offeredOn[i]! < first) first = offeredOn[i]!
  const names = monthsOf({ from: dayOfNumber(first), to: asOf })
  return names.length > 120 ? names.filter((name) => name > addMonths(last, -120)) : names
}

function allSeries(passages: Passages, known: number, months: Months, complete: number): readonly DatedWaits[] {
  const view = viewOn(passages, known, new Uint8Array(passages.size).fill(1))
  const rows: number[][] = passages.interfaces.map(() => [])
  for (let i = 0; i < passages.size; i++) rows[passages.interfaceOf[i]!]!.push(i)
  return rows.map((own) => datedWaits(passages, Int32Array.from(own), view, months, 0, complete))
}

function oneSeries(
  passages: Passages,
  at: number,
  towns: readonly string[] | undefined,
  known: number,
  months: Months,
  keeps: (offered: number) => boolean,
): DatedWaits {
  const key = passages.interfaces[at]!.key
  const selected = selectedBy(passages, { interfaces: [key], ...(towns && { places: towns }) })
  const rows: number[] = []
  for (let i = 0; i < passages.size; i++) if (selected[i] && keeps(passages.offeredOn[i]!)) rows.push(i)
  return datedWaits(passages, Int32Array.from(rows), viewOn(passages, known, selected), months, 0, months.names.length)
}

/** Season factors by month modulo 12, read off waits before and after they were taken out. */
function averages(recorded: DatedWaits, even: DatedWaits): Float64Array {
  const factors = new Float64Array(12).fill(1)
  recorded.followUp.forEach((days, i) => {
    if (days > 0) factors[recorded.month[i]! % 12] = days / even.followUp[i]!
  })
  return factors
}

function inAverageMonth(waits: DatedWaits, factors: Float64Array): DatedWaits {
  const averaged = (days: Float64Array) => days.map((value, i) => value / factors[waits.month[i]! % 12]!)
  return { ...waits, wait: averaged(waits.wait), followUp: averaged(waits.followUp) }
}

/**
 * Where the time before begins: with the last lasting change at least half a year before the start, else with its first
 * month. Where a steady trend explains the months as well as the changes do (Akaike's measure: two for each of the numbers
 * fitted, two for a change, one for a trend), it is a trend, and is carried on.
 */
function beginsAt(
  recorded: DatedWaits,
  even: DatedWaits,
  names: readonly Month[],
  first: number,
  start: number,
): number {
  const kept = between(recorded, first, start)
  const over = kept.ended.reduce((sum, ended) => sum + ended, 0)
  if (over < leastBefore.over || start - first < 12) return first
  const changes = changesOfWaits(
    { ...kept, monthOf: kept.month.map((month) => month - first), months: names.slice(first, start) },
    { random: seeded('effects') },
  )
  const at = changes.map(({ month }) => names.indexOf(month))
  const last = at.findLast((month) => month <= start - 6)
  if (last === undefined) return first
  const evenKept = between(even, first, start)
  const baseline = baselineOf(evenKept)
  const bounds = [first, ...at, start]
  const explained = at.concat(start).reduce((sum, end, i) => {
    const own = standing(baseline, between(evenKept, bounds[i]!, end))
    return own.information > 0 ? sum + own.sum ** 2 / own.information : sum
  }, 0)
  const { clear } = monthlySlope(baseline, evenKept)
  return clear ** 2 - 2 >= explained - 4 * at.length ? first : last
}

export function sampleOf(waits: DatedWaits, months: number): Sample {
  return {
    handOvers: waits.wait.length,
    stillWaiting: waits.ended.reduce((sum, ended) => sum + (ended ? 0 : 1), 0),
    months,
    median: medianWait(waits),
  }
}
