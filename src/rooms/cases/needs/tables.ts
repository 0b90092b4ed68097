import type { ColumnType } from 'kysely'
import type { Day } from '../../../kernel/day.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../platform/database/index.ts'

type Fixed<T> = ColumnType<T, T, never>

export type NeedTables = {
  case_need: {
    id: Fixed<Id<'need'>>
    case_id: Fixed<Id<'case'> | null>
    controller_id: Fixed<Id<'organisation'>>
    recorded_by: Fixed<Id<'organisation'>>
    topic: string
    language: string | null
    target_group: Fixed<string | null>
    municipality_id: Fixed<Id<'municipality'> | null>
    needed_on: Day
    met_on: Day | null
    met_how: 'offer' | 'elsewhere' | null
    offer_id: Id<'offer'> | null
    given_up_on: Day | null
    reason: string | null
    record_lag_days: number
    simulated: Fixed<boolean>
    version: number
    created_at: Fixed<Date>
    created_by: Fixed<Id<'user'> | null>
    changed_at: Date
    changed_by: Id<'user'> | null
  }
}

/** The part's own view of a transaction: with its tables. */
export const tables = (tx: Tx) => tx.withTables<NeedTables>()
