import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { fixedClock } from '../../kernel/clock.ts'
import { createTenant, inShared, inTenant, sql, type Tenant } from '../database/index.ts'
import { anActor, type TestDatabase, testDatabase } from '../database/testing.ts'
import { createLog, createMetrics } from '../observe/index.ts'
import { enqueue, type JobHandler, type RunningJobs, runJobs } from './index.ts'
import { queueSchema } from './queue.ts'

let test_: TestDatabase
let other: Tenant
let running: RunningJobs | undefined
const log: string[] = []
beforeAll(async () => {
  test_ = await testDatabase()
  other = await createTenant(test_.db, test_.sources, { key: 'anderswo', name: 'Kreis', demo: false, land: 'NW' })
})
afterEach(async () => {
  await running?.stop()
  running = undefined
})
afterAll(() => test_.close())

const actor = anActor()
const start = async (jobs: Record<string, JobHandler>) => {
  running = await runJobs({
    db: test_.db,
    clock: fixedClock('2026-11-16T08:00:00Z'),
    log: createLog('warn', { write: (line: string) => log.push(line) }),
    metrics: createMetrics(),
    jobs,
    schedules: [],
    pollMs: 50,
  })
}

/** A handler that notes what it was given, and a promise for the first `count` of them. */
function notebook(count: number) {
  const notes: { tenant: string; payload: unknown; context: string }[] = []
  let done: () => void = () => undefined
  const all = new Promise<void>((resolve) => {
    done = resolve
  })
  const handler: JobHandler = async ({ tx, tenant }, payload) => {
    const { rows } = await sql<{ context: string }>`
      SELECT current_setting('app.actor') || ' ' || current_user || ' ' || current_schema() AS context`.execute(tx)
    notes.push({ tenant: tenant.key, payload, context: rows[0]!.context })
    if (notes.length === count) done()
  }
  return { notes, all, handler }
}

describe('a job', () => {
  test('is done once its transaction has committed, for its tenant, as the app role', async () => {
    const { notes, all, handler } = notebook(2)
    await start({ 'garden.water': handler })
    await inTenant(test_.db, test_.tenant, actor, (tx) => enqueue(tx, 'garden.water', { bed: 7 }))
    await inTenant(test_.db, other, 'system', (tx) => enqueue(tx, 'garden.water', { bed: 8 }))
    await all
    expect(notes.sort((a, b) => (a.tenant > b.tenant ? 1 : -1))).toEqual([
      { tenant: 'anderswo', payload: { bed: 8 }, context: `system ${test_.db.names.role.app} ${other.schema}` },
      { tenant: 'auental', payload: { bed: 7 }, context: `system ${test_.db.names.role.app} ${test_.tenant.schema}` },
    ])
  })

  test('of a transaction that was rolled back does not exist', async () => {
    const { notes, all, handler } = notebook(1)
    await start({ 'garden.water': handler })
    const failing = inTenant(test_.db, test_.tenant, actor, async (tx) => {
      await enqueue(tx, 'garden.water', 'never')
      throw new Error('rolled back')
    })
    await expect(failing).rejects.toThrow('rolled back')
    await inTenant(test_.db, test_.tenant, actor, (tx) => enqueue(tx, 'garden.water', 'after'))
    await all
    expect(notes.map((note) => note.payload)).toEqual(['after'])
  })

  test('that fails is tried again, and neither queue nor log keeps what it said about a person', async () => {
    let tries = 0
    const { all, handler } = notebook(1)
    await start({
      'garden.dig': async (run, payload) => {
        tries++
        if (tries === 1) throw new Error('Frau "Muster" hat keine Schaufel')
        await handler(run, payload)
      },
    })
    await inTenant(test_.db, test_.tenant, actor, (tx) => enqueue(tx, 'garden.dig'))
    const failed = await until(async () => {
      const { rows } = await test_.db.owner.pool.query(
        `UPDATE ${queueSchema(test_.db.names.shared)}._private_jobs SET run_at = now() WHERE last_error IS NOT NULL RETURNING last_error`,
      )
      return rows[0]?.last_error as string | undefined
    })
    expect(failed).toMatch(/garden\.dig failed/)
    await all
    expect(tries).toBe(2)
    expect(failed + log.join('')).not.toContain('Muster')
    expect(log.join('')).toContain('"job":"garden.dig"')
  })

  test('whose end the queue could not be told is done again by the next runner', async () => {
    const queue = queueSchema(test_.db.names.shared)
    const { notes, all, handler } = notebook(2)
    await test_.db.owner.pool.query(`
      CREATE FUNCTION ${queue}.keep() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'not now'; END $$;
      CREATE TRIGGER keep BEFORE DELETE ON ${queue}._private_jobs FOR EACH ROW EXECUTE FUNCTION ${queue}.keep()`)
    await start({ 'garden.mow': handler })
    await inTenant(test_.db, test_.tenant, actor, (tx) => enqueue(tx, 'garden.mow', 'lawn'))
    await until(async () => log.find((line) => line.includes('starting them again')))
    await test_.db.owner.pool.query(`DROP FUNCTION ${queue}.keep CASCADE`)
    await all
    expect(notes.map((note) => note.payload)).toEqual(['lawn', 'lawn'])
  })

  test('cannot be enqueued outside of a tenant, and the app role sees nothing of the queue', async () => {
    await expect(inShared(test_.db, (tx) => enqueue(tx as never, 'garden.water'))).rejects.toThrow(/to none/)
    const peek = (statement: string) =>
      inTenant(test_.db, test_.tenant, 'system', (tx) => sql.raw(statement).execute(tx))
    const queue = queueSchema(test_.db.names.shared)
    await expect(peek(`SELECT * FROM ${queue}._private_jobs`)).rejects.toThrow(/permission denied/)
    await expect(peek(`SELECT ${queue}.add_job('x')`)).rejects.toThrow(/permission denied/)
  })

  test('with a key waits once, per tenant', async () => {
    const { notes, all, handler } = notebook(2)
    for (const payload of [1, 2])
      await inTenant(test_.db, test_.tenant, actor, (tx) => enqueue(tx, 'garden.rake', payload, { key: 'k' }))
    await inTenant(test_.db, other, 'system', (tx) => enqueue(tx, 'garden.rake', 3, { key: 'k' }))
    await start({ 'garden.rake': handler })
    await all
    expect(notes.map((note) => note.payload).sort()).toEqual([2, 3])
  })
})

test('a schedule without its job is a mistake that is seen at the start', async () => {
  const options = {
    db: test_.db,
    clock: fixedClock('2026-11-16T08:00:00Z'),
    log: createLog('silent'),
    metrics: createMetrics(),
    jobs: {},
  }
  await expect(runJobs({ ...options, schedules: [{ job: 'x.y', cron: '0 3 * * *' }] })).rejects.toThrow(/x\.y/)
})

async function until<T>(ask: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const answer = await ask()
    if (answer !== undefined) return answer
    await new Promise(setImmediate)
  }
}
