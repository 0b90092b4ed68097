import type { Generated } from 'kysely'
import type { Id } from '../../kernel/ids.ts'
import type { Tx } from '../database/index.ts'
import type { TextLocale, TextPage } from './texts.ts'

export const feedbackStates = ['new', 'inProgress', 'answered', 'closed'] as const
export type FeedbackState = (typeof feedbackStates)[number]

type ImprintTables = {
  public_text: {
    page: TextPage
    locale: TextLocale
    version: number
    /** Null: the program's text. */
    body: string | null
    easy_language: string | null
    sign_language: string | null
    changed_at: Date
    changed_by: Id<'user'> | null
  }
  accessibility_feedback: {
    id: Id<'feedback'>
    message: string
    about: string | null
    contact: string | null
    locale: string
    received_at: Date
    state: Generated<FeedbackState>
    note: string | null
    handled_at: Date | null
    handled_by: Id<'user'> | null
    version: Generated<number>
  }
}

/** The part's own view of a transaction: with its tables. */
export const tables = (tx: Tx) => tx.withTables<ImprintTables>()
