import type { Day } from '../../../kernel/day.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { tables } from '../access.ts'
import type { FieldChange } from '../domain/changes.ts'
import type { CountSource, Moves, OfferState } from '../domain/kinds.ts'
import type { Count } from '../domain/places.ts'

/** Entries on a page of a history. */
export const perPage = 50

export interface CheckedCount extends Count {
  readonly number: number
  readonly checkedOn: Day
  readonly told: CountSource
  readonly expectedWaitDays: number | null
  readonly moves: Moves
  /** Null where it was loaded. */
  readonly who: string | null
}

/** Checks of an offer, newest first; older than `before` where that is given. */
export function countsOf(tx: Tx, offerId: string, limit: number, before?: number): Promise<CheckedCount[]> {
  return withNames(tx)
    .selectFrom('offer_count')
    .leftJoin('membership', 'membership.id', 'offer_count.recorded_by')
    .select([
      'offer_count.number',
      'offer_count.checked_on as checkedOn',
      'offer_count.told',
      'offer_count.capacity',
      'offer_count.free_places as freePlaces',
      'offer_count.waiting',
      'offer_count.expected_wait_days as expectedWaitDays',
      'offer_count.moves',
      'membership.name as who',
    ])
    .where('offer_count.offer_id', '=', offerId as Id<'offer'>)
    .$if(before !== undefined, (query) => query.where('offer_count.number', '<', before ?? 0))
    .orderBy('offer_count.number', 'desc')
    .limit(limit)
    .execute()
}

export interface PastState {
  readonly number: number
  readonly state: OfferState
  readonly since: Day
  readonly reason: string | null
  readonly who: string | null
}

/** States of an offer, newest first, at most a page. */
export function statesOf(tx: Tx, offerId: string): Promise<PastState[]> {
  return withNames(tx)
    .selectFrom('offer_state')
    .leftJoin('membership', 'membership.id', 'offer_state.recorded_by')
    .select([
      'offer_state.number',
      'offer_state.state',
      'offer_state.since',
      'offer_state.reason',
      'membership.name as who',
    ])
    .where('offer_state.offer_id', '=', offerId as Id<'offer'>)
    .orderBy('offer_state.number', 'desc')
    .limit(perPage)
    .execute()
}

export interface Change {
  readonly version: number
  readonly event: string
  readonly changes: readonly FieldChange[]
  readonly changedAt: Date
  readonly changedBy: string | null
}

/** Versions of an offer, newest first: all, or those before or after one. */
export function changesOf(
  tx: Tx,
  offerId: string,
  { before, after, limit = perPage }: { before?: number | undefined; after?: number; limit?: number } = {},
): Promise<Change[]> {
  return withNames(tx)
    .selectFrom('offer_change')
    .leftJoin('membership', 'membership.id', 'offer_change.changed_by')
    .select([
      'offer_change.version',
      'offer_change.event',
      'offer_change.changes',
      'offer_change.changed_at as changedAt',
      'membership.name as changedBy',
    ])
    .where('offer_change.subject_id', '=', offerId)
    .$if(before !== undefined, (query) => query.where('offer_change.version', '<', before ?? 0))
    .$if(after !== undefined, (query) => query.where('offer_change.version', '>', after ?? 0))
    .orderBy('offer_change.version', 'desc')
    .limit(limit)
    .execute()
}

// Names of members come from the platform's own table; rows keep only their id.
const withNames = (tx: Tx) => tables(tx).withTables<{ membership: { id: string; name: string } }>()
