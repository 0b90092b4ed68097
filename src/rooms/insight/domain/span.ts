import type { Day } from '../../../kernel/day.ts'
import { addMonths, daysOfMonth, lastFullMonths, monthOf, type Period } from '../../../kernel/period.ts'
import type { PeriodChoice } from './filter.ts'

/** The days of a question: which target dates count, and up to which day anything is seen. */
export interface Span {
  readonly period: Period
  readonly asOf: Day
}

/**
 * The span of a choice. As a rule the reference date is the end of the last full month, so that a figure cited today is
 * the same figure tomorrow and months compare with months. Who asks for the present month gets what is known today.
 * Simulated records end with the last full month before the demo was made (`recordsEnd`): beyond it nothing is missing,
 * there is nothing, so the reference date stops there.
 */
export function spanOf(choice: PeriodChoice, today: Day, recordsEnd: Day | null = null): Span {
  const lastFull = lastFullMonths(today, 1).to
  const reference = recordsEnd !== null && recordsEnd < lastFull ? recordsEnd : lastFull
  const { from, to } = periodOf(choice, reference, today)
  if (to <= reference) return { period: { from, to }, asOf: reference }
  const end = to < today ? to : today
  return { period: { from, to: end < from ? from : end }, asOf: today }
}

function periodOf(choice: PeriodChoice, reference: Day, today: Day): Period {
  if (typeof choice === 'object') return { from: daysOfMonth(choice.from).from, to: daysOfMonth(choice.to).to }
  const year = Number(reference.slice(0, 4))
  switch (choice) {
    case '12-months':
      return lastFullMonths(reference, 12)
    case '24-months':
      return lastFullMonths(reference, 24)
    case 'this-year':
      return { from: `${year}-01-01` as Day, to: reference }
    case 'last-year':
      return { from: `${year - 1}-01-01` as Day, to: `${year - 1}-12-31` as Day }
    case 'until-today':
      return { from: daysOfMonth(addMonths(monthOf(today), -11)).from, to: today }
  }
}

/**
 * The end of simulated records: the last day of the last month with at least a quarter of the usual number of offers.
 * A visitor who tries a hand-over in the demo does not move it. `offersByMonth` holds months that have offers.
 */
export function endOfRecords(offersByMonth: ReadonlyMap<string, number>): Day | null {
  const months = [...offersByMonth].sort(([a], [b]) => (a < b ? 1 : -1))
  const usual = months.map(([, offers]) => offers).sort((a, b) => a - b)[Math.floor(months.length / 2)] ?? 0
  const last = months.find(([, offers]) => offers * 4 >= usual)
  return last ? daysOfMonth(monthOf(`${last[0]}-01` as Day)).to : null
}
