import type { Day } from '../../../../kernel/day.ts'
import { NotFound } from '../../../../kernel/errors.ts'
import { type Id, isId } from '../../../../kernel/ids.ts'
import type { Actor } from '../../../../platform/access/index.ts'
import { sql, type Tx } from '../../../../platform/database/index.ts'
import { tables, visibleReviews } from '../access.ts'
import type { ReviewOutcome } from '../domain/outcome.ts'
import { progressOf, type ReviewProgress, summaryOf } from '../domain/progress.ts'
import type { ReviewState } from '../domain/verdicts.ts'
import { assignmentsOf, decisionsOf, latestOpinions, reviewedMeasures } from './work.ts'

export interface Review {
  readonly id: Id<'review'>
  readonly title: string
  readonly state: ReviewState
  readonly conceptId: Id<'concept'>
  readonly conceptKey: string
  readonly conceptTitle: string
  readonly obligationId: string | null
  readonly obligationLabel: string | null
  readonly startedOn: Day
  readonly dueOn: Day | null
  readonly concludedOn: Day | null
  readonly successorId: Id<'concept'> | null
  readonly effectsOn: Day | null
  readonly simulated: boolean
  readonly version: number
}

/** Reviews on a page of the list. */
export const reviewsPerPage = 50

const reviews = (tx: Tx, actor: Actor) =>
  visibleReviews(tx, actor)
    .innerJoin('concept', 'concept.id', 'concept_review.concept_id')
    .select([
      'concept_review.id',
      'concept_review.title',
      'concept_review.state',
      'concept_review.concept_id as conceptId',
      'concept.key as conceptKey',
      'concept.title as conceptTitle',
      'concept_review.obligation_id as obligationId',
      'concept_review.obligation_label as obligationLabel',
      'concept_review.started_on as startedOn',
      'concept_review.due_on as dueOn',
      'concept_review.concluded_on as concludedOn',
      'concept_review.successor_id as successorId',
      'concept_review.effects_on as effectsOn',
      'concept_review.simulated',
      'concept_review.version',
    ])

export interface ReviewListing extends Review {
  readonly measures: number
  readonly decided: number
}

/** One page of the reviews that the actor may see, the newest first. `page` counts from 1. */
export async function listReviews(
  tx: Tx,
  actor: Actor,
  { page = 1, conceptId }: { readonly page?: number; readonly conceptId?: Id<'concept'> } = {},
): Promise<{ readonly reviews: readonly ReviewListing[]; readonly total: number }> {
  const { total } = await visibleReviews(tx, actor)
    .$if(conceptId !== undefined, (query) => query.where('concept_review.concept_id', '=', conceptId as Id<'concept'>))
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const rows = await reviews(tx, actor)
    .$if(conceptId !== undefined, (query) => query.where('concept_review.concept_id', '=', conceptId as Id<'concept'>))
    .select((eb) => [
      eb
        .selectFrom('review_measure')
        .whereRef('review_measure.review_id', '=', 'concept_review.id')
        .select((one) => one.fn.countAll<number>().as('count'))
        .$asScalar()
        .$castTo<number>()
        .as('measures'),
      eb
        .selectFrom('review_decision')
        .whereRef('review_decision.review_id', '=', 'concept_review.id')
        .select(sql<number>`count(DISTINCT measure_id)`.as('count'))
        .$asScalar()
        .$castTo<number>()
        .as('decided'),
    ])
    .orderBy('concept_review.started_on', 'desc')
    .orderBy('concept_review.id')
    .limit(reviewsPerPage)
    .offset((page - 1) * reviewsPerPage)
    .execute()
  return { reviews: rows, total }
}

/** Throws NotFound where there is none, or none that the actor may see. */
export async function getReview(tx: Tx, actor: Actor, id: string): Promise<Review> {
  if (!isId(id)) throw new NotFound('review')
  const review = await reviews(tx, actor)
    .where('concept_review.id', '=', id as Id<'review'>)
    .executeTakeFirst()
  if (!review) throw new NotFound('review')
  return review
}

/** The review that an obligation ordered, the last one of several; undefined where the actor sees none. */
export function findReviewByObligation(tx: Tx, actor: Actor, obligationId: string): Promise<Review | undefined> {
  return reviews(tx, actor)
    .where('concept_review.obligation_id', '=', obligationId)
    .orderBy('concept_review.started_on', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** Everything that was said and decided in a review, measure by measure in the order of the concept. */
export async function workOf(tx: Tx, review: Pick<Review, 'id'>) {
  const measures = await reviewedMeasures(tx, review.id)
  const assignments = await assignmentsOf(tx, review.id)
  const opinions = await latestOpinions(tx, review.id)
  const decisions = await decisionsOf(tx, review.id)
  return progressOf(measures, assignments, opinions, decisions)
}

/**
 * How far the review of a concept is: of the one under way, else of the last one; undefined where the concept was never
 * reviewed. For papers that report on the review.
 */
export async function reviewProgressOf(
  tx: Tx,
  actor: Actor,
  conceptId: Id<'concept'>,
): Promise<{ readonly review: Review; readonly progress: ReviewProgress } | undefined> {
  const review = await reviews(tx, actor)
    .where('concept_review.concept_id', '=', conceptId)
    .orderBy(sql`concept_review.state = 'concluded'`)
    .orderBy('concept_review.started_on', 'desc')
    .limit(1)
    .executeTakeFirst()
  return review && { review, progress: summaryOf(await workOf(tx, review)) }
}

export interface FrozenOutcome {
  readonly outcome: ReviewOutcome
  /** SHA-256 over the canonical JSON of the outcome. */
  readonly checksum: string
  readonly concludedAt: Date
}

/** The result of a review; undefined while it is under way. Throws NotFound as getReview. */
export async function findReviewOutcome(tx: Tx, actor: Actor, reviewId: string): Promise<FrozenOutcome | undefined> {
  const review = await getReview(tx, actor, reviewId)
  const row = await tables(tx)
    .selectFrom('review_outcome')
    .where('review_id', '=', review.id)
    .select(['content', 'checksum', 'concluded_at'])
    .executeTakeFirst()
  return row && { outcome: row.content, checksum: row.checksum, concludedAt: row.concluded_at }
}

/** The same for those who need one: throws NotFound also while the review is under way. */
export async function getReviewOutcome(tx: Tx, actor: Actor, reviewId: string): Promise<FrozenOutcome> {
  const found = await findReviewOutcome(tx, actor, reviewId)
  if (!found) throw new NotFound('review outcome')
  return found
}

/** What there is to do in a review: its measures with who said what, and who has not. */
export type Work = Awaited<ReturnType<typeof workOf>>
