import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { systemClock } from '../../kernel/clock.ts'
import { createTenant, inTenant, setTenantLock, type Tenant } from '../database/index.ts'
import { type TestDatabase, testDatabase } from '../database/testing.ts'
import { createLog, createMetrics } from '../observe/index.ts'
import { enqueue, type JobHandler, type RunningJobs, runJobs } from './index.ts'
import { queueSchema } from './queue.ts'
import { jobsRunSince, leaderLock, readQueue } from './state.ts'
import { tasksOf } from './tasks.ts'

let test_: TestDatabase
let other: Tenant
const programs: RunningJobs[] = []
const log: string[] = []
beforeAll(async () => {
  test_ = await testDatabase()
  other = await createTenant(test_.db, test_.sources, { key: 'anderswo', name: 'Kreis', demo: false, land: 'NW' })
})
afterEach(async () => {
  await Promise.all(programs.splice(0).map((program) => program.stop()))
})
afterAll(() => test_.close())

const options = (jobs: Record<string, JobHandler>) => ({
  db: test_.db,
  clock: systemClock,
  log: createLog('info', { write: (line: string) => log.push(line) }),
  metrics: createMetrics(),
  jobs,
  schedules: [],
  pollMs: 50,
})
const start = async (handler: JobHandler) => {
  programs.push(await runJobs(options({ 'garden.water': handler })))
}
const water = (payload: unknown, tenant = test_.tenant) =>
  inTenant(test_.db, tenant, 'system', (tx) => enqueue(tx, 'garden.water', payload))
/** As a kill would: the connection of whoever runs the jobs is gone, and a killed program does not come back. */
const killFirst = async () => {
  const [kind, queue] = leaderLock(test_.db.names.shared)
  const { rows } = await test_.db.owner.pool.query(
    `SELECT pg_terminate_backend(pid) AS ended FROM pg_locks
     WHERE locktype = 'advisory' AND granted AND classid::int8 = $1 AND objid::int8 = $2
       AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    [kind, queue >>> 0],
  )
  expect(rows).toEqual([{ ended: true }])
  // Not waited for: what it had begun hangs.
  return programs[0]!.stop()
}
/** Waits for what must happen soon; else says how the queue stands instead of letting the file run out of time. */
async function soon(happened: Promise<void>, what: string): Promise<void> {
  const ending = new AbortController()
  const late = sleep(20_000, true, { signal: ending.signal }).catch(() => false)
  if (await Promise.race([happened.then(() => false), late])) {
    const jobs = await test_.db.owner.pool.query(
      `SELECT id, locked_by, attempts, run_at, last_error FROM ${queueSchema(test_.db.names.shared)}._private_jobs`,
    )
    throw new Error(`${what} did not happen: ${JSON.stringify({ jobs: jobs.rows, log })}`)
  }
  ending.abort()
}

test('one program runs the jobs; the next takes over what it had begun within seconds', async () => {
  const done: string[] = []
  const begun = Promise.withResolvers<void>()
  const hanging = Promise.withResolvers<void>()
  const again = Promise.withResolvers<void>()
  await start(async (_run, payload) => {
    done.push(`first ${payload}`)
    if (payload !== 'long') return
    begun.resolve()
    await hanging.promise
  })
  await start(async (_run, payload) => {
    done.push(`second ${payload}`)
    if (payload === 'long') again.resolve()
  })
  expect(log.some((line) => line.includes('standing by'))).toBe(true)
  expect(await jobsRunSince(test_.db)).toBeInstanceOf(Date)
  for (const payload of [1, 2, 3]) await water(payload)
  await water('long')
  await soon(begun.promise, 'the long job')
  expect(done.every((line) => line.startsWith('first'))).toBe(true)

  const gone = killFirst()
  // Left alone, the queue would keep it for four hours.
  await soon(again.promise, 'taking over')
  expect(log.some((line) => line.includes('are begun again'))).toBe(true)
  hanging.resolve()
  await gone
})

test('jobs of a locked district wait until it is open again', async () => {
  const done: string[] = []
  const both = Promise.withResolvers<void>()
  await setTenantLock(test_.db, other.key, { since: new Date(), reason: 'test' })
  await water('locked', other)
  await water('open')
  const first = Promise.withResolvers<void>()
  await start(async ({ tenant }) => {
    done.push(tenant.key)
    first.resolve()
    if (done.length === 2) both.resolve()
  })
  await first.promise
  expect((await readQueue(test_.db, other.schema))[0]).toMatchObject({ waiting: 1, running: 0 })
  expect(done).toEqual(['auental'])
  await setTenantLock(test_.db, other.key, undefined)
  await both.promise
  expect(done).toEqual(['auental', 'anderswo'])
})

test('a schedule enqueues one job for each district, one after the other, at once for nobody', async () => {
  const { taskList } = tasksOf({
    ...options({ 'garden.tidy': async () => undefined }),
    schedules: [{ job: 'garden.tidy', cron: '0 3 * * *' }],
  })
  const everyTenant = taskList['every-tenant:garden.tidy'] as () => Promise<void>
  await everyTenant()
  await everyTenant()
  const queue = queueSchema(test_.db.names.shared)
  const { rows } = await test_.db.owner.pool.query(`
    SELECT payload ->> 'tenant' AS tenant, flags ? (payload ->> 'tenant') AS flag,
      round(extract(epoch FROM run_at - min(run_at) OVER ()) * 1000)::int AS after
    FROM ${queue}._private_jobs j JOIN ${queue}._private_tasks t ON t.id = j.task_id
    WHERE identifier = 'garden.tidy' ORDER BY 1`)
  expect(rows).toEqual([
    { tenant: other.schema, flag: true, after: 0 },
    { tenant: test_.tenant.schema, flag: true, after: 500 },
  ])
  expect((await readQueue(test_.db, other.schema))[0]).toMatchObject({ schema: other.schema, failed: 0 })
})
