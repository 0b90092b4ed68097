/**
 * What a district costs: makes many on one installation, fills each with a demo's rows, and measures start, memory,
 * connections, pages, idle processor, schedules, backup and doctor beside the same with two.
 *
 *     node bench/tenants/run.ts            # 54 districts
 *     node bench/tenants/run.ts 100
 */
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { readConfig } from '../../src/platform/config/index.ts'
import { asOwner, connect, createTenant, type Database, migrate, sql } from '../../src/platform/database/index.ts'
import { allSources } from '../../src/platform/database/testing/rooms.ts'
import { copyRows } from '../../src/platform/upgrade/rehearse.ts'
import { cpuOf, familyOf, memoryOf, type Program, startProgram, timeCommand } from './processes.ts'

const count = Number(process.argv[2] ?? 54)
const folder = mkdtempSync(join(tmpdir(), 'nahtlos-districts-'))
const port = Number(process.env['PORT'] ?? 8197)
const env = { NAHTLOS_DATA: folder, PORT: String(port), NAHTLOS_LOG: 'error' }
const idleSeconds = 20
const sources = allSources()
const rows: [what: string, value: string][] = []
const tell = (what: string, value: string) => {
  rows.push([what, value])
  process.stderr.write(`${what}: ${value}\n`)
}
const ms = (value: number) => (value < 10_000 ? `${Math.round(value)} ms` : `${(value / 1000).toFixed(1)} s`)
const mb = (bytes: number) => `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`

const key = (nth: number) => `kreis-${nth}`

try {
  // The first start makes the database and the two demos, whose rows fill the others.
  await (await startProgram(env)).stop()
  const few = await startProgram(env)
  await watch(few, '2 districts', ['auental', 'warendorf'])
  await few.stop()

  await withDatabase(make)
  const many = await startProgram(env)
  await watch(
    many,
    `${count + 2} districts`,
    Array.from({ length: count }, (_, nth) => key(nth)),
  )
  await withDatabase(schedules)
  await many.stop()

  const file = join(folder, 'one.backup')
  tell(
    'backup of one district, command and all',
    ms(await timeCommand(env, 'backup', '--tenant', key(0), '--plain', '--no-verify', '--to', file)),
  )
  tell('its size', mb(statSync(file).size))
  tell('doctor', ms(await timeCommand(env, 'doctor')))
} finally {
  rmSync(folder, { recursive: true, force: true })
}
process.stdout.write(`| What | Measured |\n|---|---|\n${rows.map((row) => `| ${row.join(' | ')} |`).join('\n')}\n`)

async function withDatabase(work: (db: Database) => Promise<void>): Promise<void> {
  const db = await connect(readConfig(env), { say: () => undefined })
  try {
    await work(db)
  } finally {
    await db.close()
  }
}

async function make(db: Database): Promise<void> {
  // Both sides of a copy need the same tables.
  await migrate(db, sources)
  const times: number[] = []
  let filled = 0
  for (let nth = 0; nth < count; nth++) {
    const began = performance.now()
    const { schema } = await createTenant(db, sources, { key: key(nth), name: `Kreis ${nth}`, demo: true, land: 'NW' })
    times.push(performance.now() - began)
    filled = await copyRows(db, db.names.tenant('warendorf'), schema)
  }
  tell('making one district, median', ms(times.sort((one, other) => one - other)[count >> 1] as number))
  const { rows: sizes } = await asOwner(db, (tx) =>
    sql<{ bytes: number; relations: number }>`
      SELECT sum(pg_relation_size(c.oid))::float8 AS bytes, count(*)::int AS relations
      FROM pg_class c WHERE relnamespace = ${db.names.tenant(key(0))}::regnamespace`.execute(tx),
  )
  tell('rows of one', String(filled))
  tell('on disk of one, indexes included', `${mb(sizes[0]?.bytes ?? 0)} in ${sizes[0]?.relations} relations`)
  for (const [what, options] of [
    ['migrate with nothing to do', {}],
    ['migrate --dry-run', { dryRun: true }],
  ] as const) {
    const began = performance.now()
    await migrate(db, sources, options)
    tell(`${what}, ${count + 2} districts`, ms(performance.now() - began))
  }
}

async function watch(program: Program, what: string, keys: readonly string[]): Promise<void> {
  const postmaster = Number(readFileSync(join(folder, 'postgres/data/postmaster.pid'), 'utf8').split('\n')[0])
  const database = () => familyOf(postmaster)
  tell(`start to the first page, ${what}`, ms(program.startMs))
  for (const [nth, name] of ['first', 'second'].entries()) {
    const times: number[] = []
    for (const tenant of keys) {
      const began = performance.now()
      const answer = await fetch(`http://localhost:${port}/${tenant}/de`)
      await answer.text()
      if (answer.status !== 200) throw new Error(`${tenant}: ${answer.status}`)
      times.push(performance.now() - began)
    }
    times.sort((one, other) => one - other)
    const half = times[times.length >> 1] as number
    tell(
      `public start page of each, ${name} time, median and longest, ${what}`,
      `${ms(half)}, ${ms(times.at(-1) as number)}`,
    )
    if (nth === 0) await sleep(1000)
  }
  const scraped = performance.now()
  const metrics = await (await fetch(`http://localhost:${port}/metrics`)).text()
  tell(`/metrics, ${what}`, `${ms(performance.now() - scraped)}, ${Math.round(metrics.length / 1000)} kB`)
  await sleep(3000)
  const before = { program: cpuOf(program.pid), database: cpuOf(postmaster) }
  await sleep(idleSeconds * 1000)
  const used = { program: cpuOf(program.pid) - before.program, database: cpuOf(postmaster) - before.database }
  const share = (seconds: number) => `${((100 * seconds) / idleSeconds).toFixed(1)} %`
  tell(`idle, of one core: program, database, ${what}`, `${share(used.program)}, ${share(used.database)}`)
  tell(`memory: program, database, ${what}`, `${mb(memoryOf([program.pid]))}, ${mb(memoryOf(database()))}`)
  await withDatabase(async (db) => {
    const { rows: found } = await asOwner(db, (tx) =>
      sql<{
        n: number
      }>`SELECT count(*)::int - 1 AS n FROM pg_stat_activity WHERE backend_type = 'client backend'`.execute(tx),
    )
    tell(`connections, ${what}`, String(found[0]?.n))
  })
}

/** The hourly job of the platform for all districts at once, as its schedule starts it. */
async function schedules(db: Database): Promise<void> {
  const began = performance.now()
  await db.owner.pool.query(`SELECT graphile_worker.add_job('every-tenant:platform.tidy')`)
  let most = 0
  let left = 1
  let seen = false
  while (left > 0 || !seen) {
    const { rows: found } = await db.owner.pool.query<{ due: number; left: number }>(
      `SELECT count(*) FILTER (WHERE run_at <= now())::int AS due, count(*)::int AS left FROM graphile_worker._private_jobs j
       JOIN graphile_worker._private_tasks t ON t.id = j.task_id WHERE identifier = 'platform.tidy'`,
    )
    most = Math.max(most, found[0]?.due ?? 0)
    left = found[0]?.left ?? 0
    seen ||= left > 0
    await sleep(50)
  }
  tell(
    `the hourly job of ${count + 2} districts: all done after, most due at once`,
    `${ms(performance.now() - began)}, ${most}`,
  )
}
