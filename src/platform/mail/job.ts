import type { Updateable } from 'kysely'
import type { Id } from '../../kernel/ids.ts'
import { sql, type Tenant, type Tx } from '../database/index.ts'
import { type Catalogues, createTranslate, isLocale, referenceLocale } from '../i18n/index.ts'
import { enqueue, type JobHandler } from '../jobs/index.ts'
import { readSetting } from '../settings/index.ts'
import { type Composed, type Composing, compose, withoutTokens } from './compose.ts'
import { sendJob } from './send.ts'
import { type MailServer, refusalOf } from './server.ts'
import type { MailTables } from './tables.ts'
import { findUndeliverable } from './undeliverable.ts'
import { type Wording, wordingFor, wordingSetting } from './wording.ts'

export interface Mailing {
  readonly catalogues: Catalogues
  /** Scheme, host and port of tenants that have none of their own. */
  readonly origin: string
  /** Absent: nothing is sent, the outbox keeps what would have been. */
  readonly server?: MailServer
  /** Address that mails come from. */
  readonly from?: string
}

/** How long a mail waits while the server hangs or was just not to be reached. */
const restMs = 60_000

/** Minutes before each further attempt: a server that is down for a night loses nothing. */
export const waitsMinutes: readonly number[] = [1, 5, 15, 60, 120, 240, 480, 720]

/**
 * Writes the text of a mail and hands it to the server. Districts that are demos never send. A failure is noted and tried
 * again later by the queue, unless the server said that it is final. When the process dies between the server's yes and the
 * note, the mail goes out twice under one Message-ID.
 */
export function mailJob(mailing: Mailing): JobHandler {
  return async ({ tx, tenant, clock }, payload) => {
    const { id } = payload as { id: Id<'mail'> }
    const mail = await takeWaiting(tx, id)
    if (!mail) return
    const wording = wordingFor((await readSetting(tx, wordingSetting)).value, mail.locale)
    const composed = composeFor(mailing, tenant, mail, wording)
    await note(tx, id, { subject: composed.subject, body: composed.body })
    if (!mailing.server || !mailing.from || tenant.demo) return
    if (await findUndeliverable(tx, mail.recipient)) {
      await note(tx, id, { state: 'failed', error: 'undeliverable' })
      return
    }
    // No attempt is counted: what is wrong is the server, and this job must leave its place to others.
    if (mailing.server.rests) {
      await enqueue(tx, sendJob, { id }, { runAt: new Date(clock.now() + restMs) })
      return
    }
    try {
      await mailing.server.deliver({
        id,
        from: { name: wording.sender ?? tenant.name, address: mailing.from },
        to: mail.recipient,
        subject: composed.subject,
        text: composed.body,
        unsubscribe: composed.unsubscribe,
      })
    } catch (error) {
      const { code, final } = refusalOf(error)
      const wait = final ? undefined : waitsMinutes[mail.attempts]
      await note(tx, id, { state: wait ? 'waiting' : 'failed', attempts: mail.attempts + 1, error: code })
      if (wait) await enqueue(tx, sendJob, { id }, { runAt: new Date(clock.now() + wait * 60_000) })
      return
    }
    await note(tx, id, {
      state: 'sent',
      attempts: mail.attempts + 1,
      error: null,
      sent_at: new Date(clock.now()),
      body: withoutTokens(composed.body),
      links: withoutTokens(JSON.stringify(mail.links)),
      unsubscribe_path: mail.unsubscribe && withoutTokens(mail.unsubscribe),
    })
  }
}

interface WaitingMail extends Composing {
  readonly recipient: string
  readonly locale: string
  readonly attempts: number
}

/** The language that the owner of an address chose for their account; undefined where no member has it. */
async function localeOfAccount(tx: Tx, address: string): Promise<string | undefined> {
  const { rows } = await sql<{ locale: string }>`
    SELECT account.locale FROM account WHERE account.email = ${address.toLowerCase()}
      AND EXISTS (SELECT FROM membership WHERE membership.account_id = account.id)
  `.execute(tx)
  return rows[0]?.locale
}

/** The mail, when it waits and nobody else is sending it. */
async function takeWaiting(tx: Tx, id: Id<'mail'>): Promise<WaitingMail | undefined> {
  const row = await tx
    .withTables<MailTables>()
    .selectFrom('mail_outbox')
    .selectAll()
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .modifyEnd(sql`FOR UPDATE SKIP LOCKED`)
    .executeTakeFirst()
  return (
    row && {
      recipient: row.recipient,
      template: row.template,
      locale: (row.speaks_receiver && (await localeOfAccount(tx, row.recipient))) || row.locale,
      attempts: row.attempts,
      values: row.template_values as WaitingMail['values'],
      links: row.links as WaitingMail['links'],
      unsubscribe: row.unsubscribe_path,
    }
  )
}

function composeFor({ catalogues, origin }: Mailing, tenant: Tenant, mail: WaitingMail, wording: Wording): Composed {
  const locale = isLocale(mail.locale) ? mail.locale : referenceLocale
  return compose(mail, tenant, tenant.origin ?? origin, createTranslate(locale, catalogues), wording)
}

async function note(tx: Tx, id: Id<'mail'>, change: Updateable<MailTables['mail_outbox']>): Promise<void> {
  await tx.withTables<MailTables>().updateTable('mail_outbox').set(change).where('id', '=', id).execute()
}
