import { addDays, type Day, daysBetween } from '../../../../kernel/day.ts'
import type { Land } from '../../../../kernel/holidays.ts'
import { addWorkingDays } from '../../../../kernel/workingdays.ts'

export const taskKinds = ['followUp', 'task', 'appointment'] as const
export type TaskKind = (typeof taskKinds)[number]

/** What a task came from: somebody's own idea, or something else in or around the file. */
export const taskOrigins = ['own', 'handover', 'consent', 'step', 'conference', 'intake'] as const
export type TaskOrigin = (typeof taskOrigins)[number]

export const taskStates = ['open', 'done', 'dropped'] as const
export type TaskState = (typeof taskStates)[number]

/** The state in which something is still to be done. */
export const openState = 'open' satisfies TaskState

/** The stretches of a list of what is due, in its order. */
export const stretches = ['overdue', 'today', 'week', 'later'] as const
export type Stretch = (typeof stretches)[number]

/** In which stretch a day lies: the week is the next seven days, so that on a Friday Monday is in sight. */
export function stretchOf(dueOn: Day, today: Day): Stretch {
  const days = daysBetween(today, dueOn)
  if (days < 0) return 'overdue'
  if (days === 0) return 'today'
  return days <= 7 ? 'week' : 'later'
}

/** The last day of a stretch, for a query; null: no end. */
export function lastDayOf(stretch: Stretch, today: Day): Day | null {
  if (stretch === 'overdue') return addDays(today, -1)
  if (stretch === 'today') return today
  return stretch === 'week' ? addDays(today, 7) : null
}

/** By how much something can be put off with one click. */
export const delays = ['tomorrow', 'week', 'month'] as const
export type Delay = (typeof delays)[number]

/**
 * The day to which something is put off: never earlier than its own day plus one, and always a working day, since on any other
 * nobody would see it. What is overdue counts from today.
 */
export function postponedTo(dueOn: Day, delay: Delay, today: Day, land: Land): Day {
  const from = dueOn > today ? dueOn : today
  const days = { tomorrow: 1, week: 7, month: 28 }[delay]
  // The working day on or after the wanted one: one working day after the eve of it.
  return addWorkingDays(addDays(from, days - 1), 1, land)
}
