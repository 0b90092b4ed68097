import { addDays, type Day } from '../../../../kernel/day.ts'
import type { Land } from '../../../../kernel/holidays.ts'
import { addWorkingDays, workingDaysBetween } from '../../../../kernel/workingdays.ts'

/** Reminders that go out by themselves, in their order, and the one that a person sends. */
export const stages = ['week-before', 'days-before', 'day-after', 'week-after'] as const
export type Stage = (typeof stages)[number]
export type ReminderKind = Stage | 'by-hand'

/** Nobody is reminded more often than once in so many working days (Arbeitstage). */
export const restWorkingDays = 3

/** The day of each reminder: a week and two working days before the last day of a campaign, a day and a week after it. */
export function daysOf(dueOn: Day, land: Land): Readonly<Record<Stage, Day>> {
  return {
    'week-before': addDays(dueOn, -7),
    'days-before': addWorkingDays(dueOn, -2, land),
    'day-after': addDays(dueOn, 1),
    'week-after': addDays(dueOn, 7),
  }
}

/** What is known of one unit: when it was asked and last reminded, and which stages of this deadline are done. */
export interface Reminded {
  readonly askedOn: Day
  readonly lastOn: Day | null
  readonly stages: readonly Stage[]
}

/**
 * The reminder that is due on a day, if any: the last stage whose day has come. Stages that nobody sent in time (a server
 * that was off) are not made up for, and a stage that lay before the asking never comes.
 */
export function stageDue(today: Day, dueOn: Day, land: Land, unit: Reminded): Stage | undefined {
  const days = daysOf(dueOn, land)
  const stage = stages.findLast((one) => days[one] <= today && days[one] > unit.askedOn)
  if (!stage || unit.stages.includes(stage)) return undefined
  return mayRemind(today, land, unit) ? stage : undefined
}

/** Whether a reminder may go out at all: the asking counts as the first one. */
export function mayRemind(today: Day, land: Land, { askedOn, lastOn }: Pick<Reminded, 'askedOn' | 'lastOn'>): boolean {
  return workingDaysBetween(lastOn && lastOn > askedOn ? lastOn : askedOn, today, land) >= restWorkingDays
}

/** From which day on a unit may be reminded again. */
export function remindableFrom(land: Land, { askedOn, lastOn }: Pick<Reminded, 'askedOn' | 'lastOn'>): Day {
  return addWorkingDays(lastOn && lastOn > askedOn ? lastOn : askedOn, restWorkingDays, land)
}
