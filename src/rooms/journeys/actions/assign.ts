import { Conflict, Invalid } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import { type Actor, demand } from '../../../platform/access/index.ts'
import { record } from '../../../platform/audit/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { ChangedMeanwhile } from '../../../platform/http/changed.ts'
import { demandHandingOver, tables } from '../access.ts'
import type { Setting } from '../adding.ts'
import { insertAssignment, lockHandover, sideOf } from '../locking.ts'
import { type TeamMember, teamOf } from '../team.ts'

export interface Assignment {
  /** Who has it from now on; null puts it back into the inbox of the team. */
  readonly memberId: Id<'user'> | null
  /** Who had it when the page was shown: somebody who saw another state is told who has it now. */
  readonly seen: Id<'user'> | null
}

/**
 * Takes a hand-over over, gives it to a colleague or lets go of it, as the receiving team. Throws NotFound, Invalid for
 * somebody who is not of the team, ChangedMeanwhile when somebody else took it first.
 */
export async function assignHandover(
  tx: Tx,
  actor: Actor,
  id: Id<'handover'>,
  { memberId, seen }: Assignment,
  { clock }: Setting,
): Promise<void> {
  demand(actor, 'journeys.receive')
  const acting = demandHandingOver(actor)
  const handover = await lockHandover(tx, actor, id)
  if (sideOf(handover, acting) !== 'receiver') throw new Conflict('journeys-not-yours')
  if (handover.assigned_to !== seen) throw await takenMeanwhile(tx, id)
  if (handover.assigned_to === memberId) return
  // Who stands in for somebody of the team takes what is theirs under the own name.
  const isOfTeam = (team: readonly TeamMember[]) => team.some((member) => member.id === memberId)
  if (
    memberId !== null &&
    memberId !== actor.userId &&
    !isOfTeam(await teamOf(tx, acting.organisationId, clock.today()))
  )
    throw new Invalid([{ field: 'member', code: 'not-an-option' }])
  await insertAssignment(tx, actor, acting, id, memberId, clock)
  await record(tx, actor, {
    event: memberId === null ? 'journeys.handover-released' : 'journeys.handover-assigned',
    subject: id,
    subjectKind: 'journeys.handover',
    details: { member: memberId, before: handover.assigned_to },
  })
}

/** Who changed the assignment last, and when. */
async function takenMeanwhile(tx: Tx, id: Id<'handover'>): Promise<Conflict> {
  const last = await tables(tx)
    .selectFrom('handover_assignment')
    .leftJoin('membership', 'membership.id', 'handover_assignment.assigned_by')
    .select(['assigned_at as at', 'membership.name', 'member_id'])
    .where('handover_id', '=', id)
    .orderBy('assigned_at', 'desc')
    .orderBy('handover_assignment.id', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!last?.name) return new Conflict('conflict')
  return new ChangedMeanwhile(last.name, last.at, last.member_id ? 'journeys-assigned' : 'journeys-released')
}
