import { Conflict } from '../../../kernel/errors.ts'
import { type Id, newId } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import { announce } from '../../../platform/api/index.ts'
import { record } from '../../../platform/audit/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { demandHandingOver, tables } from '../access.ts'
import { demandStepOfSender, type Setting, summariseAnew } from '../adding.ts'
import { correctable, isBuiltOn } from '../domain.ts'
import { demandOwn, doneMeanwhile, lockHandover, settleReminders, sideOf } from '../locking.ts'
import { announceMove } from '../news.ts'
import { stepsOf } from '../queries.ts'
import { findChange } from './jurisdiction.ts'

export interface Correction {
  /** The step that was wrong; nothing happens when another one came after it. */
  readonly step: string
  /** What was wrong, for both sides; at most 400 characters. */
  readonly reason: string
  readonly version: number
}

/**
 * Takes back the last step where it was recorded wrongly, as the side that recorded it: an answer, the first appointment, the
 * end. The step stays on record and counts no more; state, days and deadline are derived anew. The receiver that takes its
 * acceptance back takes its acknowledgement of a change of jurisdiction back too; the giver cannot. Throws NotFound, Conflict.
 */
export async function correctStep(
  tx: Tx,
  actor: Actor,
  id: Id<'handover'>,
  { step: stepId, reason, version }: Correction,
  setting: Setting,
): Promise<void> {
  const { clock } = setting
  const acting = demandHandingOver(actor)
  const handover = await lockHandover(tx, actor, id)
  const step = correctable(await stepsOf(tx, id), acting.organisationId)
  if (!step || step.id !== stepId || version !== handover.version)
    throw await doneMeanwhile(tx, handover, version, 'journeys-nothing-to-correct')
  const side = sideOf(handover, acting)
  if (side === 'sender') demandStepOfSender(actor, step.kind)
  else await demandOwn(tx, actor, id, handover.assigned_to)
  if (isBuiltOn(step, side, await findChange(tx, id))) throw new Conflict('journeys-change-acknowledged')
  await tables(tx)
    .insertInto('journey_step_correction')
    .values({
      id: newId<'step-correction'>(clock.now()),
      step_id: step.id,
      handover_id: id,
      controller_id: acting.controllerId,
      organisation_id: acting.organisationId,
      reason,
      corrected_by: actor.userId,
      corrected_at: new Date(clock.now()),
    })
    .execute()
  const { state } = await summariseAnew(tx, handover, setting, { outcome: null })
  if (step.kind === 'accepted')
    await tables(tx)
      .updateTable('handover_jurisdiction_change')
      .set({ acknowledged_on: null, acknowledged_by: null })
      .where('handover_id', '=', id)
      .execute()
  await settleReminders(tx, id, clock.today())
  await record(tx, actor, {
    event: 'journeys.step-corrected',
    subject: id,
    subjectKind: 'journeys.handover',
    details: { step: step.kind, state },
  })
  await announce(tx, {
    event: 'handover.corrected',
    organisationIds: [handover.from_organisation_id, handover.to_organisation_id],
    data: { id, state },
  })
  await announceMove(tx, id)
}
