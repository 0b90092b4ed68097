import type { Tx } from '../../../platform/database/index.ts'
import { enqueue } from '../../../platform/jobs/index.ts'

/**
 * The job that tells the room of resolutions that a review is concluded, so that it discharges the obligation that ordered
 * it. Measures stand below council and know no more of it than this name: a job's name begins with the room that does it.
 * Without that room nobody takes the job, and nothing else changes.
 */
export const reviewConcluded = 'council.review-concluded'

export interface ReviewConcluded {
  readonly reviewId: string
  /** As it was given when the review was started. */
  readonly obligationId: string
  /** The day of the conclusion. */
  readonly concludedOn: string
  /** Membership of who concluded it: in whose name the obligation is marked. */
  readonly concludedBy: string
}

/** Tells it in the transaction that concludes the review; once, however often the transaction is tried. */
export const announceConclusion = (tx: Tx, news: ReviewConcluded): Promise<void> =>
  enqueue(tx, reviewConcluded, news, { key: `${reviewConcluded}:${news.reviewId}` })
