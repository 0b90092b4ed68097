import type { Day } from '../../../../kernel/day.ts'
import { Conflict, Invalid } from '../../../../kernel/errors.ts'
import { type Id, newId } from '../../../../kernel/ids.ts'
import type { Actor } from '../../../../platform/access/index.ts'
import { sql, type Tx } from '../../../../platform/database/index.ts'
import { visibleConcepts, visibleMeasures } from '../../access.ts'
import { tables } from '../access.ts'
import { mostMeasures } from '../queries/work.ts'
import { noteReview } from '../recording.ts'

export interface NewReview {
  readonly concept: Id<'concept'>
  readonly title: string
  readonly dueOn?: Day | undefined
  /** What ordered it, as the room that keeps resolutions knows it. */
  readonly obligation?: string | undefined
  /** The words of the order. */
  readonly obligationLabel?: string | undefined
}

/**
 * Starts the review of a concept: keeps the wording of its measures as it is now, so that all judge the same text. Returns
 * the id. Throws Invalid for a concept that is not there or has no measures, Conflict while it is being reviewed already.
 */
export async function startReview(
  tx: Tx,
  actor: Actor,
  setting: { readonly today: Day; readonly demo: boolean },
  input: NewReview,
): Promise<Id<'review'>> {
  const concept = await visibleConcepts(tx, actor)
    .where('concept.id', '=', input.concept)
    .select('concept.id')
    .executeTakeFirst()
  if (!concept) throw new Invalid([{ field: 'concept', code: 'not-an-option' }])
  if (input.dueOn && input.dueOn < setting.today) throw new Invalid([{ field: 'dueOn', code: 'reviews-due-in-past' }])
  const measures = await measuresOf(tx, actor, concept.id)
  if (measures.length === 0) throw new Invalid([{ field: 'concept', code: 'reviews-no-measures' }])
  if (measures.length > mostMeasures) throw new Invalid([{ field: 'concept', code: 'reviews-too-many-measures' }])
  const id = newId<'review'>()
  const { numInsertedOrUpdatedRows } = await tables(tx)
    .insertInto('concept_review')
    .values({
      id,
      concept_id: concept.id,
      title: input.title,
      obligation_id: input.obligation ?? null,
      obligation_label: input.obligationLabel ?? null,
      state: 'preparing',
      started_on: setting.today,
      due_on: input.dueOn ?? null,
      concluded_on: null,
      successor_id: null,
      effects_on: null,
      simulated: setting.demo,
      version: 1,
      changed_at: sql<Date>`now()`,
      changed_by: actor.userId,
    })
    // The index allows one open review for each concept; of two who start at once the second is told.
    .onConflict((conflict) => conflict.column('concept_id').where('state', '<>', 'concluded').doNothing())
    .executeTakeFirstOrThrow()
  if (numInsertedOrUpdatedRows !== 1n) throw new Conflict('reviews-under-way')
  await tables(tx)
    .insertInto('review_measure')
    .values(measures.map((measure, index) => ({ review_id: id, position: index + 1, ...measure })))
    .execute()
  await noteReview(tx, actor, { id }, 'started', { concept: concept.id, measures: measures.length })
  return id
}

/** The measures of a concept in its order: by chapter as numbered there, without numbers by their number in the register. */
async function measuresOf(tx: Tx, actor: Actor, concept: Id<'concept'>) {
  const rows = await visibleMeasures(tx, actor)
    .innerJoin('measure_concept', 'measure_concept.measure_id', 'measure.id')
    .where('measure_concept.concept_id', '=', concept)
    .select([
      'measure.id as measure_id',
      'measure.number as registered',
      'measure_concept.number as numbered',
      'measure.title',
      'measure_concept.chapter',
      'measure.description',
    ])
    .limit(mostMeasures + 1)
    .execute()
  const order = new Intl.Collator('de', { numeric: true })
  return rows
    .map(({ registered, numbered, ...row }) => ({ ...row, number: numbered ?? registered }))
    .sort((one, other) => order.compare(one.number, other.number))
}
