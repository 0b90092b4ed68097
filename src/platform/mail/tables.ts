import type { Generated } from 'kysely'
import type { Id } from '../../kernel/ids.ts'

export type MailState = 'waiting' | 'sent' | 'failed'

export const mailStates = ['waiting', 'sent', 'failed'] as const satisfies readonly MailState[]

export type MailTables = {
  mail_outbox: {
    id: Id<'mail'>
    recipient: string
    /** `<room>.<name>`; its texts are `<room>.mail.<name>.subject` and `.body`. */
    template: string
    locale: string
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
}
