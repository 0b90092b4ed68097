/**
 * The rival's side: Payload with the configuration that is given beside the repository (`RIVALS`, a folder that
 * holds `payload/`), copied into the working folder, built once, filled with the same rows.
 */
import { execFileSync, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, existsSync, globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Cluster } from './cluster.ts'
import * as rows from './rows.ts'

const database = 'payload'
const base = 'http://127.0.0.1:8056'
/** As its configuration names it. */
export const rivalsPort = 55_439

export interface Rival {
  readonly base: string
  readonly pid: number
  readonly tokens: { readonly worker: string; readonly admin: string }
  /** Open cases of the worker's team, the same on every run. */
  readonly files: readonly number[]
  stop(): Promise<void>
}

/** Whether the rival is there to be measured. */
export const hasRival = (given: string | undefined): given is string =>
  given !== undefined && existsSync(join(given, 'payload/package.json'))

/** Installs, builds and fills what is not there yet; some minutes the first time. */
export async function prepareRival(given: string, folder: string, cluster: Cluster): Promise<void> {
  const source = join(given, 'payload')
  const mark = markOf(source)
  const copy = join(folder, 'payload')
  const marked = join(copy, '.made-of')
  if (existsSync(marked) && readFileSync(marked, 'utf8') === mark) return
  cpSync(source, copy, { recursive: true })
  execFileSync('chmod', ['-R', 'u+w', copy])
  await cluster.query('postgres', `DROP DATABASE IF EXISTS ${database}`)
  await cluster.query('postgres', `CREATE DATABASE ${database}`)
  const run = (command: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
    execFileSync(command, args, {
      cwd: copy,
      env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'development', ...env },
      stdio: ['ignore', 'ignore', 'inherit'],
    })
  run('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'])
  const payload = join(copy, 'node_modules/.bin/payload')
  run(payload, ['run', 'src/init.ts'], { PUSH: '1' })
  await fill(cluster)
  run(payload, ['run', 'src/users.ts'])
  run(join(copy, 'node_modules/.bin/next'), ['build'], { NODE_ENV: 'production' })
  writeFileSync(marked, mark)
}

/** What the copy was made of: the given files and the rows. */
function markOf(source: string): string {
  const hash = createHash('sha256').update(readFileSync(new URL('rows.ts', import.meta.url)))
  for (const path of globSync('{*.*,src/**/*.ts*}', { cwd: source }).sort())
    hash.update(readFileSync(join(source, path)))
  return hash.digest('hex')
}

async function fill(cluster: Cluster): Promise<void> {
  const insert = async (table: string, columns: Readonly<Record<string, string>>, list: readonly object[]) => {
    const names = Object.keys(columns).join(', ')
    const typed = Object.entries(columns).map((column) => column.join(' '))
    for (let at = 0; at < list.length; at += 5000)
      await cluster.query(
        database,
        `INSERT INTO ${table} (${names}, updated_at, created_at)
         SELECT ${names}, now(), now() FROM json_to_recordset($1) AS given(${typed})`,
        [JSON.stringify(list.slice(at, at + 5000))],
      )
    await cluster.query(database, `SELECT setval('${table}_id_seq', ${list.length})`)
  }
  const teams = Array.from({ length: rows.sizes.teams }, (_, nth) => ({ id: nth + 1, name: `team-${nth + 1}` }))
  await insert('orgs', { id: 'int', name: 'text' }, teams)
  await insert(
    'persons',
    { id: 'int', family_name: 'text', given_name: 'text', birth_date: 'date', language: 'text', phone: 'text' },
    [...rows.persons()].map((one) => ({
      id: one.id,
      family_name: one.familyName,
      given_name: one.givenName,
      birth_date: one.birthDate,
      language: one.language,
      phone: one.phone,
    })),
  )
  await insert(
    'cases',
    {
      id: 'int',
      ref: 'text',
      person_id: 'int',
      org_id: 'int',
      status: 'enum_cases_status',
      phase: 'enum_cases_phase',
      risk: 'enum_cases_risk',
      opened_on: 'date',
      next_due: 'date',
      summary: 'text',
    },
    [...rows.cases()].map((one) => ({
      id: one.id,
      ref: one.reference,
      person_id: one.personId,
      org_id: one.teamId,
      status: one.open ? 'open' : 'closed',
      phase: phaseThere[one.phase],
      risk: one.risk,
      opened_on: one.openedOn,
      next_due: one.nextDueOn,
      summary: one.summary,
    })),
  )
  await insert(
    'needs',
    { id: 'int', case_id: 'int', area: 'text', level: 'int', status: 'text' },
    [...rows.needs()].map(({ caseId, ...one }) => ({ ...one, case_id: caseId })),
  )
  await cluster.query(database, 'VACUUM ANALYZE')
}

const phaseThere = { assessment: 'assessment', planning: 'plan', linking: 'implementation', monitoring: 'monitoring' }

/** Starts it as its own start script does, and signs both users in. */
export async function serveRival(folder: string): Promise<Rival> {
  const copy = join(folder, 'payload')
  const url = new URL(base)
  const child = spawn(
    process.execPath,
    ['node_modules/next/dist/bin/next', 'start', '-H', url.hostname, '-p', url.port],
    {
      cwd: copy,
      env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  )
  const gone = new Promise<void>((resolve) => child.on('exit', () => resolve()))
  const stop = async () => {
    child.kill('SIGTERM')
    // One that does not go by itself would keep the port and the database from the next run.
    const kill = setTimeout(() => child.kill('SIGKILL'), 10_000)
    await gone
    clearTimeout(kill)
  }
  const tokens = await readyWith(gone).catch(async (error: unknown) => {
    await stop()
    throw error
  })
  return {
    base,
    pid: child.pid!,
    tokens,
    files: [...rows.cases()]
      .filter((one) => one.open && one.teamId === rows.workersTeam)
      .map(({ id }) => id)
      .slice(0, 300),
    stop,
  }
}

/** Both users signed in, once it answers. Throws when it does not within a minute or has ended. */
async function readyWith(gone: Promise<void>): Promise<Rival['tokens']> {
  const ended = gone.then(() => Promise.reject(new Error('Payload has ended')))
  ended.catch(() => undefined)
  await Promise.race([answering(), ended])
  return { worker: await signIn('worker'), admin: await signIn('admin') }
}

async function answering(): Promise<void> {
  const end = Date.now() + 60_000
  for (;;) {
    const answer = await fetch(base).catch(() => undefined)
    if (answer) return
    if (Date.now() > end) throw new Error('Payload does not answer')
    await sleep(200)
  }
}

async function signIn(who: 'worker' | 'admin'): Promise<string> {
  const answer = await fetch(`${base}/api/users/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: `${who}@example.com`, password: 'peer-bench-1' }),
  })
  const { token } = (await answer.json()) as { token?: string }
  if (!token) throw new Error(`Payload does not let ${who} in: ${answer.status}`)
  return token
}
