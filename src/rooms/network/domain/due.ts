import { type Day, day, dayNumber, dayOfNumber } from '../../../kernel/day.ts'
import type { Land } from '../../../kernel/holidays.ts'
import { addMonths, daysOfMonth, monthOf } from '../../../kernel/period.ts'
import { workingCalendar } from '../../../kernel/workingdays.ts'
import { type MeetingDay, nextMeetingOf } from './meetings.ts'

/** By when something must be done that was decided: as a rule, because the calendar of a body changes. */
export type DueRule =
  /** In the next meeting of a body, whenever that turns out to be. */
  | { readonly kind: 'nextMeeting'; readonly bodyId: string }
  | { readonly kind: 'onDay'; readonly day: Day }
  /** So many working days after the decision, which itself does not count (§ 187 (1) BGB). */
  | { readonly kind: 'workingDays'; readonly count: number }
  | { readonly kind: 'monthsAfter'; readonly count: number }
  /** Again and again, each time so many months after the last report. */
  | { readonly kind: 'ongoing'; readonly everyMonths: number }

export const dueRuleKinds = ['nextMeeting', 'onDay', 'workingDays', 'monthsAfter', 'ongoing'] as const

/** The days on which the offices of a district work. */
export interface OfficeDays {
  /** Whose statutory holidays count. */
  readonly land: Land
  /**
   * 24 and 31 December are no holidays by law, and offices work on them unless told otherwise; by § 6 (3) TVöD staff are
   * mostly free. Which of the two counts for deadlines is the district's to say.
   */
  readonly freeEves?: boolean
}

/**
 * The day on which something is due; null while the calendar of the body has no further meeting. `decidedOn` is the day of
 * the decision; for `ongoing` that of the last report, once there is one. Months end on the day of the same number, else
 * on the last of the month (§ 188 (2), (3) BGB), and where that is a Saturday, a Sunday or a holiday, on the next working
 * day (§ 193 BGB). A day that was set stays as it was set. `meetings` may be those of several bodies.
 *
 * @throws RangeError for a count that is not a whole number from 0 on.
 */
export function dueOn(
  rule: DueRule,
  decidedOn: Day,
  meetings: readonly MeetingDay[],
  offices: Land | OfficeDays,
): Day | null {
  const works = workingDaysOf(typeof offices === 'string' ? { land: offices } : offices)
  switch (rule.kind) {
    case 'nextMeeting':
      return nextMeetingOf(meetings, decidedOn, rule.bodyId)?.heldOn ?? null
    case 'onDay':
      return rule.day
    case 'workingDays':
      return dayOfNumber(afterWorkingDays(dayNumber(decidedOn), counted(rule.count), works))
    case 'monthsAfter':
      return onWorkingDay(afterMonths(decidedOn, counted(rule.count)), works)
    case 'ongoing':
      return onWorkingDay(afterMonths(decidedOn, counted(rule.everyMonths)), works)
  }
}

type IsWorkingDay = (number: number) => boolean

function workingDaysOf({ land, freeEves = false }: OfficeDays): IsWorkingDay {
  const calendar = workingCalendar(land)
  if (!freeEves) return calendar.isWorkingDay
  return (number) => calendar.isWorkingDay(number) && !/-12-(24|31)$/.test(dayOfNumber(number))
}

function counted(count: number): number {
  if (!Number.isInteger(count) || count < 0) throw new RangeError(`not a number of days or months: ${count}`)
  return count
}

function afterWorkingDays(from: number, count: number, works: IsWorkingDay): number {
  let number = from
  for (let left = count; left > 0; ) if (works(++number)) left--
  return number
}

function onWorkingDay(value: Day, works: IsWorkingDay): Day {
  let number = dayNumber(value)
  while (!works(number)) number++
  return dayOfNumber(number)
}

function afterMonths(value: Day, count: number): Day {
  const month = addMonths(monthOf(value), count)
  const last = daysOfMonth(month).to
  const same = `${month}-${value.slice(8)}`
  return same > last ? last : day(same)
}
