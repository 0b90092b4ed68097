import { createHash } from 'node:crypto'
import { quoteIdentifier } from '../database/escape.ts'
import { asOwner, type Database, sql } from '../database/index.ts'
import { queueSchema } from './queue.ts'

/** How the work of one tenant stands in the queue. */
export interface QueueState {
  /** Schema of the tenant. */
  readonly schema: string
  /** Due and not begun. */
  readonly waiting: number
  /** For how long the oldest of those has been due, in milliseconds; 0 without one. */
  readonly oldestMs: number
  /** To be run later. */
  readonly scheduled: number
  readonly running: number
  /** Tried as often as allowed: nobody will try again. */
  readonly failed: number
}

/** The queue by tenants, of those that have anything in it, or of one. As the owner, who alone sees it. */
export async function readQueue(db: Database, schema: string | null = null): Promise<readonly QueueState[]> {
  const jobs = sql.raw(`${quoteIdentifier(queueSchema(db.names.shared))}._private_jobs`)
  const { rows } = await asOwner(db, (tx) =>
    sql<QueueState>`
      SELECT payload ->> 'tenant' AS schema,
        (count(*) FILTER (WHERE is_available AND run_at <= now()))::int AS waiting,
        coalesce(extract(epoch FROM now() - min(run_at) FILTER (WHERE is_available AND run_at <= now())) * 1000, 0)::float8
          AS "oldestMs",
        (count(*) FILTER (WHERE is_available AND run_at > now()))::int AS scheduled,
        (count(*) FILTER (WHERE locked_at IS NOT NULL))::int AS running,
        (count(*) FILTER (WHERE locked_at IS NULL AND attempts >= max_attempts))::int AS failed
      FROM ${jobs} WHERE payload ->> 'tenant' = coalesce(${schema}, payload ->> 'tenant') GROUP BY 1 ORDER BY 1`.execute(
      tx,
    ),
  )
  return rows
}

/**
 * The lock that whoever runs the jobs of an installation holds, as the two numbers of an advisory lock. Its own for each queue:
 * several may share one database.
 */
export function leaderLock(shared: string): readonly [kind: number, queue: number] {
  return [0x6e61_686c, createHash('sha256').update(queueSchema(shared)).digest().readInt32BE(0)]
}

/** Since when a program runs the jobs of this installation; undefined when none does. */
export async function jobsRunSince(db: Database): Promise<Date | undefined> {
  const [kind, queue] = leaderLock(db.names.shared)
  const { rows } = await asOwner(db, (tx) =>
    // Numbers of locks are shown without a sign.
    sql<{ since: Date }>`
      SELECT a.backend_start AS since FROM pg_locks l JOIN pg_stat_activity a USING (pid)
      WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 2
        AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
        AND l.classid::int8 = ${kind} AND l.objid::int8 = ${queue >>> 0}`.execute(tx),
  )
  return rows[0]?.since
}
