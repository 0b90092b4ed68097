import { sql, type Tx } from '../database/index.ts'

export interface EnqueueOptions {
  /** Not before this instant. */
  readonly runAt?: Date
  /** Of several waiting jobs of the tenant with one key only the last is run. */
  readonly key?: string
}

/**
 * Enqueues a job in the transaction that causes it: it exists exactly when the change does. The name is
 * `<room>.<what is to be done>`; the payload holds ids, never personal data, for queues are read when something is wrong.
 */
export async function enqueue(
  tx: Tx,
  job: string,
  payload: unknown = null,
  options: EnqueueOptions = {},
): Promise<void> {
  await sql`
    SELECT enqueue_job(
      ${job}, ${JSON.stringify(payload)}::json, ${options.runAt ?? null}::timestamptz, ${options.key ?? null}::text
    )
  `.execute(tx)
}
