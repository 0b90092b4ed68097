import type { ColumnType, JSONColumnType } from 'kysely'
import type { Day } from '../../../kernel/day.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../platform/database/index.ts'
import type { CheckEvent, CheckState, Verdict } from './domain/states.ts'

type Fixed<T> = ColumnType<T, T, never>

/** The tables of effect checks. Meaning: COMMENT ON in ../migrations/030_effects.sql. */
export type EffectTables = {
  effect_check: {
    id: Fixed<Id<'effectCheck'>>
    title: string
    measure_id: Fixed<Id<'measure'>>
    interface_id: Fixed<Id<'interface'> | null>
    gap_id: Fixed<Id<'gap'> | null>
    topic_id: Id<'topic'> | null
    starts_on: Day
    towns: string[]
    comparison_towns: string[]
    expected_drop: number | null
    state: CheckState
    verdict: Verdict | null
    release_id: string | null
    public_release_id: string | null
    told_on: Day | null
    told_by: string | null
    confirmed_on: Day | null
    confirmed_by: string | null
    note: string | null
    simulated: Fixed<boolean>
    version: number
    created_at: Fixed<Date>
    changed_at: Date
    changed_by: string | null
  }
  effect_check_change: {
    check_id: Id<'effectCheck'>
    version: number
    event: CheckEvent
    state: CheckState
    verdict: Verdict | null
    release_id: string | null
    changes: JSONColumnType<readonly FieldChange[]>
    note: string | null
    changed_at: Date
    changed_by: string | null
  }
  effect_check_word: { ending: string; subject_id: string; subject_kind: string; at_start: boolean }
}

/** A field before and after, as days, keys and numbers. */
export interface FieldChange {
  readonly field: string
  readonly before: string | null
  readonly after: string | null
}

/** The part's own view of a transaction: with its tables. */
export const tables = (tx: Tx) => tx.withTables<EffectTables>()
