/** What every action on a hand-over checks first: that it is there, whose side acts, who of the team has it, what was done meanwhile. */
import type { Clock } from '../../kernel/clock.ts'
import type { Day } from '../../kernel/day.ts'
import { Conflict, NotFound } from '../../kernel/errors.ts'
import { type Id, newId } from '../../kernel/ids.ts'
import type { Actor } from '../../platform/access/index.ts'
import type { Tx } from '../../platform/database/index.ts'
import { ChangedMeanwhile } from '../../platform/http/changed.ts'
import { type HandingOver, tables, visibleHandovers } from './access.ts'
import type { Side } from './domain.ts'

/** The row of a hand-over, locked until the transaction ends. Throws NotFound, also for one the actor may not see. */
export async function lockHandover(tx: Tx, actor: Actor, id: Id<'handover'>) {
  const handover = await visibleHandovers(tx, actor)
    .select([
      'id',
      'person_key',
      'from_organisation_id',
      'to_organisation_id',
      'state',
      'prepared_on',
      'offered_on',
      'ended_on',
      'after_until',
      'target_days',
      'assigned_to',
      'last_recorded_at',
      'version',
    ])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!handover) throw new NotFound(`there is no hand-over ${id}`)
  return handover
}

/** Whose side somebody of this organisation takes. */
export const sideOf = (
  handover: { readonly from_organisation_id: Id<'organisation'> },
  { organisationId }: Pick<HandingOver, 'organisationId'>,
): Side => (handover.from_organisation_id === organisationId ? 'sender' : 'receiver')

/**
 * What to throw where a step is not possible any more: who recorded the last step and when, so that whoever comes late
 * knows whom to ask.
 */
export async function doneMeanwhile(tx: Tx, id: Id<'handover'>, otherwise: string): Promise<Conflict> {
  const last = await tables(tx)
    .selectFrom('journey_step')
    .leftJoin('membership', 'membership.id', 'journey_step.recorded_by')
    .select(['journey_step.kind', 'journey_step.recorded_at as at', 'membership.name'])
    .where('handover_id', '=', id)
    .orderBy('recorded_at', 'desc')
    .orderBy('journey_step.id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return last?.name
    ? new ChangedMeanwhile(last.name, last.at, `journeys-meanwhile.${last.kind}`)
    : new Conflict(otherwise)
}

/**
 * Refuses who acts on what somebody else of the team has: after a take-over nothing of the one before goes through any
 * more. Who stands in for the owner is the owner. Throws ChangedMeanwhile with the owner's name.
 */
export async function demandOwn(
  tx: Tx,
  actor: Actor,
  id: Id<'handover'>,
  assignedTo: Id<'user'> | null,
): Promise<void> {
  if (assignedTo === null || assignedTo === actor.userId || assignedTo === actor.actingFor) return
  const owner = await tables(tx)
    .selectFrom('membership')
    .leftJoin('handover_assignment', (join) =>
      join.onRef('handover_assignment.member_id', '=', 'membership.id').on('handover_id', '=', id),
    )
    .select(['membership.name', 'assigned_at as at'])
    .where('membership.id', '=', assignedTo)
    .orderBy('assigned_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  throw new ChangedMeanwhile(owner?.name ?? '', owner?.at ?? new Date(), 'journeys-taken')
}

/** Writes who of the receiving team has it from now on; null: it is back in the inbox of the team. */
export async function insertAssignment(
  tx: Tx,
  actor: Actor,
  { organisationId, controllerId }: HandingOver,
  id: Id<'handover'>,
  memberId: Id<'user'> | null,
  clock: Clock,
): Promise<void> {
  await tables(tx)
    .insertInto('handover_assignment')
    .values({
      id: newId<'handover-assignment'>(clock.now()),
      handover_id: id,
      controller_id: controllerId,
      organisation_id: organisationId,
      member_id: memberId,
      assigned_by: actor.userId,
      assigned_at: new Date(clock.now()),
    })
    .execute()
  await tables(tx).updateTable('handover').set({ assigned_to: memberId }).where('id', '=', id).execute()
}

/** What was reminded of is done: nobody is asked for it any more. */
export async function settleReminders(tx: Tx, id: Id<'handover'>, today: Day): Promise<void> {
  await tables(tx)
    .updateTable('handover_reminder')
    .set({ settled_on: today })
    .where('handover_id', '=', id)
    .where('settled_on', 'is', null)
    .where('stage', '<>', 'revoked')
    .execute()
}
