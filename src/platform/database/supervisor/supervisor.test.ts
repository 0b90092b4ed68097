/** Real processes and real kills: what an operator's machine does to the embedded database. */
import { type ChildProcess, spawn } from 'node:child_process'
import { EventEmitter, once } from 'node:events'
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type Config, openSecrets, readConfig } from '../../config/index.ts'
import { lives } from '../../process/presence.mjs'
import { openEmbedded } from '../embedded.ts'
import { asOwner, connect, sql } from '../index.ts'
import { findPostmaster } from './postmaster.ts'
import { stopServer } from './supervisor.ts'

const parent = mkdtempSync(join(tmpdir(), 'supervisor-'))
// As root the server's account passes through.
chmodSync(parent, 0o711)
/** One cluster for most tests: making one takes longest. */
const dataDir = join(parent, 'data')
const data = join(dataDir, 'postgres/data')
const configFor = (folder: string): Config => readConfig({ NAHTLOS_DATA: folder })
const quiet = { say: () => undefined }

interface User {
  readonly process: ChildProcess
  readonly lines: string[]
  /** The first line that begins so, once it was said. */
  said(start: string, after?: number): Promise<string>
}
const started: User[] = []

function user(folder = dataDir, ...rest: string[]): User {
  const program = fileURLToPath(new URL('./user.ts', import.meta.url))
  const child = spawn(process.execPath, [program, folder, ...rest], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { PATH: process.env['PATH'] },
  })
  const lines: string[] = []
  const news = new EventEmitter().setMaxListeners(0)
  createInterface({ input: child.stdout! })
    .on('line', (line) => {
      lines.push(line)
      news.emit('line')
    })
    .on('close', () => news.emit('line'))
  const made: User = {
    process: child,
    lines,
    async said(start, after = 0) {
      for (;;) {
        const found = lines.slice(after).find((line) => line.startsWith(start))
        if (found !== undefined) return found
        if (child.exitCode !== null || child.signalCode !== null)
          throw new Error(`it ended without saying "${start}":\n${lines.join('\n')}`)
        await once(news, 'line')
      }
    },
  }
  started.push(made)
  return made
}

const serverOf = async (one: User) => Number((await one.said('ready')).split(' ')[1])

async function end(one: User, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  if (one.process.exitCode !== null || one.process.signalCode !== null) return
  one.process.kill(signal)
  await once(one.process, 'exit')
}

async function rows(): Promise<number[]> {
  const db = await connect(configFor(dataDir), quiet)
  const found = await asOwner(db, (tx) => sql<{ number: number }>`SELECT number FROM public.row ORDER BY 1`.execute(tx))
  await db.close()
  return found.rows.map(({ number }) => number)
}
const numbersIn = (one: User, word: string) =>
  one.lines.filter((line) => line.startsWith(`${word} `)).map((line) => Number(line.split(' ')[1]))

beforeAll(async () => {
  await (await connect(configFor(dataDir), quiet)).close()
}, 60_000)
afterEach(async () => {
  await Promise.all(started.splice(0).map((one) => end(one, 'SIGKILL')))
  await stopServer(dataDir)
})
afterAll(() => rmSync(parent, { recursive: true, force: true }))

test('the server is reached by its socket alone, and its files are closed to others', async () => {
  const db = await connect(configFor(dataDir), quiet)
  const found = await asOwner(db, (tx) =>
    sql<Record<string, string>>`SELECT current_setting('listen_addresses') AS tcp, current_setting('fsync') AS fsync,
      (SELECT datlocale FROM pg_database WHERE datname = current_database()) AS locale`.execute(tx),
  )
  expect(found.rows[0]).toEqual({ tcp: '', fsync: 'on', locale: 'de-DE' })
  expect(statSync(join(dataDir, 'secret')).mode & 0o777).toBe(0o600)
  for (const folder of [data, join(dataDir, 'postgres/run')]) expect(statSync(folder).mode & 0o777).toBe(0o700)
  const { uid } = statSync(data)
  if (process.getuid?.() === 0) expect(uid).not.toBe(0)
  await expect(
    new pg.Client({ host: join(dataDir, 'postgres/run'), user: 'nahtlos_owner', password: 'x' }).connect(),
  ).rejects.toMatchObject({ code: '28P01' })
  await db.close()
})

test('a second user attaches; the server ends with the last', async () => {
  const first = user()
  const pid = await serverOf(first)
  const second = user()
  expect(await serverOf(second)).toBe(pid)
  await end(first)
  expect(lives(pid)).toBe(true)
  await end(second)
  expect(lives(pid)).toBe(false)
})

test('a server whose user was killed is used by the next, and ends with it', async () => {
  const first = user()
  const pid = await serverOf(first)
  await end(first, 'SIGKILL')
  expect(lives(pid)).toBe(true)
  const second = user()
  expect(await serverOf(second)).toBe(pid)
  await end(second)
  expect(lives(pid)).toBe(false)
})

