import { setTimeout as sleep } from 'node:timers/promises'
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

/** Runs jobs until it is stopped. Stopping lets those under way finish, and the queue know of it. */
export interface RunningJobs {
  stop(): Promise<void>
}

/** How long to wait before a runner that ended by itself is started again; longer each time it ends at once. */
const restartMs = { least: 1000, most: 30_000 }

/**
 * Starts the runner. It reaches the queue as the owner; what a job does runs as the app role in the transaction of its
 * tenant. A job that fails is tried again, later each time. A runner that ends by itself has lost its database; another one
 * takes its place as soon as that is back.
 */
export async function runJobs(options: RunJobsOptions): Promise<RunningJobs> {
  const stopping = new AbortController()
  let runner = await startRunner(options)
  const kept = keepRunning()

  async function keepRunning() {
    let waitMs = restartMs.least
    while (!stopping.signal.aborted) {
      const startedAt = performance.now()
      const error = await runner.promise.then(
        () => undefined,
        (reason: unknown) => reason,
      )
      if (stopping.signal.aborted) return
      options.log.error({ err: error }, 'jobs stopped, starting them again')
      if (performance.now() - startedAt > restartMs.most) waitMs = restartMs.least
      runner = await startAgain()
    }

    async function startAgain(): Promise<Runner> {
      for (;;) {
        await sleep(waitMs, undefined, { signal: stopping.signal }).catch(() => undefined)
        waitMs = Math.min(waitMs * 2, restartMs.most)
        if (stopping.signal.aborted) return runner
        try {
          return await startRunner(options)
        } catch (error) {
          options.log.error({ err: error }, 'jobs could not be started')
        }
      }
    }
  }

  return {
    async stop() {
      stopping.abort()
      await stopped(runner)
      await kept
      await stopped(runner) // another one, if it was just being started
    },
  }
}

/** Stops a runner that may have ended by itself. */
async function stopped(runner: Runner): Promise<void> {
  await runner.stop().catch(() => undefined)
}

async function startRunner(options: RunJobsOptions): Promise<Runner> {
  return await run({
    pgPool: options.db.owner.pool,
    schema: queueSchema(options.db.names.shared),
    concurrency: options.concurrency ?? 2,
    pollInterval: options.pollMs ?? 5000,
    noHandleSignals: true,
    logger: silent,
    // Without a batch the runner does not wait for its note that a job is done, and a lost connection then ends the program.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    taskList: tasksOf(options),
    parsedCronItems: parseCronItems(
      options.schedules.map(({ job, cron }) => ({ task: everyTenant(job), match: cron, identifier: job })),
    ),
  })
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
