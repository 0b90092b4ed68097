import { type Day, parseDay } from '../../../kernel/day.ts'
import { addMonths, daysOfMonth, lastFullMonths, monthOf } from '../../../kernel/period.ts'

/** How many reference dates are offered: three years of quarters. */
const offered = 12

/** Ends of quarters up to the last full month, the newest first; before them the last full month, where it ends none. */
export function referenceDates(today: Day): readonly Day[] {
  const last = lastFullMonths(today, 1).to
  const quarter = addMonths(monthOf(last), -(Number(last.slice(5, 7)) % 3))
  const quarters = Array.from({ length: offered }, (_, back) => daysOfMonth(addMonths(quarter, -3 * back)).to)
  return quarters[0] === last ? quarters : [last, ...quarters]
}

/** The reference date of an address: the newest offered unless it names the end of a month that is over. */
export function referenceDateOf(text: string | null, today: Day): Day {
  const [newest] = referenceDates(today) as [Day]
  const asked = parseDay(text ?? '')
  return asked && asked <= newest && daysOfMonth(monthOf(asked)).to === asked ? asked : newest
}
