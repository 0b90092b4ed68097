/** By when whose turn it is: working days of the Land, as offices count them. */
import { type Day, dayNumber, dayOfNumber } from '../../kernel/day.ts'
import type { Land } from '../../kernel/holidays.ts'
import { addWorkingDays, workingDaysBetween } from '../../kernel/workingdays.ts'
import type { Side, State } from './domain.ts'

/** What a district has agreed on, in working days after the day of the offer. */
export interface Deadlines {
  /** Until the answer. */
  readonly answerDays: number
  /** Until the heads of both teams are told that there is none. */
  readonly escalationDays: number
}

export const usualDeadlines: Deadlines = { answerDays: 5, escalationDays: 8 }

/** The last day for the answer to something that is asked today. */
export function replyDeadline(today: Day, land: Land, { answerDays }: Deadlines): Day {
  return addWorkingDays(today, answerDays, land)
}

/** The day on which the heads of both teams are told, for an answer that was due on `replyBy`. */
export function escalationDay(replyBy: Day, land: Land, { answerDays, escalationDays }: Deadlines): Day {
  return addWorkingDays(replyBy, Math.max(0, escalationDays - answerDays), land)
}

/** Who has to move in a state; null where nobody has. */
export const turns: Readonly<Record<State, Side | null>> = {
  prepared: 'sender',
  offered: 'receiver',
  askedBack: 'sender',
  accepted: 'receiver',
  firstAppointment: 'receiver',
  declined: null,
  completed: null,
  withdrawn: null,
}

export interface AfterStep {
  readonly state: State
  readonly today: Day
  readonly offeredOn: Day | null
  /** Calendar days from the offer to the first appointment that were agreed. */
  readonly targetDays: number | null
}

/**
 * The day by which the next move is due after a step: an offer and a question want an answer, what was accepted wants the
 * first appointment by the agreed target. Null where nothing was agreed or nobody has to move.
 */
export function dueAfter(
  { state, today, offeredOn, targetDays }: AfterStep,
  land: Land,
  deadlines: Deadlines,
): Day | null {
  if (state === 'offered' || state === 'askedBack') return replyDeadline(today, land, deadlines)
  if (state === 'accepted' && offeredOn !== null && targetDays !== null)
    return dayOfNumber(dayNumber(offeredOn) + targetDays)
  return null
}

/** How a due day stands to today, as pages say it: in so many working days, today, or so many ago. */
export interface Standing {
  readonly kind: 'ahead' | 'today' | 'past'
  /** Working days, never negative; 0 for a day that passed since the last working day. */
  readonly workingDays: number
}

export function standingOf(due: Day, today: Day, land: Land): Standing {
  if (due === today) return { kind: 'today', workingDays: 0 }
  return due > today
    ? { kind: 'ahead', workingDays: workingDaysBetween(today, due, land) }
    : { kind: 'past', workingDays: workingDaysBetween(due, today, land) }
}
