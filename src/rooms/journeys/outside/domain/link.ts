/** The life of a link, as values: how long it lasts, what locks it, what ends it. */
import { addDays, type Day } from '../../../../kernel/day.ts'
import type { State } from '../../domain.ts'

/** Wrong PINs that lock a link for good: with six digits one of 200,000 who has only the link gets in. */
export const mostTries = 5

/** Minutes that the contents stay open in one browser after the PIN. */
export const visitMinutes = 30

/** Days that a link lasts where no day was agreed. */
const usualDays = 14

/** Days after the question of the receiver within which the giver answers and the receiver again. */
const forQuestions = 14

/** Days from the acceptance within which the first appointment is entered by the link. */
const forAppointment = 28

/** Whether a hand-over in this state can still be answered, by whatever way. */
export const canBeAnswered = (state: State): boolean => ['offered', 'askedBack', 'accepted'].includes(state)

/**
 * The last day of a link: that of the answer; after a question and after the acceptance so much longer that the answer and
 * the first appointment can still be entered. A day that has passed already leaves today.
 */
export function lastDayOf(state: State, replyBy: Day | null, today: Day): Day {
  if (state === 'accepted') return latest(replyBy, addDays(today, forAppointment))
  if (state === 'askedBack') return latest(replyBy, addDays(today, forQuestions))
  return replyBy === null ? addDays(today, usualDays) : latest(replyBy, today)
}

const latest = (one: Day | null, other: Day): Day => (one !== null && one > other ? one : other)

/** What a link is today, for the giver. */
export type LinkState = 'open' | 'locked' | 'over' | 'ended' | 'renewed' | 'answered'

export function linkStateOf(
  link: {
    readonly tries: number
    readonly lastsUntil: Day
    readonly endedWhy: 'ended' | 'renewed' | 'answered' | null
  },
  today: Day,
): LinkState {
  if (link.endedWhy) return link.endedWhy
  if (link.tries >= mostTries) return 'locked'
  return link.lastsUntil < today ? 'over' : 'open'
}
