/**
 * What else goes wrong: `node tests/load/troubles.ts [--only disk,away,mail,clock] [--away 30] [--full 180]`. The disk of the data is
 * full (a small tmpfs, which needs root), the database is stopped for a while, the mail server takes the line and says
 * nothing, the program's clock jumps (libfaketime, Debian's package `faketime`). Prints a table in Markdown: what people saw,
 * how long it took to go on without anybody's hand, what is missing. Ends with 1 when anything is.
 */
import { execFileSync } from 'node:child_process'
import { closeSync, existsSync, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { SMTPServer } from 'smtp-server'
import { readConfig } from '../../src/platform/config/index.ts'
import { connect, getTenant, inTenant } from '../../src/platform/database/index.ts'
import { sendMail } from '../../src/platform/mail/index.ts'
import { Installation } from './installation.ts'
import { quantile, rounded, table } from './table.ts'
import { Visitor } from './visitor.ts'
import { auditOf, fieldsOfForm, missingOf, tenant, Writers, wordingOf } from './writing.ts'

const { values: options } = parseArgs({
  options: {
    only: { type: 'string', default: 'disk,away,mail,clock' },
    away: { type: 'string', default: '30' },
    full: { type: 'string', default: '180' },
  },
})

interface Row {
  readonly trouble: string
  readonly seen: string
  readonly back: string
  readonly acknowledged: number
  readonly missing: number
  readonly seals: boolean
}

const troubles: Readonly<Record<string, () => Promise<Row>>> = { disk, away, mail, clock }
const rows: Row[] = []
for (const name of options.only.split(',')) {
  const trouble = troubles[name]
  if (!trouble) throw new Error(`there is no trouble ${name}`)
  process.stderr.write(`${name}\n`)
  const row = await trouble()
  process.stderr.write(`${JSON.stringify(row)}\n`)
  rows.push(row)
}
process.stdout.write(
  `\n${new Date().toISOString()}\n\n${table(
    ['trouble', 'what people saw', 'going on again', 'acknowledged', 'missing', 'seals'],
    rows.map(({ trouble, seen, back, acknowledged, missing, seals }) => [
      trouble,
      seen,
      back,
      acknowledged,
      missing,
      seals ? 'hold' : 'BROKEN',
    ]),
  )}\n`,
)
if (rows.some(({ missing, seals }) => missing > 0 || !seals)) process.exitCode = 1

/** The disk that holds database and secret has no byte left. */
async function disk(): Promise<Row> {
  const folder = mkdtempSync('/tmp/nahtlos-full-')
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1500m,mode=711', 'tmpfs', folder])
  const installation = await Installation.create({ folder: join(folder, 'program') })
  const ballast = join(folder, 'ballast')
  try {
    await installation.start()
    return await underWriting('disk full', installation, async (load) => {
      fill(ballast)
      // PostgreSQL has some room of its own, in pages and log files that it made before.
      const end = Date.now() + Number(options.full) * 1000
      while (load.refused.size === 0 && Date.now() < end) await sleep(100)
      fill(ballast)
      const seen = await refusalsFor(installation, 10)
      rmSync(ballast)
      return seen
    })
  } finally {
    rmSync(ballast, { force: true })
    await installation.remove()
    execFileSync('umount', ['-l', folder])
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The database hears and says nothing, as on a machine that hangs. */
async function away(): Promise<Row> {
  const installation = await Installation.create()
  try {
    await installation.start()
    return await underWriting(`database stands still for ${options.away} s`, installation, async () => {
      const pids = installation.database()
      for (const pid of pids) process.kill(pid, 'SIGSTOP')
      // By the clock, not when the last reader has given up.
      const over = sleep(Number(options.away) * 1000).then(() => {
        for (const pid of pids) process.kill(pid, 'SIGCONT')
      })
      const [seen] = await Promise.all([refusalsFor(installation, Number(options.away)), over])
      return seen
    })
  } finally {
    await installation.remove()
  }
}

/** Writers go on through the trouble; afterwards everything acknowledged must be there. */
async function underWriting(
  trouble: string,
  installation: Installation,
  during: (load: Writers) => Promise<string>,
): Promise<Row> {
  const load = new Writers(installation.origin, { patienceMs: 90_000, noteBytes: 2000 })
  await load.start(8)
  await sleep(3000)
  const seen = await during(load)
  const before = load.acknowledged.length
  const began = performance.now()
  while (load.acknowledged.length < before + 4 && performance.now() - began < 180_000) await sleep(50)
  const back = `${rounded((performance.now() - began) / 1000, 1)} s`
  const goesOn = load.acknowledged.length > before
  await load.stop()
  if (!goesOn) process.stderr.write(`${installation.said}\n`)
  const { without, sealed } = await auditOf(installation, load.acknowledged)
  const missing = (await missingOf(installation.origin, load.acknowledged)).length + without
  const refused = [...load.refused].map(([said, count]) => `${count} × ${said}`).join('; ')
  return {
    trouble,
    seen: `reading: ${seen}; writing: ${refused || 'everything was written'}`,
    back: goesOn ? back : 'NOT within 3 minutes',
    acknowledged: load.acknowledged.length,
    missing,
    seals: sealed,
  }
}

/** Somebody keeps trying a form and a page: what the answers said, and how long they took. */
async function refusalsFor(installation: Installation, seconds: number): Promise<string> {
  const end = Date.now() + seconds * 1000
  const waits: number[] = []
  const said = new Map<string, number>()
  const count = (what: string) => said.set(what, (said.get(what) ?? 0) + 1)
  while (Date.now() < end) {
    const visitor = new Visitor(installation.origin, 90_000)
    await visitor.get(`/${tenant}/sign-in`).then(
      (answer) => {
        waits.push(answer.ms)
        count(answer.status === 200 ? 'the page' : wordingOf(answer))
      },
      (error: Error) => count(`no answer (${error.message})`),
    )
    await sleep(200)
  }
  const words = [...said].map(([what, times]) => `${times} × ${what}`).join('; ')
  return `${words}; answers within ${rounded(quantile(waits, 0.5) / 1000, 1)} s (median), ${rounded(quantile(waits, 1) / 1000, 1)} s (longest)`
}

/** Until not one more page can be written, by whoever. */
function fill(path: string): void {
  const file = openSync(path, 'a')
  for (const block of [Buffer.alloc(1 << 20), Buffer.alloc(4096)]) while (fits(file, block));
  closeSync(file)
}

function fits(file: number, block: Uint8Array): boolean {
  try {
    return writeSync(file, block) === block.length
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
    return false
  }
}

/** The mail server takes the line and says nothing; later another one answers at the same address. */
async function mail(): Promise<Row> {
  const sockets = new Set<Socket>()
  const silent = createServer((socket) => sockets.add(socket))
  const port = await listening(silent)
  const installation = await Installation.create({
    env: {
      NAHTLOS_SMTP_URL: `smtp://127.0.0.1:${port}`,
      NAHTLOS_MAIL_FROM: 'nahtlos@kreis.example',
      NAHTLOS_SMTP_TLS: 'optional',
    },
  })
  const received: string[] = []
  try {
    await installation.start()
    await installation.command(['tenant', 'create', 'kreis-beispiel', '--name', 'Kreis Beispiel'])
    const count = 5
    await queueMails(installation, count)
    const seen = await refusalsFor(installation, 20)
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => silent.close(resolve))
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onData(stream, session, done) {
        stream.resume().on('end', () => {
          received.push(...session.envelope.rcptTo.map(({ address }) => address))
          done()
        })
      },
    })
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
    const began = performance.now()
    while (new Set(received).size < count && performance.now() - began < 240_000) await sleep(200)
    const back = `all ${count} mails after ${rounded((performance.now() - began) / 1000)} s`
    await new Promise<void>((resolve) => server.close(resolve))
    const { sealed } = await auditOf(installation, [])
    const missing = count - new Set(received).size
    return { trouble: 'mail server hangs for 20 s', seen, back, acknowledged: count, missing, seals: sealed }
  } finally {
    await installation.remove()
  }
}

