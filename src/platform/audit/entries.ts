import { sql, type Tx } from '../database/index.ts'
import type { AuditTables, Outcome } from './tables.ts'

export interface AuditLine {
  readonly id: string
  /** Milliseconds since 1970, UTC. */
  readonly at: number
  readonly event: string
  readonly outcome: Outcome
  readonly userId: string | null
  /** The absent member in whose place it was done. */
  readonly actingFor: string | null
  /** `system` or `unknown` where no member acted. */
  readonly by: 'member' | 'system' | 'unknown'
  readonly subject: string | null
  readonly details: Readonly<Record<string, unknown>>
}

export interface AuditFilter {
  readonly event?: string
  readonly outcome?: Outcome
  readonly userId?: string
  /** Instants in milliseconds, from inclusive, to exclusive. */
  readonly fromMs?: number
  readonly toMs?: number
}

export const outcomes = ['done', 'looked', 'refused', 'failed'] as const satisfies readonly Outcome[]

export const linesPerPage = 50

/** One page of the audit, newest first, with the number of all that match (counted up to 10,000). `page` counts from 1. */
export async function listEntries(
  tx: Tx,
  filter: AuditFilter,
  page: number,
): Promise<{ readonly lines: readonly AuditLine[]; readonly total: number }> {
  let query = tx.withTables<AuditTables>().selectFrom('audit_entry').where('payload', 'is not', null)
  if (filter.event) query = query.where('event', '=', filter.event)
  if (filter.outcome) query = query.where('outcome', '=', filter.outcome)
  if (filter.userId) query = query.where('user_id', '=', filter.userId)
  if (filter.fromMs !== undefined) query = query.where('at_ms', '>=', filter.fromMs)
  if (filter.toMs !== undefined) query = query.where('at_ms', '<', filter.toMs)
  const counted = query.select(sql`1`.as('one')).limit(10_000)
  const { rows: counts } = await sql<{ total: number }>`SELECT count(*) AS total FROM (${counted}) AS counted`.execute(
    tx,
  )
  const rows = await query
    .select(['id', 'payload'])
    .orderBy('at_ms', 'desc')
    .orderBy('id', 'desc')
    .limit(linesPerPage)
    .offset((page - 1) * linesPerPage)
    .execute()
  return { lines: rows.map((row) => toLine(row.id, row.payload ?? '{}')), total: counts[0]?.total ?? 0 }
}

export function toLine(id: string, payload: string): AuditLine {
  const said = JSON.parse(payload) as Record<string, unknown>
  return {
    id,
    at: Number(said['at']),
    event: String(said['event']),
    outcome: said['outcome'] as Outcome,
    userId: (said['user'] as string | undefined) ?? null,
    actingFor: (said['actingFor'] as string | undefined) ?? null,
    by: said['by'] as AuditLine['by'],
    subject: (said['subject'] as string | undefined) ?? null,
    details: (said['details'] as Record<string, unknown> | undefined) ?? {},
  }
}

/** The events that occur, for the filter. Walks the index from value to value instead of reading every entry. */
export async function listEvents(tx: Tx): Promise<readonly string[]> {
  const { rows } = await sql<{ event: string }>`
    WITH RECURSIVE found AS (
      (SELECT event FROM audit_entry WHERE event IS NOT NULL ORDER BY event LIMIT 1)
      UNION ALL
      SELECT (SELECT a.event FROM audit_entry AS a WHERE a.event > found.event ORDER BY a.event LIMIT 1)
      FROM found WHERE found.event IS NOT NULL
    )
    SELECT event FROM found WHERE event IS NOT NULL
  `.execute(tx)
  return rows.map((row) => row.event)
}

export interface SealState {
  /** Entries under seal. */
  readonly size: number
  readonly sealedMs: number | null
  readonly keyId: string | null
  /** Root of the tree, in hexadecimal digits. */
  readonly root: string | null
  /** Entries that wait; more than a few for longer than seconds means that the sealer does not run. */
  readonly pending: number
}

export async function sealState(tx: Tx): Promise<SealState> {
  const audit = tx.withTables<AuditTables>()
  const last = await audit
    .selectFrom('audit_checkpoint')
    .select(['size', 'sealed_ms', 'key_id', 'root'])
    .orderBy('size', 'desc')
    .limit(1)
    .executeTakeFirst()
  const { pending } = await audit
    .selectFrom('audit_pending')
    .select((count) => count.fn.countAll<number>().as('pending'))
    .executeTakeFirstOrThrow()
  return {
    size: last?.size ?? 0,
    sealedMs: last?.sealed_ms ?? null,
    keyId: last?.key_id ?? null,
    root: last?.root.toString('hex') ?? null,
    pending,
  }
}