test('a killed server comes back under its users, and no committed row is lost', async () => {
  const writer = user(dataDir, 'write')
  const watcher = user()
  const first = await serverOf(writer)
  await watcher.said('ready')
  let pid = first
  for (const at of [20, 40, 60]) {
    await writer.said(`wrote ${at}`)
    process.kill(pid, 'SIGKILL')
    const killed = pid
    while (pid === killed) {
      await writer.said('wrote', writer.lines.length)
      pid = findPostmaster(data)?.pid ?? killed
    }
  }
  expect(pid).not.toBe(first)
  await end(writer)
  const there = new Set(await rows())
  expect(numbersIn(writer, 'wrote').filter((number) => !there.has(number))).toEqual([])
  expect(numbersIn(writer, 'lost').length).toBeLessThan(30)
}, 60_000)

test('both killed at once: the next start recovers by itself', async () => {
  const writer = user(dataDir, 'write')
  const pid = await serverOf(writer)
  await asRow(writer, 30)
  process.kill(pid, 'SIGKILL')
  await end(writer, 'SIGKILL')
  const there = new Set(await rows())
  expect(numbersIn(writer, 'wrote').filter((number) => !there.has(number))).toEqual([])
})

/** Waits until so many further rows were written; earlier tests left theirs in the table. */
async function asRow(writer: User, count: number): Promise<void> {
  while (writer.lines.filter((line) => /^(wrote|lost)/.test(line)).length < count)
    await writer.said('', writer.lines.length)
}

test('a number in the lock files that belongs to another program by now does not mislead', async () => {
  const stranger = spawn('sleep', ['60'])
  writeFileSync(
    join(data, 'postmaster.pid'),
    `${stranger.pid}\n${data}\n1\n5432\n${dataDir}/postgres/run\n\n\nready   \n`,
  )
  writeFileSync(join(dataDir, 'postgres/run/.s.PGSQL.5432.lock'), `${stranger.pid}\n`)
  const one = user()
  expect(await serverOf(one)).not.toBe(stranger.pid)
  await end(one)
  expect(stranger.exitCode).toBeNull()
  stranger.kill()
})

test('two first starts at once make one cluster', async () => {
  const folder = join(parent, 'fresh')
  const both = [user(folder), user(folder)]
  const [one, two] = await Promise.all(both.map(serverOf))
  expect(one).toBe(two)
  await Promise.all(both.map((each) => end(each)))
  expect(lives(one!)).toBe(false)
}, 60_000)

test('a first start that was killed half-way is begun again', async () => {
  const folder = join(parent, 'interrupted')
  const one = user(folder)
  for (;;) {
    try {
      statSync(join(folder, 'postgres/log'))
      break
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  }
  await end(one, 'SIGKILL')
  mkdirSync(join(folder, 'postgres-new-dead'))
  const next = user(folder)
  expect(await serverOf(next)).toBeGreaterThan(0)
  await end(next)
  expect(() => statSync(join(folder, 'postgres-new-dead'))).toThrow()
}, 60_000)

test('a path that is too long for a socket is no hindrance', async () => {
  const folder = join(parent, 'x'.repeat(120))
  const one = user(folder)
  const pid = await serverOf(one)
  const { socket } = findPostmaster(join(folder, 'postgres/data'))!
  expect(socket).not.toContain('xxx')
  expect(statSync(socket).mode & 0o777).toBe(0o700)
  process.kill(pid, 'SIGKILL')
  await one.said('note The embedded PostgreSQL has ended')
  const next = await awaitRestart(folder, pid)
  expect(next.socket).not.toBe(socket)
  expect(() => statSync(socket)).toThrow()
  await end(one)
  expect(lives(next.pid)).toBe(false)
  expect(() => statSync(next.socket)).toThrow()
}, 60_000)

async function awaitRestart(folder: string, killed: number) {
  for (;;) {
    const found = findPostmaster(join(folder, 'postgres/data'))
    if (found?.ready && found.pid !== killed) return found
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

test.runIf(process.getuid?.() === 0)('root is told which folder is closed to the server', async () => {
  const closed = join(parent, 'closed')
  mkdirSync(closed, { mode: 0o700 })
  await expect(connect(configFor(join(closed, 'data')), quiet)).rejects.toThrow(`chmod o+x ${closed}`)
})

test('data of another major version is refused with the remedy', async () => {
  const file = join(data, 'PG_VERSION')
  const before = readFileSync(file)
  writeFileSync(file, '17\n')
  await expect(connect(configFor(dataDir), quiet)).rejects.toThrow(
    /was written by PostgreSQL 17; this program brings PostgreSQL 18\. Make a backup/,
  )
  writeFileSync(file, before)
})

test('data sorted by another ICU is refused with the remedy', async () => {
  const server = await openEmbedded({
    dataDir,
    secrets: await openSecrets(configFor(dataDir)),
    durable: true,
    ...quiet,
  })
  const client = new pg.Client(server.superuser())
  await client.connect()
  const [before] = (await client.query("SELECT datcollversion AS v FROM pg_database WHERE datname = 'nahtlos'")).rows
  const set = (version: string) =>
    client.query("UPDATE pg_database SET datcollversion = $1 WHERE datname = 'nahtlos'", [version])
  await set('1.2')
  await expect(connect(configFor(dataDir), quiet)).rejects.toThrow(/sorted by ICU 1\.2, but this program brings ICU/)
  await set(before.v)
  await client.end()
  await server.supervisor.close()
})

test('another secret than that of the data is refused with the remedy', async () => {
  const config = { ...configFor(dataDir), secret: 'another secret, long enough to be one' }
  await expect(connect(config, quiet)).rejects.toThrow(
    /secret of this installation is not the one .* Put back the file/,
  )
})
