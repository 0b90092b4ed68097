import { createHash, randomBytes } from 'node:crypto'
import { addDays, type Day } from '../../kernel/day.ts'
import { type Id, newId } from '../../kernel/ids.ts'
import { record } from '../audit/index.ts'
import { sql, type Tx } from '../database/index.ts'
import { passGate } from './holds.ts'
import type { RetentionKind } from './kind.ts'
import { sortOut } from './preview.ts'
import { readRule } from './rules.ts'
import { approversOf, getRun, itemsOf, type Run } from './runs.ts'
import { addCounts, type RetentionTables } from './tables.ts'

/** Records that one transaction deletes. */
const batchSize = 200

export interface BatchSetting {
  readonly today: Day
  readonly now: number
  /** Days that deleted data live on in backups; null: not known. */
  readonly backupDays: number | null
}

/**
 * Deletes the next records of a run that was approved, in a transaction of the system, and returns whether there is more
 * to do. Each record is asked about once more, behind the gate that holds pass too: what a hold keeps, what is no longer
 * due, what its room holds back stays. A batch that dies with its transaction is done again by the next call.
 */
export async function eraseBatch(tx: Tx, kind: RetentionKind, id: string, setting: BatchSetting): Promise<boolean> {
  await passGate(tx)
  const run = await getRun(tx, id)
  if (run.state !== 'erasing' || !kind.due || !kind.erase) return false
  const rule = await readRule(tx, kind, run.controllerId)
  if (rule.version !== run.ruleVersion) {
    await finish(tx, run, 'stopped', setting)
    return false
  }
  const items = await itemsOf(tx, run.id, batchSize, { state: 'due' })
  const ids = items.map(({ recordId }) => recordId)
  const { dueBefore: before, controllerId } = run
  const still = ids.length > 0 ? await kind.due(tx, { before, controllerId, ids, limit: ids.length }) : []
  const { going, staying } = await sortOut(tx, kind, controllerId, still, setting.today)
  const erased = going.map((one) => one.id)
  const counts = erased.length > 0 ? await kind.erase(tx, erased, setting.now) : {}
  await mark(tx, run.id, erased, 'erased', null)
  for (const { record: one, code } of staying) await mark(tx, run.id, [one.id], 'skipped', code)
  const known = new Set(still.map((one) => one.id))
  await mark(
    tx,
    run.id,
    ids.filter((one) => !known.has(one)),
    'skipped',
    'no-longer-due',
  )
  const sum = addCounts(run.counts, counts)
  await tx
    .withTables<RetentionTables>()
    .updateTable('retention_run')
    .set({ counts: JSON.stringify(sum) })
    .where('id', '=', run.id)
    .execute()
  if (items.length === batchSize) return true
  await finish(tx, { ...run, counts: sum }, 'done', setting)
  return false
}

async function mark(
  tx: Tx,
  runId: Id<'retentionRun'>,
  ids: readonly string[],
  state: 'erased' | 'skipped',
  code: string | null,
): Promise<void> {
  if (ids.length === 0) return
  await sql`
    UPDATE retention_item SET state = ${state}, skip_code = ${code}
    WHERE run_id = ${runId} AND record_id = ANY (${[...ids]}::text[])
  `.execute(tx)
}

/** Writes the deletion record and forgets which records they were. */
async function finish(tx: Tx, run: Run, state: 'done' | 'stopped', setting: BatchSetting): Promise<void> {
  const tables = tx.withTables<RetentionTables>()
  const ended = new Date(setting.now)
  const { rows } = await sql<{ state: string; code: string | null; answer: string | null; count: number }>`
    SELECT state, skip_code AS code, answer, count(*)::integer AS count FROM retention_item
    WHERE run_id = ${run.id} GROUP BY 1, 2, 3
  `.execute(tx)
  const skipped: Record<string, number> = {}
  const archived: Record<string, number> = {}
  for (const { state: at, code, answer, count } of rows) {
    if (at !== 'erased') skipped[code ?? 'not-reached'] = (skipped[code ?? 'not-reached'] ?? 0) + count
    if (answer) archived[answer] = (archived[answer] ?? 0) + count
  }
  const erased = rows.filter((row) => row.state === 'erased').reduce((sum, row) => sum + row.count, 0)
  const { backupDays, today } = setting
  await tables
    .insertInto('retention_record')
    .values({
      id: newId<'retentionRecord'>(setting.now),
      run_id: run.id,
      kind: run.kind,
      controller_id: run.controllerId,
      rule_version: run.ruleVersion,
      action: run.action,
      period_months: run.period && 'months' in run.period ? run.period.months : null,
      period_days: run.period && 'days' in run.period ? run.period.days : null,
      due_before: run.dueBefore,
      prepared_at: run.preparedAt,
      prepared_by: run.preparedBy,
      approved_by: [...(await approversOf(tx, run.id))],
      started_at: run.erasingSince ?? ended,
      ended_at: ended,
      due: run.due,
      erased,
      skipped: JSON.stringify(skipped),
      archived: JSON.stringify(archived),
      counts: JSON.stringify(run.counts),
      digest: await digestOf(tx, run.id),
      in_backups_until: backupDays === null ? null : addDays(today, backupDays),
    })
    .execute()
  await tables.deleteFrom('retention_item').where('run_id', '=', run.id).execute()
  await tables
    .updateTable('retention_run')
    .set({
      state,
      ended_at: ended,
      stop_code: state === 'stopped' ? 'ruleChanged' : null,
      counts: JSON.stringify(run.counts),
      version: run.version + 1,
    })
    .where('id', '=', run.id)
    .execute()
  await record(tx, 'system', {
    event: state === 'done' ? 'retention.run-done' : 'retention.run-stopped',
    subject: run.id,
    subjectKind: 'retentionRun',
    details: { kind: run.kind, due: run.due, erased, skipped },
  })
}

/** SHA-256 over a salt that nobody keeps and the ids in their order: two runs can be told apart, no id can be tried. */
async function digestOf(tx: Tx, id: Id<'retentionRun'>): Promise<Buffer> {
  const hash = createHash('sha256').update(randomBytes(32))
  for (const { recordId } of await itemsOf(tx, id, Number.MAX_SAFE_INTEGER, { state: 'erased' }))
    hash.update(`${recordId}\n`)
  return hash.digest()
}
