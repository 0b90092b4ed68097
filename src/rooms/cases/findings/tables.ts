import type { ColumnType } from 'kysely'
import type { Day } from '../../../kernel/day.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../platform/database/index.ts'
import type { NewsKind } from './domain/news.ts'
import type { FindingState, ReturnReason } from './domain/states.ts'

type Fixed<T> = ColumnType<T, T, never>

export type FindingTables = {
  finding_key: { id: number; secret: Buffer; made_at: Date }
  finding: FindingTable
  finding_origin: OriginTable
  finding_news: {
    id: Id<'finding-news'>
    finding_id: Id<'finding'>
    kind: NewsKind
    said_on: Day
    title: string | null
    before_days: number | null
    after_days: number | null
  }
}

type FindingTable = {
  id: Fixed<Id<'finding'>>
  controller_id: Fixed<Id<'organisation'>>
  interface_id: Fixed<Id<'interface'> | null>
  hurdle: Fixed<string>
  quarter: Fixed<Day>
  region_key: Fixed<string | null>
  text: string | null
  state: FindingState
  reason: ReturnReason | null
  told_by: Fixed<'case' | 'person'>
  source_hash: Fixed<Buffer | null>
  decided_on: Day | null
  decided_by: Id<'user'> | null
  topic_title: string | null
  topic_decision_on: Day | null
  simulated: Fixed<boolean>
  version: number
}

type OriginTable = {
  finding_id: Fixed<Id<'finding'>>
  controller_id: Fixed<Id<'organisation'>>
  case_id: Fixed<Id<'case'>>
  author_id: Fixed<Id<'user'>>
  municipality_id: Fixed<Id<'municipality'> | null>
  reported_at: Fixed<Date>
}

/** The part's own view of a transaction: with its tables. */
export const tables = (tx: Tx) => tx.withTables<FindingTables>()
