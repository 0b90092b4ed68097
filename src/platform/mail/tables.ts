import type { Generated } from 'kysely'
import type { Id } from '../../kernel/ids.ts'

/** What a bounce said; words below `mail.undeliverable.reason.`. */
export const undeliverableReasons = ['unknown', 'full', 'left', 'refused'] as const
export type UndeliverableReason = (typeof undeliverableReasons)[number]

export type MailState = 'waiting' | 'sent' | 'failed'

export const mailStates = ['waiting', 'sent', 'failed'] as const satisfies readonly MailState[]

export type MailTables = {
  mail_outbox: {
    id: Id<'mail'>
    recipient: string
    /** `<room>.<name>`; its texts are `<room>.mail.<name>.subject` and `.body`. */
    template: string
    locale: string
    /** The language of the receiver's account goes before. */
    speaks_receiver: Generated<boolean>
    template_values: unknown
    links: unknown
    unsubscribe_path: string | null
    about_kind: string | null
    about_id: string | null
    state: Generated<MailState>
    attempts: Generated<number>
    /** A code; its words stand below `mail.error.`. */
    error: string | null
    subject: string | null
    body: string | null
    created_at: Date
    sent_at: Date | null
  }
  mail_undeliverable: {
    address: string
    reason: UndeliverableReason
    marked_at: Date
    marked_by: Id<'user'> | null
  }
}
