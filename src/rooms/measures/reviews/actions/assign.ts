import type { Day } from '../../../../kernel/day.ts'
import { Conflict, Invalid } from '../../../../kernel/errors.ts'
import type { Actor } from '../../../../platform/access/index.ts'
import { sql, type Tx } from '../../../../platform/database/index.ts'
import { tables } from '../access.ts'
import { measuresIn } from '../domain/progress.ts'
import { choosableReviewers } from '../queries/reviewers.ts'
import { type Review, workOf } from '../queries/reviews.ts'
import { advanceReview, noteReview } from '../recording.ts'

export interface Asked {
  readonly reviewers: readonly string[]
  /** As measuresIn reads it. */
  readonly scope: string
}

/** Asks people for their opinion on measures, each on each; who is asked already stays asked. Conflict when it is concluded. */
export async function askReviewers(tx: Tx, actor: Actor, today: Day, review: Review, asked: Asked): Promise<void> {
  if (review.state === 'concluded') throw new Conflict('reviews-concluded')
  const reviewers = new Set<string>((await choosableReviewers(tx, today)).map(({ id }) => id))
  if (asked.reviewers.some((id) => !reviewers.has(id)))
    throw new Invalid([{ field: 'reviewers', code: 'not-an-option' }])
  const measures = measuresIn(asked.scope, await workOf(tx, review))
  if (measures.length === 0) throw new Invalid([{ field: 'scope', code: 'reviews-scope-empty' }])
  await advanceReview(tx, actor, review)
  await sql`
    INSERT INTO review_assignment (review_id, measure_id, reviewer_id, assigned_at, assigned_by)
    SELECT ${review.id}, measure_id, reviewer_id, now(), ${actor.userId}
    FROM unnest(${[...measures]}::uuid[]) AS measures (measure_id),
      unnest(${[...asked.reviewers]}::uuid[]) AS reviewers (reviewer_id)
    ON CONFLICT (review_id, measure_id, reviewer_id)
      DO UPDATE SET withdrawn_at = NULL, assigned_at = now(), assigned_by = excluded.assigned_by
      WHERE review_assignment.withdrawn_at IS NOT NULL
  `.execute(tx)
  await noteReview(tx, actor, review, 'reviewers-asked', {
    reviewers: asked.reviewers,
    measures: measures.length,
  })
}

/** Asks somebody no longer, on none of the measures. What they said stays. */
export async function withdrawReviewer(tx: Tx, actor: Actor, review: Review, reviewer: string): Promise<void> {
  if (review.state === 'concluded') throw new Conflict('reviews-concluded')
  await advanceReview(tx, actor, review)
  await tables(tx)
    .updateTable('review_assignment')
    .set({ withdrawn_at: sql<Date>`now()` })
    .where('review_id', '=', review.id)
    .where('reviewer_id', '=', reviewer as never)
    .where('withdrawn_at', 'is', null)
    .execute()
  await noteReview(tx, actor, review, 'reviewer-withdrawn', { reviewer })
}

/** Opens the review for opinions. Conflict unless it is being prepared and somebody is asked. */
export async function beginReview(tx: Tx, actor: Actor, review: Review, seen: number): Promise<void> {
  if (review.state !== 'preparing') throw new Conflict('reviews-begun')
  const asked = await tables(tx)
    .selectFrom('review_assignment')
    .where('review_id', '=', review.id)
    .where('withdrawn_at', 'is', null)
    .select('measure_id')
    .limit(1)
    .executeTakeFirst()
  if (!asked) throw new Conflict('reviews-nobody-asked')
  await advanceReview(tx, actor, review, { state: 'reviewing' }, seen)
  await noteReview(tx, actor, review, 'begun')
}
