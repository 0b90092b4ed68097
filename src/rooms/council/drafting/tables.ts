import type { ColumnType, Generated } from 'kysely'
import type { Day } from '../../../kernel/day.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { CouncilTables } from '../tables.ts'
import type { Edits } from './domain/assemble.ts'
import type { Composition } from './domain/composition.ts'

/** The tables of drafts. Meaning: COMMENT ON in migrations/010_drafting.sql. */
export type DraftingTables = CouncilTables & {
  paper_draft: DraftTable
  paper_draft_discharge: { draft_id: Id<'paperDraft'>; obligation_id: Id<'obligation'> }
  paper_draft_version: VersionTable
}

export const draftEvents = [
  'composed',
  'edited',
  'restored',
  'recomposed',
  'headed',
  'submitted',
  'returned',
  'released',
] as const
export type DraftEvent = (typeof draftEvents)[number]

type Fixed<T> = ColumnType<T, T, never>

interface DraftTable {
  id: Fixed<Id<'paperDraft'>>
  paper_id: Fixed<Id<'paper'>>
  obligation_id: Fixed<Id<'obligation'>>
  previous_paper_id: Id<'paper'> | null
  reference_day: Day
  snapshot_id: Id<'snapshot'> | null
  discharged_by: 'release' | 'hand'
  version: number
  created_at: Generated<Date>
  changed_at: Date
  changed_by: string | null
}

interface VersionTable {
  draft_id: Fixed<Id<'paperDraft'>>
  number: Fixed<number>
  event: Fixed<DraftEvent>
  composition: ColumnType<Composition, string, never>
  edits: ColumnType<Edits, string, never>
  note: Fixed<string | null>
  recorded_at: Fixed<Date>
  recorded_by: Fixed<string | null>
}
