import { parseCronItems, type Runner, run, type TaskList } from 'graphile-worker'
import type { Clock } from '../../kernel/clock.ts'
import { type Database, inTenant, listTenants, type Tenant } from '../database/index.ts'
import type { Log, Metrics } from '../observe/index.ts'
import { enqueue } from './enqueue.ts'
import type { JobHandler, Schedule } from './jobs.ts'
import { queueSchema, silent } from './queue.ts'

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

/** Runs jobs until it is stopped. Stopping lets those under way finish. */
export interface RunningJobs {
  stop(): Promise<void>
}

/**
 * Starts the runner. It reaches the queue as the owner; what a job does runs as the app role in the transaction of its
 * tenant. A job that fails is tried again, later each time.
 */
export async function runJobs(options: RunJobsOptions): Promise<RunningJobs> {
  const runner: Runner = await run({
    pgPool: options.db.owner.pool,
    schema: queueSchema(options.db.names.shared),
    concurrency: options.concurrency ?? 2,
    pollInterval: options.pollMs ?? 5000,
    noHandleSignals: true,
    logger: silent,
    taskList: tasksOf(options),
    parsedCronItems: parseCronItems(
      options.schedules.map(({ job, cron }) => ({ task: everyTenant(job), match: cron, identifier: job })),
    ),
  })
  // A runner that ends by itself has lost its database; the supervisor brings that back, the log says why.
  runner.promise.catch((error: unknown) => options.log.error({ err: error }, 'jobs stopped'))
  return { stop: () => runner.stop() }
}

/** Name of the task that a schedule starts: it enqueues the job for each tenant. */
const everyTenant = (job: string) => `every-tenant:${job}`

function tasksOf(options: RunJobsOptions): TaskList {
  const tasks: TaskList = {}
  for (const [name, handler] of Object.entries(options.jobs)) {
    tasks[name] = (payload) => runOne(options, name, handler, payload as Envelope)
  }
  for (const { job } of options.schedules) {
    if (!tasks[job]) throw new RangeError(`the schedule of ${job} has no job`)
    tasks[everyTenant(job)] = async () => {
      for (const tenant of await listTenants(options.db)) {
        await inTenant(options.db, tenant, 'system', (tx) => enqueue(tx, job, null, { key: job }))
      }
    }
  }
  return tasks
}

/** What `enqueue_job` wraps around the payload. */
interface Envelope {
  /** The schema of the tenant. */
  readonly tenant: string
  readonly payload: unknown
}

async function runOne(
  { db, clock, log, metrics }: RunJobsOptions,
  job: string,
  handler: JobHandler,
  envelope: Envelope,
): Promise<void> {
  const tenant = await tenantOf(db, envelope.tenant)
  if (!tenant) {
    log.warn({ job }, 'job of a tenant that is gone')
    return
  }
  const end = metrics.jobs.startTimer({ job })
  try {
    await inTenant(db, tenant, 'system', (tx) => handler({ tx, db, tenant, clock }, envelope.payload), {
      statementTimeoutMs: 0,
    })
    end({ result: 'done' })
  } catch (error) {
    end({ result: 'failed' })
    log.error({ err: error, job, tenant: tenant.key }, 'job failed')
    // The queue keeps a failure's message; what it says may name a person.
    throw new Error(`${job} failed; the log of the program says why`)
  }
}

async function tenantOf(db: Database, schema: string): Promise<Tenant | undefined> {
  return (await listTenants(db)).find((tenant) => tenant.schema === schema)
}
