import { type Day, dayNumber, dayOfNumber } from '../../kernel/day.ts'
import { addMonths, daysOfMonth, type Month, monthNumber, monthOf, months as monthsOf } from '../../kernel/period.ts'
import { needsKnownUntil } from '../gaps/months.ts'
import type { NeedColumns, NeedFilter } from '../gaps/needs.ts'
import { needsSelected } from '../gaps/open.ts'
import { NO_DAY } from '../passages.ts'
import type { NeedEffectQuestion, NeedSample } from './needresults.ts'

/** What flows in and out of the needs that are open, in one month. */
export interface NeedFlow {
  readonly month: Month
  /** Months since the first one looked at. */
  readonly at: number
  readonly isAfter: boolean
  /** Open at its beginning. */
  readonly open: number
  readonly arisen: number
  readonly met: number
  readonly givenUp: number
  readonly unmetDays: number
  readonly days: number
}

export interface NeedFlows {
  /** Complete months before and after the start, oldest first; the month in which it lies is missing where it has both. */
  readonly own: readonly NeedFlow[]
  readonly comparison: readonly NeedFlow[] | undefined
  readonly knownUntil: Day
}

const usual = 24

/** The months of a gap and of what it is compared with. Before the first need of all nothing was recorded. */
export function needFlows(needs: NeedColumns, question: Omit<NeedEffectQuestion, 'relevantDrop'>): NeedFlows {
  const { startsOn, comparison } = question
  const asOf = dayNumber(question.asOf)
  const knownUntil = needsKnownUntil(needs, asOf)
  let earliest = Number.POSITIVE_INFINITY
  for (let row = 0; row < needs.size; row++)
    if (needs.neededOn[row]! !== NO_DAY && needs.neededOn[row]! < earliest) earliest = needs.neededOn[row]!
  if (!Number.isFinite(earliest)) return { own: [], comparison: comparison && [], knownUntil }
  const start = monthOf(startsOn)
  const next = addMonths(monthOf(knownUntil), 1)
  // Before a start that is yet to come, the months up to now.
  const first = addMonths(start < next ? start : next, -(question.monthsBefore ?? usual))
  const recorded = monthOf(dayOfNumber(earliest))
  const from = first > recorded ? first : recorded
  const names = daysOfMonth(from).from > knownUntil ? [] : monthsOf({ from: daysOfMonth(from).from, to: knownUntil })
  const kept = names.filter(
    (name) => daysOfMonth(name).to <= knownUntil && (name !== start || daysOfMonth(name).from === startsOn),
  )
  const of = (filter: NeedFilter) => flowsOf(needs, needsSelected(needs, filter), kept, from, start, asOf)
  return { own: of(question.gap), comparison: comparison && of(comparison), knownUntil }
}

function flowsOf(
  needs: NeedColumns,
  selected: Uint8Array,
  names: readonly Month[],
  from: Month,
  start: Month,
  asOf: number,
): readonly NeedFlow[] {
  const sums = names.map((month) => {
    const { from: first, to: last } = daysOfMonth(month)
    const [begin, end] = [dayNumber(first), dayNumber(last) + 1]
    return { month, begin, end, open: 0, arisen: 0, met: 0, givenUp: 0, unmetDays: 0 }
  })
  for (let row = 0; row < needs.size; row++) {
    const arose = needs.neededOn[row]!
    if (!selected[row] || arose === NO_DAY || arose > asOf) continue
    const isMet = needs.metOn[row]! !== NO_DAY && needs.metOn[row]! <= asOf
    const isGivenUp = !isMet && needs.givenUpOn[row]! !== NO_DAY && needs.givenUpOn[row]! <= asOf
    const ended = isMet ? needs.metOn[row]! : isGivenUp ? needs.givenUpOn[row]! : asOf + 1
    for (const sum of sums) {
      if (arose >= sum.end) continue
      // Met on the day it arose counts as one that could be met.
      if (arose < sum.begin && ended >= sum.begin) sum.open++
      if (arose >= sum.begin) sum.arisen++
      if (ended >= sum.begin && ended < sum.end) {
        if (isMet) sum.met++
        else if (isGivenUp) sum.givenUp++
      }
      sum.unmetDays += Math.max(0, Math.min(ended, sum.end) - Math.max(arose, sum.begin))
    }
  }
  return sums.map(({ begin, end, ...sum }) => ({
    ...sum,
    at: monthNumber(sum.month) - monthNumber(from),
    isAfter: sum.month >= start,
    days: end - begin,
  }))
}

export function needSample(flows: readonly NeedFlow[]): NeedSample {
  const sum = (of: (flow: NeedFlow) => number) => flows.reduce((total, flow) => total + of(flow), 0)
  return {
    months: flows.length,
    arisen: sum((flow) => flow.arisen),
    met: sum((flow) => flow.met),
    givenUp: sum((flow) => flow.givenUp),
    unmetDays: sum((flow) => flow.unmetDays),
  }
}
