import type { Day } from '../../kernel/day.ts'
import type { Id } from '../../kernel/ids.ts'
import type { HoldReason, ReleaseCode, RunState, StopCode } from './domain.ts'
import type { ErasedCounts, RetentionAction } from './kind.ts'

/** A period in columns: one of the two, or none where nothing is ever due. */
interface PeriodColumns {
  period_months: number | null
  period_days: number | null
}

/** Tables of retention in a tenant's schema; the meaning of each stands in the migration. */
export type RetentionTables = {
  retention_rule: PeriodColumns & {
    id: Id<'retentionRule'>
    kind: string
    controller_id: Id<'organisation'> | null
    version: number
    action: RetentionAction
    archive_answer_months: number | null
    reason: string
    decided_at: Date
    decided_by: Id<'user'> | null
  }
  retention_hold: {
    id: Id<'hold'>
    target: HoldTarget
    kind: string | null
    controller_id: Id<'organisation'> | null
    record_id: string | null
    person_id: Id<'person'> | null
    reason_code: HoldReason
    reference: string | null
    until_day: Day | null
    set_at: Date
    set_by: Id<'user'> | null
    released_at: Date | null
    released_by: Id<'user'> | null
    release_code: ReleaseCode | null
  }
  retention_run: RunRow
  retention_item: {
    run_id: Id<'retentionRun'>
    position: number
    record_id: string
    since: Date
    answer: ArchiveAnswer | null
    state: 'due' | 'erased' | 'skipped'
    skip_code: string | null
  }
  retention_approval: { run_id: Id<'retentionRun'>; user_id: Id<'user'>; approved_at: Date }
  retention_record: PeriodColumns & {
    id: Id<'retentionRecord'>
    run_id: Id<'retentionRun'>
    kind: string
    controller_id: Id<'organisation'> | null
    rule_version: number
    action: RetentionAction
    due_before: Date
    prepared_at: Date
    prepared_by: Id<'user'> | null
    approved_by: Id<'user'>[]
    started_at: Date
    ended_at: Date
    due: number
    erased: number
    skipped: unknown
    archived: unknown
    counts: unknown
    digest: Buffer
    in_backups_until: Day | null
  }
  retention_gate: { only_one: boolean; passed: number }
}

export interface RunRow extends PeriodColumns {
  id: Id<'retentionRun'>
  kind: string
  controller_id: Id<'organisation'> | null
  rule_version: number
  action: RetentionAction
  due_before: Date
  state: RunState
  due_count: number
  oldest: Date | null
  approvals_needed: number
  prepared_at: Date
  prepared_by: Id<'user'> | null
  offered_on: Day | null
  answer_due_on: Day | null
  handed_on: Day | null
  erasing_since: Date | null
  ended_at: Date | null
  stop_code: StopCode | null
  counts: unknown
  version: number
}

export type HoldTarget = 'record' | 'person' | 'kind' | 'controller'
export type ArchiveAnswer = 'taken' | 'declined' | 'silent'

/** Rows by table, as the columns of a run and of a record keep them. */
export function countsOf(column: unknown): ErasedCounts {
  return (column ?? {}) as ErasedCounts
}

/** How many were passed over, by the code that says why. */
export function addCounts(one: ErasedCounts, other: ErasedCounts): ErasedCounts {
  const sum: Record<string, number> = { ...one }
  for (const [name, count] of Object.entries(other)) sum[name] = (sum[name] ?? 0) + count
  return sum
}
