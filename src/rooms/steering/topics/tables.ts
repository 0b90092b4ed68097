import type { ColumnType, JSONColumnType } from 'kysely'
import type { Day } from '../../../kernel/day.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../platform/database/index.ts'
import type { Cell } from './domain/cells.ts'
import type { ChangeKind, Frequency, Level, Severity } from './domain/kinds.ts'
import type { TopicState } from './domain/states.ts'

type Fixed<T> = ColumnType<T, T, never>

/** The tables of topics. Meaning: COMMENT ON in ../migrations/001_topics.sql. */
export type TopicTables = {
  topic_counter: { id: number; last: number }
  topic: TopicTable
  topic_cell: CellColumns & { topic_id: Id<'topic'> }
  topic_municipality: { topic_id: Id<'topic'>; municipality_id: Id<'municipality'> }
  topic_change: ChangeTable
  topic_change_cells: { change_id: Id<'topic-change'>; cells: JSONColumnType<readonly Cell[]> }
  topic_notice: CellColumns & { noticed_on: Day }
  topic_arrival: { topic_id: Id<'topic'>; arrived_on: Day }
  topic_word: { ending: string; subject_id: string; subject_kind: string; at_start: boolean }
}

type CellColumns = {
  interface_id: Id<'interface'> | null
  hurdle: string
  quarter: Day
  region_key: string | null
}

type TopicTable = {
  id: Fixed<Id<'topic'>>
  number: Fixed<number>
  title: string
  description: string | null
  state: TopicState
  state_since: Day
  frequency: Frequency | null
  severity: Severity | null
  levels: Level[]
  district_wide: boolean
  assessment: string | null
  assessed_on: Day | null
  body_id: Id<'body'> | null
  responsible_id: Id<'organisation'> | null
  due_on: Day | null
  assigned_on: Day | null
  merged_into: Id<'topic'> | null
  split_from: Fixed<Id<'topic'> | null>
  simulated: Fixed<boolean>
  version: number
  created_at: Fixed<Date>
  changed_at: Date
  changed_by: string | null
}

type ChangeTable = {
  id: Id<'topic-change'>
  topic_id: Id<'topic'>
  number: number
  kind: ChangeKind
  said_at: Date
  said_by: string | null
  state: TopicState
  state_before: TopicState | null
  other_id: Id<'topic'> | null
  undoes: Id<'topic-change'> | null
  changes: JSONColumnType<readonly FieldChange[]>
  note: string | null
}

/** A field before and after, as codes, days and ids: words are found when it is read. */
export interface FieldChange {
  readonly field: string
  readonly before: string | readonly string[] | null
  readonly after: string | readonly string[] | null
}

/** The part's own view of a transaction: with its tables. */
export const tables = (tx: Tx) => tx.withTables<TopicTables>()
