import { type Day, dayNumber, dayOfNumber } from '../../kernel/day.ts'
import { addMonths, daysOfMonth, type Month, monthOf, months } from '../../kernel/period.ts'
import type { Random } from '../../kernel/random.ts'
import { NO_DAY } from '../passages.ts'
import { type Change, changesOfSeries } from '../statistics/changes.ts'
import { quantile } from '../statistics/quantiles.ts'
import type { NeedColumns, NeedQuestion } from './needs.ts'
import type { MonthOfNeeds } from './results.ts'

/** Enough records of the usual window to measure the delay of entry by. */
const enough = 20

/**
 * The day up to which the record is nearly whole: nine of ten records had come in within the delay before the reference date.
 * Measured on what happened between 15 and 3 months before it; of what is newer, the late ones are still missing.
 */
export function needsKnownUntil(needs: NeedColumns, asOf: number): Day {
  const usual = lags(needs, asOf - 456, asOf - 91)
  const measured = usual.length >= enough ? usual : lags(needs, Number.NEGATIVE_INFINITY, asOf)
  return dayOfNumber(asOf - (measured.length === 0 ? 0 : Math.ceil(quantile(measured, 0.9))))
}

function lags(needs: NeedColumns, after: number, until: number): Float64Array {
  const found: number[] = []
  for (let row = 0; row < needs.size; row++) {
    const lag = needs.recordedLagDays[row]!
    const happened = Math.max(needs.neededOn[row]!, needs.metOn[row]!, needs.givenUpOn[row]!)
    if (lag !== NO_DAY && happened > after && happened <= until) found.push(Math.max(0, lag))
  }
  return Float64Array.from(found)
}

/** The months that end with the period, oldest first, over the selected needs. */
export function monthsOfNeeds(
  needs: NeedColumns,
  selected: Uint8Array,
  { period, asOf, seriesMonths }: NeedQuestion,
  knownUntil: Day,
): readonly MonthOfNeeds[] {
  const end = period.to < asOf ? period.to : asOf
  const first = addMonths(monthOf(end), 1 - (seriesMonths ?? 36))
  const names = months({ from: `${first}-01` as Day, to: end })
  const starts = names.map((month) => dayNumber(daysOfMonth(month).from))
  const last = dayNumber(asOf)
  const ends = names.map((month) => dayNumber(daysOfMonth(month).to) + 1)
  const sums = names.map(() => ({ arisen: 0, met: 0, givenUp: 0, unmetDays: 0 }))
  const at = (day: number) => starts.findLastIndex((start, index) => start <= day && day < ends[index]!)
  for (let row = 0; row < needs.size; row++) {
    const neededOn = needs.neededOn[row]!
    if (!selected[row] || neededOn === NO_DAY || neededOn > last) continue
    const met = needs.metOn[row]!
    const givenUp = needs.givenUpOn[row]!
    const isMet = met !== NO_DAY && met <= last
    const isGivenUp = !isMet && givenUp !== NO_DAY && givenUp <= last
    const endedOn = isMet ? met : isGivenUp ? givenUp : last
    const arose = at(neededOn)
    if (arose >= 0) sums[arose]!.arisen++
    const over = isMet || isGivenUp ? at(endedOn) : -1
    if (over >= 0) sums[over]![isMet ? 'met' : 'givenUp']++
    for (let index = 0; index < names.length; index++)
      sums[index]!.unmetDays += Math.max(0, Math.min(endedOn, ends[index]!) - Math.max(neededOn, starts[index]!))
  }
  return names.map((month, index) => ({ month, ...sums[index]!, complete: daysOfMonth(month).to <= knownUntil }))
}

/**
 * Where the number of new needs, or of needs met, changed for good. Not the unmet days themselves: they are a stock, each month
 * carries most of the one before, and months in random order would call every slow wave a change.
 */
export function changesOfNeeds(
  series: readonly MonthOfNeeds[],
  random: Random,
): { readonly arisen: readonly Change[]; readonly met: readonly Change[] } {
  const complete = series.filter((one) => one.complete)
  // Before the first need nothing was recorded; that is no level.
  const from = complete.findIndex((one) => one.arisen > 0)
  const known = from < 0 ? [] : complete.slice(from)
  const names: readonly Month[] = known.map(({ month }) => month)
  const of = (kind: 'arisen' | 'met') =>
    changesOfSeries(
      known.map((one) => one[kind]),
      names,
      { random: random.child(kind), shortest: 4 },
    )
  return { arisen: of('arisen'), met: of('met') }
}
