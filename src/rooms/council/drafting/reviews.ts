import type { Actor } from '../../../platform/access/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { findReviewOutcome, listMeasures, listReviews, type ReviewListing } from '../../measures/index.ts'
import type { ReportConcept, ReportMeasure, ReportReview, Verdict } from './domain/material.ts'

const none = (): Record<Verdict, number> => ({ keep: 0, adapt: 0, merge: 0, drop: 0, continueThroughKim: 0 })

/**
 * The latest review of each concept. Until one is concluded a report tells only how far it is: what reviewers think is
 * theirs. A public report counts public measures only, so where a concept has others too it gives no counts of a review
 * that is under way.
 */
export async function readReviews(
  tx: Tx,
  actor: Actor,
  {
    concepts,
    measures,
    publicOnly,
  }: {
    readonly concepts: readonly ReportConcept[]
    readonly measures: readonly ReportMeasure[]
    readonly publicOnly: boolean
  },
): Promise<ReportReview[]> {
  const known = new Map(concepts.map((one) => [one.key, one]))
  const { reviews } = await listReviews(tx, actor)
  const latest = reviews.filter(
    (one, index) =>
      known.has(one.conceptKey) && reviews.findIndex((other) => other.conceptKey === one.conceptKey) === index,
  )
  const read: ReportReview[] = []
  for (const review of latest) {
    const concept = known.get(review.conceptKey)
    const told = { concept: concept?.shortTitle ?? review.conceptTitle, begunOn: review.startedOn }
    const outcome = await findReviewOutcome(tx, actor, review.id)
    if (!outcome) {
      const counts = await mayCount(tx, actor, review, publicOnly)
      read.push({
        ...told,
        closedOn: null,
        total: counts ? review.measures : 0,
        decided: counts ? review.decided : 0,
        byVerdict: none(),
        adjusted: [],
      })
      continue
    }
    const shown = new Set(measures.map(({ key }) => key))
    const judged = outcome.outcome.entries.flatMap(({ verdict, measures: ones }) =>
      ones.filter(({ id }) => !publicOnly || shown.has(id)).map(({ title, reason }) => ({ title, verdict, reason })),
    )
    const byVerdict = none()
    for (const { verdict } of judged) byVerdict[verdict] += 1
    read.push({
      ...told,
      closedOn: outcome.outcome.concludedOn,
      total: judged.length,
      decided: judged.length,
      byVerdict,
      adjusted: judged.filter(({ verdict }) => verdict !== 'keep'),
    })
  }
  return read
}

async function mayCount(tx: Tx, actor: Actor, { conceptKey }: ReviewListing, publicOnly: boolean): Promise<boolean> {
  if (!publicOnly) return true
  const all = await listMeasures(tx, actor, { concept: conceptKey }, { limit: 0 })
  const open = await listMeasures(tx, null, { concept: conceptKey }, { limit: 0 })
  return all.total === open.total
}
