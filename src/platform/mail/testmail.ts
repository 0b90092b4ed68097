import { Conflict } from '../../kernel/errors.ts'
import type { Actor } from '../access/index.ts'
import { record } from '../audit/index.ts'
import { sql, type Tx } from '../database/index.ts'
import { sendMail } from './send.ts'

/** Test mails of one member within an hour. */
const testsPerHour = 3

/**
 * Sends a mail to the member who asks, to see whether mails arrive and how they look. Throws Conflict with
 * `mail-test-too-often`, `mail-no-address` (a role of a demo has none).
 */
export async function sendTestMail(tx: Tx, actor: Actor, now: number): Promise<void> {
  const { rows } = await sql<{ email: string | null; sent: number }>`
    SELECT membership.email, (
      SELECT count(*) FROM mail_outbox
      WHERE template = 'mail.test' AND about_id = membership.id AND created_at > ${new Date(now - 3_600_000)}
    ) AS sent
    FROM membership WHERE membership.id = ${actor.userId}
  `.execute(tx)
  const me = rows[0]
  if (!me?.email) throw new Conflict('mail-no-address')
  if (me.sent >= testsPerHour) throw new Conflict('mail-test-too-often')
  await sendMail(
    tx,
    { to: me.email, template: 'mail.test', locale: actor.locale, about: { kind: 'member', id: actor.userId } },
    now,
  )
  await record(tx, actor, { event: 'mail.test-sent', subjectKind: 'mail' })
}
