import type { Id } from '../../../kernel/ids.ts'
import { type Actor, may } from '../../../platform/access/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { tables } from '../access.ts'

/** A hand-over of which a consent was revoked, for the team that received it. */
export interface Revoked {
  readonly handoverId: Id<'handover'>
  readonly interfaceId: Id<'interface'>
  readonly reference: string | null
}

/** Those that the receiving team has not opened since. */
export async function revokedFor(tx: Tx, actor: Actor, limit: number): Promise<readonly Revoked[]> {
  if (!may(actor, 'journeys.receive') || actor.organisationId === null) return []
  return await tables(tx)
    .selectFrom('handover_reminder')
    .innerJoin('handover', 'handover.id', 'handover_reminder.handover_id')
    .select(['handover_id as handoverId', 'handover.interface_id as interfaceId', 'handover.reference'])
    .where('stage', '=', 'revoked')
    .where('settled_on', 'is', null)
    .where('handover_reminder.to_organisation_id', '=', actor.organisationId)
    .orderBy('sent_on')
    .limit(limit)
    .execute()
}
