/**
 * Signed-in people on mixed pages: `node tests/load/load.ts [--users 200] [--minutes 10] [--think 10] [--database
 * embedded|external]`. Each has a session, reads, searches and now and then sends a form, with a pause of `--think` seconds on
 * average (exponential). Prints tables in Markdown: times by page, errors, memory over time. Ends with 1 at any error.
 */
import { availableParallelism, cpus } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { DebianServer } from './debian.ts'
import { Installation } from './installation.ts'
import { memoryOf } from './memory.ts'
import { knownTo, somePage, word } from './pages.ts'
import { quantile, rounded, table } from './table.ts'
import { formsIn, Visitor } from './visitor.ts'
import { fieldsOfForm, tenant } from './writing.ts'

const { values: options } = parseArgs({
  options: {
    users: { type: 'string', default: '200' },
    minutes: { type: 'string', default: '10' },
    think: { type: 'string', default: '10' },
    database: { type: 'string', default: 'embedded' },
  },
})
const users = Number(options.users)
const minutes = Number(options.minutes)
const thinkMs = Number(options.think) * 1000

const times = new Map<string, number[]>()
const errors: string[] = []
const memory: {
  readonly minute: number
  readonly program: number
  readonly database: number
  readonly answered: number
}[] = []
let answered = 0

const server = options.database === 'external' ? await DebianServer.create() : undefined
const installation = await Installation.create(server ? { env: server.env } : {})
try {
  process.stderr.write(`first start in ${rounded((await installation.start()) / 1000, 1)} s\n`)
  const roles = ['coordinator', 'lead', 'caseManager', 'municipality', 'administrator'] as const
  // People who may open every page of the mix; the rest of the roles would be refused rightly.
  const able = ['coordinator', 'lead'] as const
  const visitors: Visitor[] = []
  for (let number = 0; number < users; number++) {
    const visitor = new Visitor(installation.origin)
    await visitor.enterAs(tenant, number % 10 === 0 ? roles[(number / 10) % roles.length]! : able[number % 2]!)
    visitors.push(visitor)
  }
  process.stderr.write(`${users} people have signed in\n`)
  const guide = new Visitor(installation.origin)
  await guide.enterAs(tenant, 'coordinator')
  const known = await knownTo(guide)
  const began = Date.now()
  const end = began + minutes * 60_000
  const watch = setInterval(() => note(began), 60_000 / Math.max(1, 6 / minutes))
  note(began)
  await Promise.all(visitors.map((visitor, number) => live(visitor, number, end, known)))
  clearInterval(watch)
  note(began)
} finally {
  await installation.remove()
  await server?.remove()
}
report()
if (errors.length > 0) process.exitCode = 1

async function live(
  visitor: Visitor,
  number: number,
  end: number,
  known: Awaited<ReturnType<typeof knownTo>>,
): Promise<void> {
  // They do not all begin at once.
  await sleep(Math.random() * thinkMs)
  while (Date.now() < end) {
    const dice = Math.random()
    if (dice < 0.06) await measured('search (form and result)', () => search(visitor))
    else if (dice < 0.08 && number % 10 !== 0 && number % 2 === 0)
      await measured('a new organisation (form)', () => write(visitor, number))
    else {
      const page = somePage()
      await measured(page.name, () => page.visit(visitor, known))
    }
    await sleep(Math.min(-Math.log(1 - Math.random()) * thinkMs, thinkMs * 6))
  }
}

async function measured(
  name: string,
  work: () => Promise<{ readonly status: number; readonly ms: number }>,
): Promise<void> {
  try {
    const { status, ms } = await work()
    answered++
    times.set(name, [...(times.get(name) ?? []), ms])
    // A role that may not open a page is told so; everything else is an error.
    if (status >= 400 && status !== 403) errors.push(`${name}: ${status}`)
  } catch (error) {
    errors.push(`${name}: ${(error as Error).message}`)
  }
}

async function search(visitor: Visitor): Promise<{ status: number; ms: number }> {
  const page = await visitor.get(`/${tenant}/inbox`)
  const form = formsIn(page.text).find(({ action }) => action === `/${tenant}/search`)
  if (!form) return page
  return await visitor.post(form.action, { ...form.fields, text: word() })
}

async function write(visitor: Visitor, number: number): Promise<{ status: number; ms: number }> {
  const fields = await fieldsOfForm(visitor)
  const name = `Last ${number}-${Date.now().toString(36)}`
  return await visitor.post(`/${tenant}/network/organisations/new`, { ...fields, name })
}

function note(began: number): void {
  const database = server ? server.processes() : installation.database()
  memory.push({
    minute: rounded((Date.now() - began) / 60_000, 1),
    program: rounded(memoryOf([installation.pid])),
    database: rounded(memoryOf(database)),
    answered,
  })
}

function report(): void {
  const all = [...times.values()].flat()
  const line = (name: string, values: readonly number[]) => [
    name,
    values.length,
    rounded(quantile(values, 0.5)),
    rounded(quantile(values, 0.95)),
    rounded(quantile(values, 0.99)),
    rounded(quantile(values, 1)),
  ]
  const [cpu] = cpus()
  process.stdout.write(
    [
      `\n${new Date().toISOString()}, ${users} signed-in people, ${minutes} minutes, pauses of ${options.think} s on average, ${options.database} database,`,
      `${availableParallelism()} cores (${cpu?.model ?? 'unknown'}), which this harness shares\n`,
      table(
        ['page', 'answers', 'p50 ms', 'p95 ms', 'p99 ms', 'longest ms'],
        [
          ...[...times].sort(([one], [other]) => one.localeCompare(other)).map(([name, values]) => line(name, values)),
          line('all', all),
        ],
      ),
      `\nErrors: ${errors.length}${errors.length ? ` (${[...new Set(errors)].slice(0, 10).join('; ')})` : ''}. ${rounded(all.length / (minutes * 60), 1)} answers a second.\n`,
      table(
        ['minute', 'program MiB', 'database MiB', 'answers so far'],
        memory.map(({ minute, program, database, answered: count }) => [minute, program, database, count]),
      ),
      '',
    ].join('\n'),
  )
}
