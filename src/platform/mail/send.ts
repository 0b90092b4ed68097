import { type Id, newId } from '../../kernel/ids.ts'
import type { Tx } from '../database/index.ts'
import type { Locale } from '../i18n/index.ts'
import { enqueue } from '../jobs/index.ts'
import type { MailTables } from './tables.ts'

export interface Mail {
  /** One address. */
  readonly to: string
  /** `<room>.<name>`: the texts are `<room>.mail.<name>.subject` and `<room>.mail.<name>.body`. */
  readonly template: `${string}.${string}`
  readonly locale: Locale
  /** The language of the account with this address goes before `locale`: for mails to addresses that somebody entered. */
  readonly speaksReceiver?: boolean
  /** What the texts name, formatted for their language; no personal data. `district` is there without being given. */
  readonly values?: Readonly<Record<string, string | number>>
  /** Addresses below the tenant by the name the texts call them; they become whole. Secrets belong here and nowhere else. */
  readonly links?: Readonly<Record<string, string>>
  /** Page below the tenant on which the receiver ends such mails: goes into the header and below the text. */
  readonly unsubscribe?: string
  /** What it is about, for the list of the administrators. */
  readonly about?: { readonly kind: string; readonly id: string }
}

/** Name of the job that writes the text and sends. */
export const sendJob = 'platform.send-mail'

const anAddress = /^[^\s@,;:<>"()[\]\\]+@[^\s@,;:<>"()[\]\\]+$/

/**
 * Puts a mail into the outbox, in the transaction of what it tells of: it is sent exactly when that has happened. Throws
 * RangeError when `to` is not one address, which forms have checked before. Returns its id.
 */
export async function sendMail(tx: Tx, mail: Mail, now: number = Date.now()): Promise<Id<'mail'>> {
  if (!anAddress.test(mail.to)) throw new RangeError('a mail goes to one address')
  const id = newId<'mail'>(now)
  await tx
    .withTables<MailTables>()
    .insertInto('mail_outbox')
    .values({
      id,
      recipient: mail.to,
      template: mail.template,
      locale: mail.locale,
      speaks_receiver: mail.speaksReceiver ?? false,
      template_values: JSON.stringify(mail.values ?? {}),
      links: JSON.stringify(mail.links ?? {}),
      unsubscribe_path: mail.unsubscribe ?? null,
      about_kind: mail.about?.kind ?? null,
      about_id: mail.about?.id ?? null,
      error: null,
      subject: null,
      body: null,
      created_at: new Date(now),
      sent_at: null,
    })
    .execute()
  await enqueue(tx, sendJob, { id })
  return id
}
