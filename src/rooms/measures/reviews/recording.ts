import { sql } from 'kysely'
import type { Actor } from '../../../platform/access/index.ts'
import { record } from '../../../platform/audit/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { ChangedMeanwhile } from '../../../platform/http/changed.ts'
import { tables } from './access.ts'
import type { Review } from './queries/reviews.ts'
import type { ReviewsTables } from './tables.ts'

type Change = Partial<
  Pick<ReviewsTables['concept_review'], 'state' | 'concluded_on' | 'successor_id' | 'effects_on' | 'due_on' | 'title'>
>

/**
 * Changes a review and moves its version on. With `seen`, the version that the person saw, throws ChangedMeanwhile when
 * somebody was faster. Holds the row until the end of the transaction, so that nothing is decided while it is concluded.
 */
export async function advanceReview(
  tx: Tx,
  actor: Actor,
  review: Pick<Review, 'id'>,
  change: Change = {},
  seen?: number,
): Promise<void> {
  const { numUpdatedRows } = await tables(tx)
    .updateTable('concept_review')
    .set((eb) => ({
      ...change,
      version: eb('version', '+', 1),
      changed_at: sql<Date>`now()`,
      changed_by: actor.userId,
    }))
    .where('id', '=', review.id)
    .$if(seen !== undefined, (query) => query.where('version', '=', seen as never))
    .executeTakeFirstOrThrow()
  if (numUpdatedRows !== 1n) throw await whoWasFaster(tx, review)
}

async function whoWasFaster(tx: Tx, review: Pick<Review, 'id'>): Promise<ChangedMeanwhile> {
  const latest = await tables(tx)
    .selectFrom('concept_review')
    .leftJoin('membership', 'membership.id', 'concept_review.changed_by')
    .where('concept_review.id', '=', review.id)
    .select(['membership.name', 'concept_review.changed_at'])
    .executeTakeFirst()
  return new ChangedMeanwhile(latest?.name ?? '', latest?.changed_at ?? new Date())
}

/** The audit entry of a write: codes and ids, the words stand in the tables. */
export const noteReview = (
  tx: Tx,
  actor: Actor,
  review: Pick<Review, 'id'>,
  what: string,
  details?: Readonly<Record<string, unknown>>,
): Promise<void> =>
  record(tx, actor, {
    event: `measures.review-${what}`,
    subject: review.id,
    subjectKind: 'measures.review',
    ...(details && { details }),
  })
