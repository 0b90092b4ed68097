import type { Clock } from '../../kernel/clock.ts'
import type { Database, Tenant, Tx } from '../database/index.ts'
import type { Log, Metrics } from '../observe/index.ts'

/** What a handler is given. Its transaction is in the tenant's schema, with the system as actor. */
export interface JobRun {
  readonly tx: Tx
  readonly db: Database
  readonly tenant: Tenant
  readonly clock: Clock
}

/**
 * Does one job. It may run more than once (the process can die between its commit and the queue's note), so a handler
 * writes what is true and never adds to what is there. Payloads hold ids, never personal data.
 */
export type JobHandler = (run: JobRun, payload: unknown) => Promise<void>

/** A job that is enqueued for each tenant at a time of day, as in cron: `0 3 * * *`, in UTC. */
export interface Schedule {
  readonly job: string
  readonly cron: string
}

export interface RunJobsOptions {
  readonly db: Database
  readonly clock: Clock
  readonly log: Log
  readonly metrics: Metrics
  /** By name; a name may stand in one room only. */
  readonly jobs: Readonly<Record<string, JobHandler>>
  readonly schedules: readonly Schedule[]
  /** At the same time. */
  readonly concurrency?: number
  /** How often the queue is asked when nobody announces a job. */
  readonly pollMs?: number
}
