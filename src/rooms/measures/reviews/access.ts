import { type Actor, may } from '../../../platform/access/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import type { MeasuresTables } from '../tables.ts'
import type { ReviewsTables } from './tables.ts'

/** The view of a transaction with the tables of reviews. */
export const tables = (tx: Tx) => tx.withTables<MeasuresTables & ReviewsTables>()

/** Who may set up a review, ask reviewers and follow all of it; `measures.approve` decides. */
export const steers = (actor: Pick<Actor, 'roles'>): boolean => may(actor, 'measures.review')

/**
 * The only way to reach reviews, and what hangs on them: lead and coordination see all, everybody else those in which they
 * were asked for an opinion.
 */
export const visibleReviews = (tx: Tx, actor: Pick<Actor, 'roles' | 'userId'>) =>
  tables(tx)
    .selectFrom('concept_review')
    .$if(!steers(actor), (query) =>
      query.where((eb) =>
        eb.exists(
          eb
            .selectFrom('review_assignment')
            .whereRef('review_assignment.review_id', '=', 'concept_review.id')
            .where('review_assignment.reviewer_id', '=', actor.userId)
            .where('review_assignment.withdrawn_at', 'is', null)
            .select('review_assignment.review_id'),
        ),
      ),
    )
