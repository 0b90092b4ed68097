import type { ColumnType, JSONColumnType } from 'kysely'
import type { Day } from '../../../kernel/day.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../platform/database/index.ts'
import type { ChangeEvent, GapKind, GapState, Priority } from './domain/states.ts'

type Fixed<T> = ColumnType<T, T, never>

/** What can close a gap. */
export const closerKinds = ['offer', 'measure'] as const
export type CloserKind = (typeof closerKinds)[number]

/** The tables of the gap register. Meaning: COMMENT ON in ../migrations/020_gaps.sql. */
export type GapTables = {
  gap_counter: { id: number; last: number }
  gap: {
    id: Fixed<Id<'gap'>>
    number: Fixed<number>
    kind: GapKind
    title: string
    description: string | null
    topic: string
    municipality_id: Id<'municipality'> | null
    target_group: string | null
    language: string | null
    state: GapState
    state_since: Day
    priority: Priority | null
    due_on: Day | null
    reason: string | null
    closed_by_kind: CloserKind | null
    closed_by_id: string | null
    closing_on: Day | null
    closing_by: string | null
    closed_on: Day | null
    verified_by: string | null
    simulated: Fixed<boolean>
    version: number
    created_at: Fixed<Date>
    changed_at: Date
    changed_by: string | null
  }
  gap_evidence: { gap_id: Id<'gap'>; release_id: string; added_at: Date; added_by: string | null }
  gap_change: {
    gap_id: Id<'gap'>
    version: number
    event: ChangeEvent
    state: GapState
    state_before: GapState | null
    changes: JSONColumnType<readonly FieldChange[]>
    note: string | null
    changed_at: Date
    changed_by: string | null
  }
  gap_word: { ending: string; subject_id: string; subject_kind: string; at_start: boolean }
}

/** A field before and after, as codes, days and ids: words are found when it is read. */
export interface FieldChange {
  readonly field: string
  readonly before: string | null
  readonly after: string | null
}

/** The part's own view of a transaction: with its tables. */
export const tables = (tx: Tx) => tx.withTables<GapTables>()
