import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '../database/index.ts'
import { type AuditLine, toLine } from './entries.ts'

/** What the data protection officer asks for: who read or changed what, in a stretch of time. */
export interface LookFilter {
  /** The record that was looked at, alone or in a list. */
  readonly subject?: string
  readonly userId?: string
  readonly event?: string
  /** `looked` alone, or also what was changed. */
  readonly changes?: boolean
  /** Instants in milliseconds, from inclusive, to exclusive. */
  readonly fromMs: number
  readonly toMs: number
}

export const looksPerPage = 50

interface LinesOfPage {
  readonly lines: readonly AuditLine[]
  readonly total: number
}

/**
 * One page of who looked at what, newest first, with the number of all (counted up to 10,000). Ids in lists stand in the
 * text of an entry and have no index: the stretch of time must be bounded, see longestDays.
 */
export async function listLooks(tx: Tx, filter: LookFilter, page: number, size = looksPerPage): Promise<LinesOfPage> {
  return await pageWhere(tx, conditionOf(filter), page, size)
}

async function pageWhere(tx: Tx, where: RawBuilder<unknown>, page: number, size: number): Promise<LinesOfPage> {
  const { rows: counted } = await sql<{ total: number }>`
    SELECT count(*)::integer AS total FROM (SELECT 1 FROM audit_entry WHERE ${where} LIMIT 10000) AS counted
  `.execute(tx)
  const { rows } = await sql<{ id: string; payload: string }>`
    SELECT id, payload FROM audit_entry WHERE ${where}
    ORDER BY at_ms DESC, id DESC LIMIT ${size} OFFSET ${(page - 1) * size}
  `.execute(tx)
  return { lines: rows.map((row) => toLine(row.id, row.payload)), total: counted[0]?.total ?? 0 }
}

/** Days that one question may cover. */
export const longestDays = 366

function conditionOf({ subject, userId, event, changes, fromMs, toMs }: LookFilter): RawBuilder<unknown> {
  const conditions = [
    sql`at_ms >= ${fromMs}::bigint AND at_ms < ${toMs}::bigint`,
    changes ? sql`outcome IN ('looked', 'done')` : sql`outcome = 'looked'`,
    ...(userId ? [sql`user_id = ${userId}::uuid`] : []),
    ...(event ? [sql`event = ${event}`] : []),
    ...(subject ? [sql`(subject = ${subject} OR strpos(payload, ${`"${subject}"`}) > 0)`] : []),
  ]
  return sql.join(conditions, sql` AND `)
}

/**
 * One page of the looks at one record by its own page, newest first, with the number of all (counted up to 10,000): by index,
 * so also for a page that people of an office open. As the platform; who may ask was checked before.
 */
export async function listLooksAt(tx: Tx, subject: string, page: number, size = looksPerPage): Promise<LinesOfPage> {
  return await pageWhere(tx, sql`outcome = 'looked' AND subject = ${subject} AND payload IS NOT NULL`, page, size)
}

export interface RefusedFilter {
  readonly userId?: string
  readonly route?: string
  readonly fromMs: number
  readonly toMs: number
}

/** One page of the refused and failed attempts, newest first, with the number of all (counted up to 10,000). */
export async function listRefused(
  tx: Tx,
  filter: RefusedFilter,
  page: number,
  size = looksPerPage,
): Promise<LinesOfPage> {
  return await pageWhere(tx, refusedCondition(filter), page, size)
}

export interface RefusedGroup {
  readonly event: string
  readonly route: string | null
  readonly attempts: number
  /** Members who tried; those who had not signed in count as none. */
  readonly members: number
}

/** Attempts by what was tried, the most frequent first, at most 100 kinds. */
export async function groupRefused(tx: Tx, filter: RefusedFilter): Promise<readonly RefusedGroup[]> {
  const { rows } = await sql<RefusedGroup>`
    SELECT event, payload::jsonb #>> '{details,route}' AS route, count(*)::integer AS attempts,
      count(DISTINCT user_id)::integer AS members
    FROM audit_entry WHERE ${refusedCondition(filter)} GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2 LIMIT 100
  `.execute(tx)
  return rows
}

export interface Activity {
  readonly event: string
  readonly outcome: string
  readonly userId: string | null
  readonly count: number
}

/** How often each event happened in a stretch of time, for a report; by user where names are asked for. At most 2,000 rows. */
export async function countActivity(
  tx: Tx,
  { fromMs, toMs }: Pick<RefusedFilter, 'fromMs' | 'toMs'>,
  byUser: boolean,
): Promise<readonly Activity[]> {
  const { rows } = await sql<Activity>`
    SELECT event, outcome, ${byUser ? sql`user_id` : sql`NULL::uuid`} AS "userId", count(*)::integer AS count
    FROM audit_entry WHERE at_ms >= ${fromMs}::bigint AND at_ms < ${toMs}::bigint AND payload IS NOT NULL
    GROUP BY 1, 2, 3 ORDER BY 4 DESC, 1, 2, 3 LIMIT 2000
  `.execute(tx)
  return rows
}

function refusedCondition({ userId, route, fromMs, toMs }: RefusedFilter): RawBuilder<unknown> {
  const conditions = [
    sql`outcome IN ('refused', 'failed') AND at_ms >= ${fromMs}::bigint AND at_ms < ${toMs}::bigint`,
    ...(userId ? [sql`user_id = ${userId}::uuid`] : []),
    ...(route ? [sql`payload::jsonb #>> '{details,route}' = ${route}`] : []),
  ]
  return sql.join(conditions, sql` AND `)
}
