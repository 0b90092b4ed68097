import type { Day } from '../../kernel/day.ts'
import { NotFound } from '../../kernel/errors.ts'
import type { Id } from '../../kernel/ids.ts'
import type { Tx } from '../database/index.ts'
import type { ErasedCounts, Period, RetentionAction } from './kind.ts'
import { type ControllerId, periodOf } from './rules.ts'
import { countsOf, type RetentionTables } from './tables.ts'

/** What a deletion leaves: numbers, the rule, who and when. */
export interface DeletionRecord {
  readonly id: Id<'retentionRecord'>
  readonly kind: string
  readonly controllerId: ControllerId
  readonly ruleVersion: number
  readonly action: RetentionAction
  readonly period: Period | null
  readonly dueBefore: Date
  readonly preparedAt: Date
  readonly preparedBy: Id<'user'> | null
  readonly approvedBy: readonly Id<'user'>[]
  readonly startedAt: Date
  readonly endedAt: Date
  readonly due: number
  readonly erased: number
  readonly skipped: ErasedCounts
  readonly archived: ErasedCounts
  readonly counts: ErasedCounts
  /** In hexadecimal digits. */
  readonly digest: string
  readonly inBackupsUntil: Day | null
}

export const recordsPerPage = 50

/** One page of the deletion records, newest first. `page` counts from 1. */
export async function listRecords(
  tx: Tx,
  filter: { readonly kinds?: readonly string[]; readonly not?: readonly string[] },
  page: number,
  size = recordsPerPage,
): Promise<{ readonly records: readonly DeletionRecord[]; readonly total: number }> {
  let query = tx.withTables<RetentionTables>().selectFrom('retention_record')
  if (filter.kinds) query = query.where('kind', 'in', filter.kinds)
  if (filter.not && filter.not.length > 0) query = query.where('kind', 'not in', filter.not)
  const { total } = await query.select((count) => count.fn.countAll<number>().as('total')).executeTakeFirstOrThrow()
  const rows = await query
    .selectAll()
    .orderBy('ended_at', 'desc')
    .orderBy('id', 'desc')
    .limit(size)
    .offset((page - 1) * size)
    .execute()
  return { records: rows.map(toRecord), total }
}

/** Throws NotFound. */
export async function getRecord(tx: Tx, id: string): Promise<DeletionRecord> {
  const row = await tx
    .withTables<RetentionTables>()
    .selectFrom('retention_record')
    .selectAll()
    .where('id', '=', id as Id<'retentionRecord'>)
    .executeTakeFirst()
  if (!row) throw new NotFound('deletion record')
  return toRecord(row)
}

/** The record of a run, once it has ended with a deletion. */
export async function findRecord(tx: Tx, runId: Id<'retentionRun'>): Promise<DeletionRecord | undefined> {
  const row = await tx
    .withTables<RetentionTables>()
    .selectFrom('retention_record')
    .selectAll()
    .where('run_id', '=', runId)
    .executeTakeFirst()
  return row && toRecord(row)
}

function toRecord(row: RetentionTables['retention_record']): DeletionRecord {
  return {
    id: row.id,
    kind: row.kind,
    controllerId: row.controller_id,
    ruleVersion: row.rule_version,
    action: row.action,
    period: periodOf(row),
    dueBefore: row.due_before,
    preparedAt: row.prepared_at,
    preparedBy: row.prepared_by,
    approvedBy: row.approved_by,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    due: row.due,
    erased: row.erased,
    skipped: countsOf(row.skipped),
    archived: countsOf(row.archived),
    counts: countsOf(row.counts),
    digest: row.digest.toString('hex'),
    inBackupsUntil: row.in_backups_until,
  }
}
