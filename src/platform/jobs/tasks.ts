import { type ParsedCronItem, parseCronItems, type TaskList } from 'graphile-worker'
import { quoteIdentifier } from '../database/escape.ts'
import { inTenant, listTenants, type Tenant } from '../database/index.ts'
import type { JobHandler, RunJobsOptions } from './jobs.ts'
import { queueSchema } from './queue.ts'

/** What the runner is given: tasks by name, times, and the tenants whose jobs must wait. */
export interface Tasks {
  readonly taskList: TaskList
  readonly parsedCronItems: ParsedCronItem[]
  /** Schemas of locked tenants: each job carries its own as a flag. */
  readonly locked: () => Promise<string[]>
}

type Options = Pick<RunJobsOptions, 'db' | 'clock' | 'log' | 'metrics' | 'jobs' | 'schedules'>

/** How far apart a schedule's jobs of two tenants begin, and over how much time all of them are spread at most. */
const apartMs = 500
const spreadMs = 10 * 60_000

/** Throws RangeError for a schedule without a job. */
export function tasksOf(options: Options): Tasks {
  const { db, jobs, schedules } = options
  const tenants = rememberTenants(() => listTenants(db))
  const taskList: TaskList = {}
  for (const [name, handler] of Object.entries(jobs)) {
    taskList[name] = (payload) => runOne(options, tenants, name, handler, payload as Envelope)
  }
  for (const { job } of schedules) {
    if (!taskList[job]) throw new RangeError(`the schedule of ${job} has no job`)
    taskList[everyTenant(job)] = async () => {
      await enqueueForAll(options, job, await tenants.all(0))
    }
  }
  return {
    taskList,
    parsedCronItems: parseCronItems(
      schedules.map(({ job, cron }) => ({ task: everyTenant(job), match: cron, identifier: job })),
    ),
    locked: lockedSchemas(() => tenants.all(lockedFreshMs)),
  }
}

/** The runner asks before every job, so it gets what was known a moment ago and never waits, but for the first time. */
function lockedSchemas(all: () => Promise<readonly Tenant[]>): () => Promise<string[]> {
  let known: string[] | undefined
  const read = async () => {
    known = (await all()).filter(isLocked).map(({ schema }) => schema)
    return known
  }
  return async () => {
    // Without a database there is no job to hold back either.
    const reading = read().catch(() => known ?? [])
    return known ?? (await reading)
  }
}

/** Name of the task that a schedule starts: it enqueues the job for each tenant. */
const everyTenant = (job: string) => `every-tenant:${job}`

/** Nothing happens in a tenant that was locked in an emergency; its jobs wait. */
const isLocked = (tenant: Tenant) => tenant.lockedAt !== undefined

/** How long it may take until the jobs of a tenant that was locked rest. */
const lockedFreshMs = 2000
/** How long a tenant is remembered for its jobs. */
const tenantFreshMs = 10_000

/**
 * One statement for all tenants, one after the other in time: hundreds of jobs that are due at once would stand before the mail
 * that somebody waits for.
 */
async function enqueueForAll({ db }: Options, job: string, all: readonly Tenant[]): Promise<void> {
  const open = all.filter((tenant) => !isLocked(tenant))
  if (open.length === 0) return
  const apart = Math.min(apartMs, spreadMs / open.length)
  await db.owner.pool.query(
    `SELECT ${quoteIdentifier(queueSchema(db.names.shared))}.add_job(
       $1, json_build_object('tenant', schema, 'payload', NULL), run_at => now() + (nth - 1) * $3 * interval '1 millisecond',
       job_key => schema || ' ' || $1, flags => ARRAY[schema])
     FROM unnest($2::text[]) WITH ORDINALITY AS tenants (schema, nth)`,
    [job, open.map(({ schema }) => schema), apart],
  )
}

/** What `enqueue_job` wraps around the payload. */
interface Envelope {
  /** The schema of the tenant. */
  readonly tenant: string
  readonly payload: unknown
}

async function runOne(
  { db, clock, log, metrics }: Options,
  tenants: KnownTenants,
  job: string,
  handler: JobHandler,
  envelope: Envelope,
): Promise<void> {
  const tenant = await tenants.find(envelope.tenant)
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

interface KnownTenants {
  all(freshMs: number): Promise<readonly Tenant[]>
  /** By its schema; one that is not known is looked for again. */
  find(schema: string): Promise<Tenant | undefined>
}

/** Reads the list of tenants once for many jobs. */
function rememberTenants(read: () => Promise<readonly Tenant[]>): KnownTenants {
  let known: Promise<readonly Tenant[]> | undefined
  let readAt = 0
  const all = (freshMs: number) => {
    if (!known || performance.now() - readAt > freshMs) {
      readAt = performance.now()
      known = read()
      known.catch(() => {
        known = undefined
      })
    }
    return known
  }
  const within = async (freshMs: number, schema: string) => (await all(freshMs)).find((one) => one.schema === schema)
  return {
    all,
    find: async (schema) => (await within(tenantFreshMs, schema)) ?? (await within(0, schema)),
  }
}
