import type { Day } from '../../../../kernel/day.ts'
import { Conflict } from '../../../../kernel/errors.ts'
import type { Actor } from '../../../../platform/access/index.ts'
import { sql, type Tx } from '../../../../platform/database/index.ts'
import { findConceptById } from '../../queries/concepts.ts'
import { tables } from '../access.ts'
import { type MergeIssue, mergeIssues } from '../domain/merging.ts'
import { checksumOf, comparisonOf, type DecidedMeasure, type ReviewOutcome } from '../domain/outcome.ts'
import { announceConclusion } from '../news.ts'
import { type Review, workOf } from '../queries/reviews.ts'
import { advanceReview, noteReview } from '../recording.ts'

/** What still keeps a review from being concluded. */
export interface Obstacles {
  /** Ids of measures without a decision. */
  readonly undecided: readonly string[]
  readonly merging: readonly MergeIssue[]
}

type Work = Awaited<ReturnType<typeof workOf>>

/** What is missing before a review can be concluded; nothing when both lists are empty. */
export function obstaclesOf(work: Work): Obstacles {
  return {
    undecided: work.filter(({ decision }) => !decision).map(({ measure }) => measure.id),
    merging: mergeIssues(decidedOf(work)),
  }
}

/** The comparison as it would be if the review were concluded now: what has no decision yet is left out. */
export const comparisonSoFar = (work: Work) => comparisonOf(decidedOf(work))

function decidedOf(work: Work): DecidedMeasure[] {
  return work.flatMap(({ measure, decision, opinions }) =>
    decision
      ? [
          {
            ...measure,
            decision,
            heard: [...new Set(opinions.flatMap(({ heard }) => heard ?? []))],
            evidence: opinions.flatMap(({ evidence }) => evidence),
          },
        ]
      : [],
  )
}

/**
 * Concludes a review: freezes its outcome with a checksum and tells the room of resolutions, where an obligation ordered
 * it. `seen` is the version that the person saw; every decision moves it on, so nobody concludes what they have not seen.
 * Throws Conflict while a measure has no decision or decisions do not fit together.
 */
export async function concludeReview(tx: Tx, actor: Actor, today: Day, review: Review, seen: number): Promise<void> {
  if (review.state !== 'reviewing')
    throw new Conflict(review.state === 'concluded' ? 'reviews-concluded' : 'reviews-not-begun')
  await advanceReview(tx, actor, review, { state: 'concluded', concluded_on: today }, seen)
  const work = await workOf(tx, review)
  const { undecided, merging } = obstaclesOf(work)
  if (undecided.length > 0) throw new Conflict('reviews-undecided')
  if (merging.length > 0) throw new Conflict(merging[0]?.code)
  const outcome = await outcomeOf(tx, actor, review, work, today)
  const checksum = checksumOf(outcome)
  await tables(tx)
    .insertInto('review_outcome')
    .values({
      review_id: review.id,
      content: JSON.stringify(outcome),
      checksum,
      concluded_at: sql<Date>`now()`,
      concluded_by: actor.userId,
    })
    .execute()
  if (review.obligationId)
    await announceConclusion(tx, {
      reviewId: review.id,
      obligationId: review.obligationId,
      concludedOn: today,
      concludedBy: actor.userId,
    })
  await noteReview(tx, actor, review, 'concluded', { checksum, measures: work.length })
}

async function outcomeOf(tx: Tx, actor: Actor, review: Review, work: Work, today: Day): Promise<ReviewOutcome> {
  const concept = await findConceptById(tx, actor, review.conceptId)
  return {
    reviewId: review.id,
    title: review.title,
    concept: {
      id: review.conceptId,
      key: review.conceptKey,
      title: review.conceptTitle,
      adoptedOn: concept?.adoptedOn ?? null,
      resolutionReference: concept?.resolutionReference ?? null,
    },
    obligation: review.obligationLabel ? { id: review.obligationId, label: review.obligationLabel } : null,
    startedOn: review.startedOn,
    concludedOn: today,
    reviewers: new Set(work.flatMap(({ opinions }) => opinions.map(({ reviewerId }) => reviewerId))).size,
    opinions: work.reduce((sum, { opinions }) => sum + opinions.length, 0),
    entries: comparisonSoFar(work),
    simulated: review.simulated,
  }
}
