import { newId } from '../../kernel/ids.ts'
import type { Actor } from '../access/index.ts'
import type { Tx } from '../database/index.ts'
import { record } from './record.ts'
import type { AuditTables } from './tables.ts'
import type { AuditReport, Finding } from './verify.ts'

type CheckTables = AuditTables & {
  audit_check: {
    id: string
    checked_at: Date
    checked_by: string | null
    entries: number
    checkpoints: number
    expired: number
    first_ms: number | null
    last_ms: number | null
    findings: unknown
  }
}

/** A check of the seals as it was kept. */
export interface KeptCheck {
  readonly id: string
  readonly checkedAt: Date
  readonly checkedBy: string | null
  readonly entries: number
  readonly checkpoints: number
  readonly expired: number
  /** Time of the first and of the last signed state. */
  readonly firstMs: number | null
  readonly lastMs: number | null
  readonly findings: readonly Finding[]
}

/** Keeps what a check found. */
export async function keepCheck(tx: Tx, actor: Actor, report: AuditReport, now: number): Promise<void> {
  const tables = tx.withTables<CheckTables>()
  const states = tables.selectFrom('audit_checkpoint').select('sealed_ms').limit(1)
  const first = await states.orderBy('size').executeTakeFirst()
  const last = await states.orderBy('size', 'desc').executeTakeFirst()
  await tables
    .insertInto('audit_check')
    .values({
      id: newId(now),
      checked_at: new Date(now),
      checked_by: actor.userId,
      entries: report.entries,
      checkpoints: report.checkpoints,
      expired: report.expired,
      first_ms: first?.sealed_ms ?? null,
      last_ms: last?.sealed_ms ?? null,
      // A great many findings say no more than the first few.
      findings: JSON.stringify(report.findings.slice(0, 100)),
    })
    .execute()
  await record(tx, actor, {
    event: 'audit.checked',
    details: { entries: report.entries, checkpoints: report.checkpoints, findings: report.findings.length },
  })
}

/** The last checks, newest first. */
export async function listChecks(tx: Tx, limit: number): Promise<readonly KeptCheck[]> {
  const rows = await tx
    .withTables<CheckTables>()
    .selectFrom('audit_check')
    .selectAll()
    .orderBy('checked_at', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    checkedAt: row.checked_at,
    checkedBy: row.checked_by,
    entries: row.entries,
    checkpoints: row.checkpoints,
    expired: row.expired,
    firstMs: row.first_ms,
    lastMs: row.last_ms,
    findings: row.findings as readonly Finding[],
  }))
}
