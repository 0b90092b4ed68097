import { quoteIdentifier, quoteLiteral } from '../database/escape.ts'
import type { Database } from '../database/index.ts'
import { queueSchema } from '../jobs/queue.ts'
import type { CopiedJob } from './format/manifest.ts'
import type { Querying } from './session.ts'

/**
 * Jobs of a tenant that wait, as the queue's own tables have them (its public view hides what a job is about). The key
 * of a job begins with the tenant's schema, which may be another one where it is restored.
 */
export async function pendingJobs(client: Querying, db: Database, schema: string): Promise<CopiedJob[]> {
  const queue = quoteIdentifier(queueSchema(db.names.shared))
  const { rows } = await client.query<CopiedJob>(
    `SELECT t.identifier AS task, j.payload -> 'payload' AS payload,
            CASE WHEN j.key IS NOT NULL THEN substr(j.key, length($1) + 2) END AS key,
            to_char(j.run_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "runAt",
            j.max_attempts AS "maxAttempts", j.priority
     FROM ${queue}._private_jobs j JOIN ${queue}._private_tasks t ON t.id = j.task_id
     WHERE j.payload ->> 'tenant' = $1 AND j.attempts < j.max_attempts
     ORDER BY j.id`,
    [schema],
  )
  return rows
}

/** Puts jobs back into the queue for the tenant in this schema. */
export async function enqueuePending(
  client: Querying,
  db: Database,
  schema: string,
  jobs: readonly CopiedJob[],
): Promise<void> {
  const queue = quoteIdentifier(queueSchema(db.names.shared))
  for (const { task, payload, key, runAt, maxAttempts, priority } of jobs)
    await client.query(
      `SELECT FROM ${queue}.add_job($1, json_build_object('tenant', $2::text, 'payload', $3::json), run_at => $4::timestamptz,
         max_attempts => $5, job_key => $6, priority => $7, flags => ARRAY[$2::text])`,
      [
        task,
        schema,
        JSON.stringify(payload ?? null),
        runAt,
        maxAttempts,
        key === null ? null : `${schema} ${key}`,
        priority,
      ],
    )
}

/** Forgets what waits for a tenant that has gone elsewhere. */
export async function dropPendingJobs(client: Querying, db: Database, schema: string): Promise<void> {
  const queue = quoteIdentifier(queueSchema(db.names.shared))
  await client.query(`DELETE FROM ${queue}._private_jobs WHERE payload ->> 'tenant' = ${quoteLiteral(schema)}`)
}
