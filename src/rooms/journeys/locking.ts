/** What every action on a hand-over checks first: that it is there, whose side acts, who of the team has it, what was done meanwhile. */
import type { Clock } from '../../kernel/clock.ts'
import type { Day } from '../../kernel/day.ts'
import { Conflict, NotFound } from '../../kernel/errors.ts'
import { type Id, newId } from '../../kernel/ids.ts'
import type { Actor } from '../../platform/access/index.ts'
import { sql, type Tx } from '../../platform/database/index.ts'
import { ChangedMeanwhile } from '../../platform/http/changed.ts'
import { type HandingOver, tables, visibleHandovers } from './access.ts'
import type { HandoverKind, Side } from './domain.ts'

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

/** A deed that moves the version of a hand-over. */
type DoneDeed = HandoverKind | 'corrected' | 'booked' | 'missed' | 'moved' | 'cancelled' | 'after'

/**
 * What to throw where something is not possible any more: who did what last and when, so that whoever comes late knows whom to
 * ask. `seen`: the version that the page showed. Where nothing was done since, or by nobody with an account, `otherwise` says it.
 */
export async function doneMeanwhile(
  tx: Tx,
  { id, version }: { readonly id: Id<'handover'>; readonly version: number },
  seen: number | undefined,
  otherwise: string,
): Promise<Conflict> {
  const last = seen === version ? undefined : await lastDeedOf(tx, id)
  return last?.name
    ? new ChangedMeanwhile(last.name, last.at, `journeys-meanwhile.${last.deed}`)
    : new Conflict(otherwise)
}

/** The last deed of those that count. What became of a booking counts where no step closed it: then the step is the deed. */
async function lastDeedOf(
  tx: Tx,
  id: Id<'handover'>,
): Promise<{ readonly deed: DoneDeed; readonly at: Date; readonly name: string | null } | undefined> {
  const { rows } = await sql<{ deed: DoneDeed; at: Date; name: string | null }>`
    SELECT deed, at, membership.name FROM (
      SELECT kind AS deed, recorded_at AS at, recorded_by AS by FROM journey_step
      WHERE handover_id = ${id} AND NOT EXISTS (SELECT FROM journey_step_correction WHERE step_id = journey_step.id)
      UNION ALL
      SELECT 'corrected', corrected_at, corrected_by FROM journey_step_correction WHERE handover_id = ${id}
      UNION ALL
      SELECT 'booked', booked_at, booked_by FROM handover_appointment WHERE handover_id = ${id}
      UNION ALL
      SELECT handover_appointment.state, settled_at, settled_by
      FROM handover_appointment JOIN handover ON handover.id = handover_id
      WHERE handover_id = ${id} AND handover.state = 'accepted'
        AND handover_appointment.state IN ('missed', 'moved', 'cancelled')
      UNION ALL
      SELECT 'after', set_at, set_by FROM handover_after WHERE handover_id = ${id}
    ) AS done LEFT JOIN membership ON membership.id = done.by
    ORDER BY at DESC, deed = 'booked' DESC LIMIT 1`.execute(tx)
  return rows[0]
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
