import type { Id } from '../../kernel/ids.ts'
import type { Actor } from '../access/index.ts'
import { record } from '../audit/index.ts'
import type { Tx } from '../database/index.ts'
import { getMail } from './outbox.ts'
import type { MailTables, UndeliverableReason } from './tables.ts'

export interface Undeliverable {
  readonly reason: UndeliverableReason
  readonly markedAt: Date
}

/** Whether an address was marked, and why. */
export async function findUndeliverable(tx: Tx, address: string): Promise<Undeliverable | undefined> {
  const row = await tx
    .withTables<MailTables>()
    .selectFrom('mail_undeliverable')
    .select(['reason', 'marked_at'])
    .where('address', '=', address.toLowerCase())
    .executeTakeFirst()
  return row && { reason: row.reason, markedAt: row.marked_at }
}

/**
 * Marks the address of a mail after a bounce came back: nothing is sent there any more. The address stands in no audit entry;
 * the mail it is known from does. Throws NotFound.
 */
export async function markUndeliverable(
  tx: Tx,
  actor: Actor,
  id: Id<'mail'>,
  reason: UndeliverableReason,
  now: number,
): Promise<void> {
  const mail = await getMail(tx, id)
  await tx
    .withTables<MailTables>()
    .insertInto('mail_undeliverable')
    .values({ address: mail.recipient.toLowerCase(), reason, marked_at: new Date(now), marked_by: actor.userId })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await record(tx, actor, { event: 'mail.address-marked', subject: id, subjectKind: 'mail', details: { reason } })
}

/** Takes the mark off the address of a mail. Throws NotFound. */
export async function clearUndeliverable(tx: Tx, actor: Actor, id: Id<'mail'>): Promise<void> {
  const mail = await getMail(tx, id)
  await tx
    .withTables<MailTables>()
    .deleteFrom('mail_undeliverable')
    .where('address', '=', mail.recipient.toLowerCase())
    .execute()
  await record(tx, actor, { event: 'mail.address-cleared', subject: id, subjectKind: 'mail' })
}
