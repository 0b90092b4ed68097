import { addDays, type Day, daysBetween } from '../../../kernel/day.ts'
import type { OfferState } from './kinds.ts'

/** Half a year: after that many days without a check a count of places is no longer to be relied on. */
export const checkedForDays = 183

export interface Count {
  readonly capacity: number | null
  readonly freePlaces: number | null
  readonly waiting: number | null
}

/** How much room there is, as somebody who looks for a place asks. */
export type Room = 'free' | 'few' | 'full' | 'unlimited' | 'unknown'

/** Two or fewer places are gone by the time somebody calls. */
const few = 2

export function roomIn({ capacity, freePlaces }: Count): Room {
  if (freePlaces === null) return capacity === null ? 'unlimited' : 'unknown'
  if (freePlaces === 0) return 'full'
  return freePlaces <= few ? 'few' : 'free'
}

/** The day from which the provider is asked again. */
export const checkDueOn = (checkedOn: Day): Day => addDays(checkedOn, checkedForDays)

/** Whether the count has to be checked again; offers that have ended are left in peace. */
export function isUnchecked(state: OfferState, checkedOn: Day | null, today: Day): boolean {
  if (state === 'ended' || state === 'planned') return false
  return checkedOn === null || daysBetween(checkedOn, today) >= checkedForDays
}
