import type { Clock } from '../../../../kernel/clock.ts'
import { NotFound } from '../../../../kernel/errors.ts'
import { type Id, isId, newPublicId } from '../../../../kernel/ids.ts'
import { type Actor, demand } from '../../../../platform/access/index.ts'
import { record } from '../../../../platform/audit/index.ts'
import type { Tx } from '../../../../platform/database/index.ts'
import { enqueue } from '../../../../platform/jobs/index.ts'
import { demandKeeping } from '../../access.ts'
import { stateOf } from '../domain/validity.ts'
import { announceBases } from '../news.ts'
import { getBasis } from '../queries/bases.ts'
import { tables } from '../tables.ts'

/** Name of the job that writes to the recipient's people. */
export const tellJob = 'people.tell-revocation'

/**
 * Ends a basis at once: from the commit on nothing new passes by it, and whoever reads what passed before sees that it was
 * revoked. The recipient is told in the same transaction, unless it never held. Doing it twice changes nothing; no version is
 * asked for, since a revocation must not fail because somebody else was faster. Throws NotFound.
 */
export async function revokeBasis(
  tx: Tx,
  actor: Actor,
  { personId, id }: { readonly personId: Id<'person'>; readonly id: string },
  { clock }: { readonly clock: Clock },
): Promise<void> {
  const { controllerId } = demandKeeping(actor)
  const basis = await getBasis(tx, actor, personId, id)
  const today = clock.today()
  const at = new Date(clock.now())
  const ended = await tables(tx)
    .updateTable('transfer_basis')
    .set(({ eb }) => ({ revoked_on: today, revoked_at: at, version: eb('version', '+', 1) }))
    .where('id', '=', basis.id)
    .where('controller_id', '=', controllerId)
    .where('revoked_at', 'is', null)
    .returning(['given_on', 'valid_until'])
    .executeTakeFirst()
  if (!ended) return
  const before = stateOf({ givenOn: ended.given_on, validUntil: ended.valid_until, revokedOn: null }, today)
  const isDraft = before === 'draft'
  await record(tx, actor, {
    event: isDraft ? 'people.basis-discarded' : 'people.basis-revoked',
    subject: basis.id,
    subjectKind: 'people.basis',
    details: { kind: basis.kind, purpose: basis.purpose, recipient: basis.recipientId, was: before },
  })
  if (isDraft) return
  await tables(tx)
    .insertInto('transfer_basis_notice')
    .values({
      id: newPublicId<'basis-notice'>(),
      basis_id: basis.id,
      controller_id: controllerId,
      recipient_organisation_id: basis.recipientId,
      kind: 'revoked',
      created_at: at,
      seen_at: null,
      seen_by: null,
    })
    .execute()
  await enqueue(tx, tellJob, { basis: basis.id })
  await announceBases(tx, basis.personId)
}

/** Notes that the recipient has read of a revocation. Throws NotFound for one that does not concern the actor's organisation. */
export async function takeNote(tx: Tx, actor: Actor, id: string, { clock }: { readonly clock: Clock }): Promise<void> {
  demand(actor, 'people.receive-notices')
  if (!isId(id)) throw new NotFound('not an id')
  const seen = await tables(tx)
    .updateTable('transfer_basis_notice')
    .set({ seen_at: new Date(clock.now()), seen_by: actor.userId })
    .where('id', '=', id as Id<'basis-notice'>)
    .where('recipient_organisation_id', '=', actor.organisationId)
    .where('seen_at', 'is', null)
    .executeTakeFirst()
  if (seen.numUpdatedRows === 1n) {
    await record(tx, actor, { event: 'people.basis-notice-seen', subject: id, subjectKind: 'people.basis-notice' })
    return
  }
  const known = await tables(tx)
    .selectFrom('transfer_basis_notice')
    .select('id')
    .where('id', '=', id as Id<'basis-notice'>)
    .where('recipient_organisation_id', '=', actor.organisationId)
    .executeTakeFirst()
  if (!known) throw new NotFound(`there is no notice ${id}`)
}
