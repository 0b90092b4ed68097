import type { Id } from '../../kernel/ids.ts'
import type { Tx } from '../database/index.ts'
import type { Entry, ListEvent } from './model.ts'

type CodelistTables = {
  codelist_version: {
    list: string
    version: number
    entries: unknown
    event: ListEvent
    subject: string | null
    reason: string | null
    changed_at: Date
    changed_by: Id<'user'> | null
  }
  codelist_merge: {
    id: Id<'codelist-merge'>
    list: string
    version: number
    from_key: string
    into_key: string
    moved: unknown
    undone_in: number | null
  }
}

/** The part's own view of a transaction: with its tables. */
export const tables = (tx: Tx) => tx.withTables<CodelistTables>()

/** What a version holds; written by this program only. */
export const entriesOf = (stored: unknown): readonly Entry[] => stored as readonly Entry[]
