import type { Day } from '../../../kernel/day.ts'
import type { Id } from '../../../kernel/ids.ts'
import { type Actor, demand } from '../../../platform/access/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { tables } from '../access.ts'

/** A hand-over that waits too long, as the heads of the teams see it: through which interface, between whom, since when. */
export interface Escalation {
  readonly id: Id<'handover-reminder'>
  readonly interfaceId: Id<'interface'>
  readonly fromOrganisationId: Id<'organisation'>
  readonly toOrganisationId: Id<'organisation'>
  readonly replyBy: Day
  readonly sentOn: Day
}

/** What is escalated and not settled, longest first, with the number of all. */
export async function listEscalations(
  tx: Tx,
  actor: Actor,
  limit: number,
  offset = 0,
): Promise<{ rows: readonly Escalation[]; total: number }> {
  demand(actor, 'journeys.follow-escalations')
  const open = tables(tx)
    .selectFrom('handover_reminder')
    .where('stage', '=', 'escalation')
    .where('settled_on', 'is', null)
  const { total } = await open.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await open
    .select([
      'id',
      'interface_id as interfaceId',
      'from_organisation_id as fromOrganisationId',
      'to_organisation_id as toOrganisationId',
      'reply_by as replyBy',
      'sent_on as sentOn',
    ])
    .orderBy('reply_by')
    .orderBy('id')
    .limit(limit)
    .offset(offset)
    .execute()
  return { rows, total }
}
