import type { Day } from '../../kernel/day.ts'
import { NotFound } from '../../kernel/errors.ts'
import { type Id, newId } from '../../kernel/ids.ts'
import type { Actor } from '../access/index.ts'
import { record } from '../audit/index.ts'
import { sql, type Tx } from '../database/index.ts'
import { approvalsNeeded, type RunState, type StopCode } from './domain.ts'
import type { ErasedCounts, Period, RetentionAction, RetentionKind } from './kind.ts'
import { previewKind } from './preview.ts'
import { type ControllerId, columnsOf, periodOf, readRule } from './rules.ts'
import { type ArchiveAnswer, countsOf, type RetentionTables, type RunRow } from './tables.ts'

export interface Run {
  readonly id: Id<'retentionRun'>
  readonly kind: string
  readonly controllerId: ControllerId
  readonly ruleVersion: number
  readonly action: RetentionAction
  readonly period: Period | null
  readonly dueBefore: Date
  readonly state: RunState
  /** Records in it when it was prepared. */
  readonly due: number
  readonly oldest: Date | null
  readonly approvalsNeeded: number
  readonly preparedAt: Date
  readonly preparedBy: Id<'user'> | null
  readonly offeredOn: Day | null
  readonly answerDueOn: Day | null
  readonly handedOn: Day | null
  readonly erasingSince: Date | null
  readonly endedAt: Date | null
  readonly stopCode: StopCode | null
  readonly counts: ErasedCounts
  readonly version: number
}

/**
 * Fixes what a run of today would delete; a person approves it before anything happens, unless the kind goes by itself.
 * In a transaction of the system. Returns undefined where nothing is due, nothing may be deleted, or a run is open already.
 */
export async function prepareRun(
  tx: Tx,
  by: Actor | 'system',
  kind: RetentionKind,
  controllerId: ControllerId,
  today: Day,
  now: number,
): Promise<Id<'retentionRun'> | undefined> {
  const rule = await readRule(tx, kind, controllerId)
  if (rule.action === 'keep') return undefined
  const preview = await previewKind(tx, kind, controllerId, rule, today)
  if (!preview || preview.going.length === 0) return undefined
  const id = newId<'retentionRun'>(now)
  const alone = kind.byItself === true
  const written = await tx
    .withTables<RetentionTables>()
    .insertInto('retention_run')
    .values({
      id,
      kind: kind.key,
      controller_id: controllerId,
      rule_version: rule.version,
      action: rule.action,
      ...columnsOf(rule.period),
      due_before: preview.before,
      state: alone ? 'erasing' : rule.action === 'offer' ? 'toOffer' : 'prepared',
      due_count: preview.going.length,
      oldest: preview.going[0]?.since ?? null,
      approvals_needed: approvalsNeeded(kind),
      prepared_at: new Date(now),
      prepared_by: by === 'system' ? null : by.userId,
      offered_on: null,
      answer_due_on: null,
      handed_on: null,
      erasing_since: alone ? new Date(now) : null,
      ended_at: null,
      stop_code: null,
      counts: '{}',
      version: 1,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (written.numInsertedOrUpdatedRows === 0n) return undefined
  await sql`
    INSERT INTO retention_item (run_id, position, record_id, since)
    SELECT ${id}, ordinality, record_id, since
    FROM unnest(
      ${preview.going.map((one) => one.id)}::text[], ${preview.going.map((one) => one.since)}::timestamptz[]
    ) WITH ORDINALITY AS due (record_id, since, ordinality)
  `.execute(tx)
  await record(tx, by, {
    event: 'retention.run-prepared',
    subject: id,
    subjectKind: 'retentionRun',
    details: { kind: kind.key, controller: controllerId, due: preview.going.length },
  })
  return id
}

/** Throws NotFound, also for runs of controllers whose data the actor does not see. */
export async function getRun(tx: Tx, id: string): Promise<Run> {
  const row = await tx
    .withTables<RetentionTables>()
    .selectFrom('retention_run')
    .selectAll()
    .where('id', '=', id as Id<'retentionRun'>)
    .executeTakeFirst()
  if (!row) throw new NotFound('deletion run')
  return toRun(row)
}

/** Runs that have not ended, the oldest first; there is one for a kind and a controller at most. */
export async function listOpenRuns(tx: Tx): Promise<readonly Run[]> {
  const rows = await tx
    .withTables<RetentionTables>()
    .selectFrom('retention_run')
    .selectAll()
    .where('ended_at', 'is', null)
    .orderBy('prepared_at')
    .limit(500)
    .execute()
  return rows.map(toRun)
}

export async function approversOf(tx: Tx, id: Id<'retentionRun'>): Promise<readonly Id<'user'>[]> {
  const rows = await tx
    .withTables<RetentionTables>()
    .selectFrom('retention_approval')
    .select('user_id')
    .where('run_id', '=', id)
    .orderBy('approved_at')
    .execute()
  return rows.map((row) => row.user_id)
}

export interface RunItem {
  readonly position: number
  readonly recordId: string
  readonly since: Date
  readonly answer: ArchiveAnswer | null
  readonly state: 'due' | 'erased' | 'skipped'
}

/** The records of an open run in their order, from a position on; a run that has ended has none. */
export async function itemsOf(
  tx: Tx,
  id: Id<'retentionRun'>,
  limit: number,
  which: { readonly state?: RunItem['state']; readonly answer?: ArchiveAnswer } = {},
): Promise<readonly RunItem[]> {
  let query = tx
    .withTables<RetentionTables>()
    .selectFrom('retention_item')
    .select(['position', 'record_id', 'since', 'answer', 'state'])
    .where('run_id', '=', id)
  if (which.state) query = query.where('state', '=', which.state)
  if (which.answer) query = query.where('answer', '=', which.answer)
  const rows = await query.orderBy('position').limit(limit).execute()
  return rows.map(({ record_id, ...row }) => ({ ...row, recordId: record_id }))
}

function toRun(row: RunRow): Run {
  return {
    id: row.id,
    kind: row.kind,
    controllerId: row.controller_id,
    ruleVersion: row.rule_version,
    action: row.action,
    period: periodOf(row),
    dueBefore: row.due_before,
    state: row.state,
    due: row.due_count,
    oldest: row.oldest,
    approvalsNeeded: row.approvals_needed,
    preparedAt: row.prepared_at,
    preparedBy: row.prepared_by,
    offeredOn: row.offered_on,
    answerDueOn: row.answer_due_on,
    handedOn: row.handed_on,
    erasingSince: row.erasing_since,
    endedAt: row.ended_at,
    stopCode: row.stop_code,
    counts: countsOf(row.counts),
    version: row.version,
  }
}
