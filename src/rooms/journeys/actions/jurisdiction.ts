import type { Day } from '../../../kernel/day.ts'
import { Conflict, NotFound } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import { record } from '../../../platform/audit/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { demandHandingOver, tables } from '../access.ts'
import type { Setting } from '../adding.ts'
import { demandOwn, lockHandover, sideOf } from '../locking.ts'

/** The change of jurisdiction of a hand-over (Wechsel des Rechtskreises). */
export interface JurisdictionChange {
  readonly fromId: Id<'jurisdiction'>
  readonly toId: Id<'jurisdiction'>
  readonly effectiveOn: Day
  readonly openItems: string | null
  readonly acknowledgedOn: Day | null
  readonly acknowledgedBy: Id<'user'> | null
}

/** The change that comes with a hand-over the caller may see. */
export async function findChange(tx: Tx, id: Id<'handover'>): Promise<JurisdictionChange | undefined> {
  return await tables(tx)
    .selectFrom('handover_jurisdiction_change')
    .select([
      'from_jurisdiction_id as fromId',
      'to_jurisdiction_id as toId',
      'effective_on as effectiveOn',
      'open_items as openItems',
      'acknowledged_on as acknowledgedOn',
      'acknowledged_by as acknowledgedBy',
    ])
    .where('handover_id', '=', id)
    .executeTakeFirst()
}

/** The changes that come with several hand-overs the caller may see, by hand-over. */
export async function changesOf(
  tx: Tx,
  ids: readonly Id<'handover'>[],
): Promise<ReadonlyMap<Id<'handover'>, JurisdictionChange>> {
  if (ids.length === 0) return new Map()
  const rows = await tables(tx)
    .selectFrom('handover_jurisdiction_change')
    .select([
      'handover_id',
      'from_jurisdiction_id as fromId',
      'to_jurisdiction_id as toId',
      'effective_on as effectiveOn',
      'open_items as openItems',
      'acknowledged_on as acknowledgedOn',
      'acknowledged_by as acknowledgedBy',
    ])
    .where('handover_id', 'in', ids)
    .execute()
  return new Map(rows.map(({ handover_id: id, ...change }) => [id, change]))
}

/**
 * Acknowledges the change of jurisdiction after the hand-over was accepted, as the receiving side: for acceptances that the
 * giving side recorded. Throws NotFound without a change, Conflict before the acceptance or when it was acknowledged.
 */
export async function acknowledgeChange(tx: Tx, actor: Actor, id: Id<'handover'>, setting: Setting): Promise<void> {
  const acting = demandHandingOver(actor)
  const handover = await lockHandover(tx, actor, id)
  const change = await findChange(tx, id)
  if (!change || sideOf(handover, acting) !== 'receiver') throw new NotFound('there is no change of jurisdiction')
  if (change.acknowledgedOn || !['accepted', 'firstAppointment', 'completed'].includes(handover.state))
    throw new Conflict('journeys-change-not-open')
  await demandOwn(tx, actor, id, handover.assigned_to)
  await acknowledgeWith(tx, actor, id, setting)
}

/** Writes the acknowledgement and its audit entry. */
export async function acknowledgeWith(tx: Tx, actor: Actor, id: Id<'handover'>, { clock }: Setting): Promise<void> {
  await tables(tx)
    .updateTable('handover_jurisdiction_change')
    .set({ acknowledged_on: clock.today(), acknowledged_by: actor.userId })
    .where('handover_id', '=', id)
    .execute()
  await record(tx, actor, {
    event: 'journeys.jurisdiction-acknowledged',
    subject: id,
    subjectKind: 'journeys.handover',
  })
}
