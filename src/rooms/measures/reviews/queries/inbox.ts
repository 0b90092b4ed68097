import type { Day } from '../../../../kernel/day.ts'
import type { Actor } from '../../../../platform/access/index.ts'
import { sql, type Tx } from '../../../../platform/database/index.ts'
import type { InboxItem } from '../../../../platform/room.ts'
import { visibleReviews } from '../access.ts'

/** Reviews in which the actor's opinion is missing, by the day until which it is wanted. */
export async function reviewInbox(tx: Tx, actor: Actor, _today: Day, limit: number): Promise<InboxItem[]> {
  const rows = await visibleReviews(tx, actor)
    .innerJoin('review_assignment', 'review_assignment.review_id', 'concept_review.id')
    .where('concept_review.state', '=', 'reviewing')
    .where('review_assignment.reviewer_id', '=', actor.userId)
    .where('review_assignment.withdrawn_at', 'is', null)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('review_verdict')
            .whereRef('review_verdict.review_id', '=', 'review_assignment.review_id')
            .whereRef('review_verdict.measure_id', '=', 'review_assignment.measure_id')
            .whereRef('review_verdict.reviewer_id', '=', 'review_assignment.reviewer_id')
            .select('review_verdict.id'),
        ),
      ),
    )
    .groupBy('concept_review.id')
    .select(['concept_review.id', 'concept_review.title', 'concept_review.due_on', sql<number>`count(*)`.as('missing')])
    .orderBy('concept_review.due_on', (order) => order.asc().nullsLast())
    .limit(limit)
    .execute()
  return rows.map(({ id, title, due_on, missing }) => ({
    title: `${title} (${missing})`,
    path: `/measures/reviews/${id}?mine=yes`,
    kind: 'measures.reviews.inbox',
    due: due_on,
  }))
}
