import { Conflict, NotFound } from '../../kernel/errors.ts'
import type { Id } from '../../kernel/ids.ts'
import type { Actor } from '../access/index.ts'
import { record } from '../audit/index.ts'
import { sql, type Tx } from '../database/index.ts'
import { enqueue } from '../jobs/index.ts'
import { withoutTokens } from './compose.ts'
import { sendJob } from './send.ts'
import type { MailState, MailTables } from './tables.ts'

/** A mail as the list of the administrators shows it. */
export interface MailLine {
  readonly id: Id<'mail'>
  readonly recipient: string
  readonly template: string
  /** Null until the job has written it. */
  readonly subject: string | null
  readonly state: MailState
  readonly attempts: number
  readonly error: string | null
  readonly createdAt: Date
  readonly sentAt: Date | null
}

export interface SeenMail extends MailLine {
  readonly body: string | null
}

export const mailsPerPage = 50

/** One page of the outbox, newest first, with the number of all that match (counted up to 10,000). `page` counts from 1. */
export async function listMails(
  tx: Tx,
  state: MailState | undefined,
  page: number,
): Promise<{ readonly lines: readonly MailLine[]; readonly total: number }> {
  let query = tx.withTables<MailTables>().selectFrom('mail_outbox')
  if (state) query = query.where('state', '=', state)
  const counted = query.select(sql`1`.as('one')).limit(10_000)
  const { rows } = await sql<{ total: number }>`SELECT count(*) AS total FROM (${counted}) AS counted`.execute(tx)
  const found = await query
    .selectAll()
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(mailsPerPage)
    .offset((page - 1) * mailsPerPage)
    .execute()
  return { lines: found.map(toMail), total: rows[0]?.total ?? 0 }
}

/** Throws NotFound. */
export async function getMail(tx: Tx, id: Id<'mail'>): Promise<SeenMail> {
  const row = await tx
    .withTables<MailTables>()
    .selectFrom('mail_outbox')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw new NotFound('mail')
  return toMail(row)
}

/** Lets a mail that waits or failed be tried at once. Throws NotFound, Conflict when it was sent. */
export async function sendAgain(tx: Tx, actor: Actor, id: Id<'mail'>): Promise<void> {
  const mail = await getMail(tx, id)
  if (mail.state === 'sent') throw new Conflict('mail-sent')
  await tx
    .withTables<MailTables>()
    .updateTable('mail_outbox')
    .set({ state: 'waiting', attempts: 0, error: null })
    .where('id', '=', id)
    .execute()
  await enqueue(tx, sendJob, { id })
  await record(tx, actor, { event: 'mail.sent-again', subject: id, subjectKind: 'mail' })
}

/**
 * Mails whose link is for nobody but their receiver, not even while they wait: with the link to a new password an administrator
 * would get into an account that another district trusts too.
 */
const ownersOnly = new Set(['identity.forgotten'])

function toMail(row: {
  readonly id: Id<'mail'>
  readonly recipient: string
  readonly template: string
  readonly subject: string | null
  readonly body: string | null
  readonly state: MailState
  readonly attempts: number
  readonly error: string | null
  readonly created_at: Date
  readonly sent_at: Date | null
}): SeenMail {
  const { id, recipient, template, subject, state, attempts, error } = row
  const body = row.body !== null && ownersOnly.has(template) ? withoutTokens(row.body) : row.body
  return {
    id,
    recipient,
    template,
    subject,
    body,
    state,
    attempts,
    error,
    createdAt: row.created_at,
    sentAt: row.sent_at,
  }
}