function listening(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port))
  })
}

/** Mails of a district that is no demo, queued as the program does it, beside the running one. */
async function queueMails(installation: Installation, count: number): Promise<void> {
  const db = await connect(readConfig(installation.env), { say: () => undefined })
  try {
    const district = await getTenant(db, 'kreis-beispiel')
    await inTenant(db, district, 'system', async (tx) => {
      for (let number = 0; number < count; number++)
        await sendMail(tx, {
          to: `empfang${number}@kreis.example`,
          template: 'identity.forgotten',
          locale: 'de',
          links: { set: '/sign-in' },
        })
    })
  } finally {
    await db.close()
  }
}

/** The program's clock goes a day forward, then two back, then right again; the database's stays. */
async function clock(): Promise<Row> {
  const library = [
    '/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1',
    '/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1',
  ].find((path) => existsSync(path))
  if (!library) throw new Error('There is no libfaketime. Install it with: apt-get install faketime')
  const folder = mkdtempSync('/tmp/nahtlos-clock-')
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'time')
  const installation = await Installation.create()
  const set = async (offset: string) => {
    writeFileSync(file, `${offset}\n`)
    await sleep(1500)
  }
  await set('+0')
  const seen: string[] = []
  const written: Awaited<ReturnType<typeof write>>[] = []
  try {
    await installation.start({
      LD_PRELOAD: library,
      FAKETIME_TIMESTAMP_FILE: file,
      FAKETIME_NO_CACHE: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
    })
    const visitor = new Visitor(installation.origin)
    await visitor.enterAs(tenant, 'coordinator')
    for (const [words, offset] of [
      ['right', '+0'],
      ['a day ahead', '+86400'],
      ['a day behind', '-86400'],
      ['right again', '+0'],
    ] as const) {
      await set(offset)
      const done = await write(visitor, words)
      written.push(done)
      seen.push(`${words}: ${done.said}`)
    }
    const load = new Writers(installation.origin)
    const began = performance.now()
    await load.start(2)
    while (load.acknowledged.length < 4 && performance.now() - began < 60_000) await sleep(50)
    await load.stop()
    const back = `${rounded((performance.now() - began) / 1000, 1)} s`
    const all = [...load.acknowledged, ...written.flatMap(({ made }) => (made ? [made] : []))]
    const { without, sealed } = await auditOf(installation, all)
    const missing = (await missingOf(installation.origin, all)).length + without
    return {
      trouble: 'clock jumps by a day',
      seen: seen.join('; '),
      back,
      acknowledged: all.length,
      missing,
      seals: sealed,
    }
  } finally {
    await installation.remove()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** One form by somebody who signed in before the jump, and again when asked to. */
async function write(visitor: Visitor, words: string) {
  const name = `Stelle Uhr ${words} ${Date.now().toString(36)}`
  const send = async () =>
    await visitor.post(`/${tenant}/network/organisations/new`, { ...(await fieldsOfForm(visitor)), name })
  let said = 'written'
  let answer = await send().catch(() => undefined)
  if (answer === undefined || (answer.headers.location ?? '').includes('/sign-in')) {
    said = 'asked to sign in again, then written'
    await visitor.enterAs(tenant, 'coordinator')
    answer = await send()
  }
  const address = answer.headers.location?.replace(/\?.*/, '')
  const made = answer.status === 303 && address?.includes('/organisations/') ? { name, address } : undefined
  return { said: made ? said : `${answer.status}`, made }
}
