import type { Id } from '../../../../kernel/ids.ts'
import type { Tx } from '../../../../platform/database/index.ts'
import { tables } from '../access.ts'
import type { Evidence } from '../domain/outcome.ts'
import type { Assignment, Opinion } from '../domain/progress.ts'
import type { Judgement } from '../domain/verdicts.ts'

/*
 * What hangs on a review. To be read by the id of one that was reached through access.ts. None of it is paged: it is as much
 * as the measures of one concept times the people asked, and pages, conclusion and counts need all of it at once.
 */

/** More than any concept has; a review over more is refused when it is started. */
export const mostMeasures = 600

/** The measures under review in the order of the concept, as they were worded when it began. */
export function reviewedMeasures(tx: Tx, reviewId: Id<'review'>) {
  return tables(tx)
    .selectFrom('review_measure')
    .where('review_id', '=', reviewId)
    .select(['measure_id as id', 'number', 'title', 'chapter', 'description'])
    .orderBy('position')
    .limit(mostMeasures)
    .execute()
}

/** Who is asked about what; those who are no longer asked are left out. */
export function assignmentsOf(tx: Tx, reviewId: Id<'review'>): Promise<Assignment[]> {
  return tables(tx)
    .selectFrom('review_assignment')
    .where('review_id', '=', reviewId)
    .where('withdrawn_at', 'is', null)
    .select(['measure_id as measureId', 'reviewer_id as reviewerId'])
    .orderBy('reviewer_id')
    .limit(mostMeasures * 20)
    .execute()
}

/** An opinion as it was given. */
export interface GivenOpinion extends Opinion {
  readonly id: string
  /** What the register calls the reviewer: in a demonstration the work, never a person. */
  readonly reviewer: string
  readonly organisationId: string | null
  readonly heard: string | null
  readonly evidence: readonly Evidence[]
  readonly givenAt: Date
}

/** The latest opinion of each reviewer on each measure of a review, or on one. */
export function latestOpinions(tx: Tx, reviewId: Id<'review'>, measureId?: string): Promise<GivenOpinion[]> {
  return opinions(tx, reviewId, measureId)
    .distinctOn(['review_verdict.measure_id', 'review_verdict.reviewer_id'])
    .orderBy('review_verdict.measure_id')
    .orderBy('review_verdict.reviewer_id')
    .orderBy('review_verdict.given_at', 'desc')
    .orderBy('review_verdict.id', 'desc')
    .limit(mostMeasures * 20)
    .execute()
}

/** Every opinion on one measure, the newest first: also those that were replaced. */
export function allOpinions(tx: Tx, reviewId: Id<'review'>, measureId: string): Promise<GivenOpinion[]> {
  return opinions(tx, reviewId, measureId)
    .orderBy('review_verdict.given_at', 'desc')
    .orderBy('review_verdict.id', 'desc')
    .limit(200)
    .execute()
}

function opinions(tx: Tx, reviewId: Id<'review'>, measureId?: string) {
  return tables(tx)
    .selectFrom('review_verdict')
    .innerJoin('membership', 'membership.id', 'review_verdict.reviewer_id')
    .where('review_verdict.review_id', '=', reviewId)
    .$if(measureId !== undefined, (query) => query.where('review_verdict.measure_id', '=', measureId as Id<'measure'>))
    .select([
      'review_verdict.id',
      'review_verdict.measure_id as measureId',
      'review_verdict.reviewer_id as reviewerId',
      'membership.name as reviewer',
      'membership.organisation_id as organisationId',
      'review_verdict.verdict',
      'review_verdict.reason',
      'review_verdict.heard',
      'review_verdict.target_text as targetText',
      'review_verdict.merge_with as mergeWith',
      'review_verdict.evidence',
      'review_verdict.given_at as givenAt',
    ])
}

/** What holds for each decided measure. */
export async function decisionsOf(tx: Tx, reviewId: Id<'review'>): Promise<ReadonlyMap<string, Decision>> {
  const rows = await decisions(tx, reviewId)
    .distinctOn('review_decision.measure_id')
    .orderBy('review_decision.measure_id')
    .orderBy('review_decision.number', 'desc')
    .limit(mostMeasures)
    .execute()
  return new Map(rows.map((row) => [row.measureId, row]))
}

export interface Decision extends Judgement {
  readonly measureId: string
  /** Counts the decisions on the measure; the form sends it back. */
  readonly number: number
  readonly decidedAt: Date
  readonly decidedBy: string | null
}

/** The decision that holds for one measure; undefined while there is none. */
export function findDecision(tx: Tx, reviewId: Id<'review'>, measureId: string): Promise<Decision | undefined> {
  return decisions(tx, reviewId)
    .where('review_decision.measure_id', '=', measureId as Id<'measure'>)
    .orderBy('review_decision.number', 'desc')
    .limit(1)
    .executeTakeFirst()
}

function decisions(tx: Tx, reviewId: Id<'review'>) {
  return tables(tx)
    .selectFrom('review_decision')
    .leftJoin('membership', 'membership.id', 'review_decision.decided_by')
    .where('review_decision.review_id', '=', reviewId)
    .select([
      'review_decision.measure_id as measureId',
      'review_decision.number',
      'review_decision.verdict',
      'review_decision.reason',
      'review_decision.target_text as targetText',
      'review_decision.merge_with as mergeWith',
      'review_decision.decided_at as decidedAt',
      'membership.name as decidedBy',
    ])
}
