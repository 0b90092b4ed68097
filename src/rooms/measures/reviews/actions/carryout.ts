import type { Day } from '../../../../kernel/day.ts'
import { Conflict } from '../../../../kernel/errors.ts'
import type { Id } from '../../../../kernel/ids.ts'
import type { Actor } from '../../../../platform/access/index.ts'
import type { Tx } from '../../../../platform/database/index.ts'
import { enterStates } from '../../actions/states.ts'
import type { MeasureState } from '../../domain/kinds.ts'
import { mayFollow } from '../../domain/states.ts'
import { stateOn } from '../../domain/timeline.ts'
import { findConceptById } from '../../queries/concepts.ts'
import { statesOf } from '../../queries/states.ts'
import { advance, noteVersions, type Setting } from '../../recording.ts'
import { tables } from '../access.ts'
import { getReviewOutcome, type Review } from '../queries/reviews.ts'
import { advanceReview, noteReview } from '../recording.ts'

/**
 * Carries out what the adopted successor concept means for the measures, from the day of its adoption on: successors are
 * adopted, those that went on in them adapted, dropped ones discontinued with the reason of the review. What has ended
 * otherwise since stays as it is. Throws Conflict before the adoption is recorded, or when it was done already.
 */
export async function carryOutAdoption(tx: Tx, actor: Actor, setting: Setting, review: Review): Promise<void> {
  const successor = review.successorId ? await findConceptById(tx, actor, review.successorId) : undefined
  if (!successor) throw new Conflict('reviews-no-successor')
  if (!successor.adoptedOn) throw new Conflict('reviews-not-adopted')
  if (review.effectsOn) throw new Conflict('reviews-carried-out')
  const { outcome } = await getReviewOutcome(tx, actor, review.id)
  await advanceReview(tx, actor, review, { effects_on: setting.today }, review.version)
  const { adoptedOn } = successor
  if (adoptedOn > setting.today) throw new Conflict('reviews-not-adopted')
  const wanted: Wanted[] = [
    ...outcome.entries.flatMap(({ verdict, measures }) =>
      verdict === 'keep'
        ? []
        : measures.map(({ id, reason }) => ({
            id: id as Id<'measure'>,
            state: verdict === 'drop' ? ('discontinued' as const) : ('adapted' as const),
            reason: verdict === 'drop' ? reason.slice(0, 1000) : undefined,
          })),
    ),
    ...(await newMeasures(tx, successor.id)).map((id) => ({ id, state: 'adopted' as const, reason: undefined })),
  ]
  const changed = await enterAll(tx, actor, setting, adoptedOn, wanted)
  await advance(tx, actor, 'concept', [review.conceptId])
  await tables(tx)
    .updateTable('concept')
    .set({ successor_id: successor.id })
    .where('id', '=', review.conceptId)
    .execute()
  await noteVersions(tx, actor, setting, { kind: 'measure', ids: changed, event: 'state-changed' })
  await noteVersions(tx, actor, setting, { kind: 'concept', ids: [review.conceptId], event: 'changed' })
  await noteReview(tx, actor, review, 'carried-out', { adoptedOn, measures: changed.length })
}

async function newMeasures(tx: Tx, concept: Id<'concept'>): Promise<readonly Id<'measure'>[]> {
  const rows = await tables(tx)
    .selectFrom('measure_concept')
    .innerJoin('measure', 'measure.id', 'measure_concept.measure_id')
    .where('measure_concept.concept_id', '=', concept)
    .where('measure_concept.role', '=', 'origin')
    .where('measure.state', '=', 'proposed')
    .where('measure.withdrawn_on', 'is', null)
    .select('measure.id')
    .orderBy('measure.id')
    .execute()
  return rows.map(({ id }) => id)
}

interface Wanted {
  readonly id: Id<'measure'>
  readonly state: MeasureState
  readonly reason: string | undefined
}

/**
 * Enters states where those that hold allow it, and returns the ids of the measures that got one. Each holds from the day
 * given, or from the day of the present state where that began later.
 */
async function enterAll(
  tx: Tx,
  actor: Actor,
  setting: Setting,
  day: Day,
  wanted: readonly Wanted[],
): Promise<string[]> {
  const fitting: { readonly wanted: Wanted; readonly since: Day }[] = []
  for (const one of wanted) {
    const present = stateOn(await statesOf(tx, one.id), setting.today)
    if (present && mayFollow(present.state, one.state))
      fitting.push({ wanted: one, since: present.since > day ? present.since : day })
  }
  const ids = fitting.map((one) => one.wanted.id)
  await advance(tx, actor, 'measure', ids)
  for (const { wanted: one, since } of fitting)
    await enterStates(tx, actor, setting, [one.id], { state: one.state, since, reason: one.reason })
  return ids
}
