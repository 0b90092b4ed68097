import type { Day } from '../../../../kernel/day.ts'
import { Conflict, Forbidden, Invalid, NotFound } from '../../../../kernel/errors.ts'
import { type Id, isId, newId } from '../../../../kernel/ids.ts'
import type { Actor } from '../../../../platform/access/index.ts'
import { sql, type Tx } from '../../../../platform/database/index.ts'
import { ChangedMeanwhile } from '../../../../platform/http/changed.ts'
import { tables } from '../access.ts'
import { type Evidence, frozen } from '../domain/outcome.ts'
import { type Judgement, judgementIssues, tidied } from '../domain/verdicts.ts'
import { findMeasureFile } from '../queries/evidence.ts'
import type { Review } from '../queries/reviews.ts'
import { findDecision, reviewedMeasures } from '../queries/work.ts'
import { advanceReview, noteReview } from '../recording.ts'

export interface NewOpinion extends Judgement {
  /** Offices and bodies that were heard. */
  readonly heard?: string | undefined
  /** Keys of what findMeasureFile offers. */
  readonly evidence: readonly string[]
  /** A document that the register does not have: its name and where it stands. */
  readonly document?: { readonly label: string; readonly address: string } | undefined
}

/**
 * Gives the actor's opinion on a measure. A second one replaces the first and leaves it readable. What it rests on is
 * frozen with it. Throws Forbidden when the actor was not asked, Conflict unless the review is open.
 */
export async function giveOpinion(
  tx: Tx,
  actor: Actor,
  today: Day,
  review: Review,
  measureId: string,
  opinion: NewOpinion,
): Promise<void> {
  const measure = await openMeasure(tx, review, measureId, opinion)
  if (!(await isAsked(tx, actor, review.id, measure))) throw new Forbidden('not asked for an opinion on this measure')
  const offered = (await findMeasureFile(tx, measure, today))?.offered ?? []
  const chosen = opinion.evidence.map((key) => offered.find((option) => option.key === key)?.evidence)
  if (chosen.includes(undefined)) throw new Invalid([{ field: 'evidence', code: 'reviews-evidence-changed' }])
  const { document } = opinion
  const evidence: Evidence[] = [
    ...chosen.filter((one) => one !== undefined),
    ...(document ? [frozen({ kind: 'document', label: document.label, content: document.address, asOf: today })] : []),
  ]
  const { verdict, reason, targetText, mergeWith } = tidied(opinion)
  await tables(tx)
    .insertInto('review_verdict')
    .values({
      id: newId(),
      review_id: review.id,
      measure_id: measure,
      reviewer_id: actor.userId,
      verdict,
      reason,
      heard: opinion.heard ?? null,
      target_text: targetText,
      merge_with: mergeWith,
      evidence: JSON.stringify(evidence),
      given_at: sql<Date>`clock_timestamp()`,
      given_by: actor.userId,
    })
    .execute()
  await noteReview(tx, actor, review, 'opinion-given', { measure, verdict })
}

/**
 * Decides on a measure, on the ground of the opinions; the lead may also decide without. `seen` counts the decisions that
 * the person saw: throws ChangedMeanwhile when another came in between.
 */
export async function decideMeasure(
  tx: Tx,
  actor: Actor,
  review: Review,
  measureId: string,
  judgement: Judgement,
  seen: number,
): Promise<void> {
  const measure = await openMeasure(tx, review, measureId, judgement)
  await advanceReview(tx, actor, review)
  const latest = await findDecision(tx, review.id, measure)
  if ((latest?.number ?? 0) !== seen)
    throw new ChangedMeanwhile(latest?.decidedBy ?? '', latest?.decidedAt ?? new Date())
  const { verdict, reason, targetText, mergeWith } = tidied(judgement)
  await tables(tx)
    .insertInto('review_decision')
    .values({
      id: newId(),
      review_id: review.id,
      measure_id: measure,
      number: seen + 1,
      verdict,
      reason,
      target_text: targetText,
      merge_with: mergeWith,
      decided_at: sql<Date>`now()`,
      decided_by: actor.userId,
    })
    .execute()
  await noteReview(tx, actor, review, 'measure-decided', { measure, verdict, number: seen + 1 })
}

/** Whether somebody is asked for an opinion on a measure. */
export async function isAsked(tx: Tx, actor: Actor, review: Id<'review'>, measure: Id<'measure'>): Promise<boolean> {
  const row = await tables(tx)
    .selectFrom('review_assignment')
    .where('review_id', '=', review)
    .where('measure_id', '=', measure)
    .where('reviewer_id', '=', actor.userId)
    .where('withdrawn_at', 'is', null)
    .select('reviewer_id')
    .executeTakeFirst()
  return row !== undefined
}

/** The id of a measure under an open review. Throws NotFound, Conflict, Invalid with what is missing in the judgement. */
async function openMeasure(
  tx: Tx,
  review: Review,
  measureId: string,
  judgement: Omit<Judgement, 'reason'>,
): Promise<Id<'measure'>> {
  const measures = new Set<string>((await reviewedMeasures(tx, review.id)).map(({ id }) => id))
  if (!isId(measureId) || !measures.has(measureId)) throw new NotFound('measure under review')
  if (review.state !== 'reviewing')
    throw new Conflict(review.state === 'concluded' ? 'reviews-concluded' : 'reviews-not-begun')
  const issues = judgementIssues(measureId, tidied({ ...judgement, reason: '' }), measures)
  if (issues.length > 0) throw new Invalid(issues)
  return measureId as Id<'measure'>
}
