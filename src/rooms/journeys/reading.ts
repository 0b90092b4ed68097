/** Whether what was shared may be read today: the same rule as journeys_reads_content in migrations/041_two_sides_access.sql. */
import type { Day } from '../../kernel/day.ts'
import type { Side, State } from './domain.ts'

/** What the rule needs of a hand-over. */
export interface Readable {
  readonly state: State
  readonly readsUntil: Day | null
  readonly readsToFirst: boolean | null
  readonly firstOn: Day | null
  readonly endedOn: Day | null
  readonly afterUntil: Day | null
}

/** `open`, or why the copy of a side is closed. */
export type Closing = 'open' | 'notOffered' | 'declined' | 'withdrawn' | 'timeOver' | 'arrived' | 'afterOver'

/** What stands in the way of reading the copy of a side today. */
export function closingOf(side: Side, of: Readable, today: Day): Closing {
  if (side === 'sender') return isAfterOver(of, today) ? 'afterOver' : 'open'
  if (of.state === 'prepared') return 'notOffered'
  if (of.state === 'declined' || of.state === 'withdrawn') return of.state
  if (of.readsUntil !== null && of.readsUntil < today) return 'timeOver'
  if (of.readsToFirst && of.firstOn !== null) return 'arrived'
  return 'open'
}

/** Whether the time after the end has run out: the giving side reads nothing any more, and it stays so. */
export const isAfterOver = ({ endedOn, afterUntil }: Pick<Readable, 'endedOn' | 'afterUntil'>, today: Day): boolean =>
  endedOn !== null && afterUntil !== null && afterUntil < today
