import { z } from 'zod'
import type { Id } from '../../kernel/ids.ts'
import { record } from '../audit/index.ts'
import { openSecret, type Secrets, sealSecret } from '../config/index.ts'
import { type Database, inTenant, sql, type Tenant } from '../database/index.ts'
import type { Locale } from '../i18n/index.ts'
import { enqueue, type JobHandler } from '../jobs/index.ts'
import { sendMail } from '../mail/index.ts'
import { createLink } from './links.ts'

/** Name of the job that looks whether somebody has the address, and writes to them. */
export const forgottenJob = 'platform.password-forgotten'

const purpose = 'password-forgotten'

const linkHours = 1

/** So many links of an account may hold at once: who asks in another's name fills no mailbox and takes no link away. */
const mostLinks = 3

/**
 * Somebody asks for a link to set a new password. Nothing is looked up here: the answer and its time are the same whoever
 * has the address. What was typed is sealed, because queues are read when something is wrong.
 */
export async function askForPasswordLink(db: Database, tenant: Tenant, secrets: Secrets, email: string): Promise<void> {
  const sealed = sealSecret(secrets, purpose, email)
  await inTenant(db, tenant, 'system', (tx) => enqueue(tx, forgottenJob, { sealed }))
}

const Payload = z.object({ sealed: z.string() })

/** Sends the link to a member who works here today and has a password; to anybody else nothing. */
export function passwordForgotten(secrets: Secrets): JobHandler {
  return async ({ tx, tenant, clock }, payload) => {
    const email = openSecret(secrets, purpose, Payload.parse(payload).sealed).toString('utf8')
    const now = clock.now()
    const { rows } = await sql<{ id: Id<'user'>; account_id: Id<'account'>; locale: Locale; links: number }>`
      SELECT m.id, m.account_id, a.locale, (
        SELECT count(*)::integer FROM one_time_link AS l
        WHERE l.account_id = m.account_id AND l.tenant = ${tenant.key} AND l.purpose = 'reset' AND l.created_by IS NULL
          AND l.used_at IS NULL AND l.revoked_at IS NULL AND l.expires_at > ${new Date(now)}
      ) AS links
      FROM account AS a
      JOIN membership AS m ON m.account_id = a.id
      JOIN credential AS c ON c.account_id = a.id AND c.kind = 'password'
      WHERE a.email = ${email} AND m.accepted_at IS NOT NULL AND m.deactivated_at IS NULL
        AND EXISTS (SELECT FROM access_grants(m.id, ${clock.today()}::date))
    `.execute(tx)
    const member = rows[0]
    if (!member || member.links >= mostLinks) return
    const link = await createLink(tx, tenant, 'reset', member.account_id, null, now, {
      hours: linkHours,
      keepsEarlier: true,
    })
    await record(tx, 'system', { event: 'identity.link-asked', subject: member.id, details: { purpose: 'reset' } })
    await sendMail(
      tx,
      { to: email, template: 'identity.forgotten', locale: member.locale, links: { set: link.path } },
      now,
    )
  }
}
