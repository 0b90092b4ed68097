/**
 * SIGKILL under writing load: `node tests/load/kills.ts [--kills 20] [--writers 8] [--database embedded|external|both]
 * [--what program,database,both]`. After every kill each acknowledged write must be found again; at the end the audit must
 * have an entry for each and its seals must hold. Prints a table in Markdown; ends with 1 when anything is missing.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { DebianServer } from './debian.ts'
import { Installation } from './installation.ts'
import { quantile, rounded, table } from './table.ts'
import { type Acknowledged, auditOf, missingOf, Writers } from './writing.ts'

const { values: options } = parseArgs({
  options: {
    kills: { type: 'string', default: '20' },
    writers: { type: 'string', default: '8' },
    database: { type: 'string', default: 'both' },
    what: { type: 'string', default: 'program,database,both' },
  },
})
const kills = Number(options.kills)
const writers = Number(options.writers)
const kinds =
  options.database === 'both' ? (['embedded', 'external'] as const) : [options.database as 'embedded' | 'external']

type Kind = 'embedded' | 'external'
type What = 'program' | 'database' | 'both'

interface Row {
  readonly killed: string
  readonly acknowledged: number
  readonly missing: number
  readonly withoutAudit: number
  readonly sealed: boolean
  /** Milliseconds from the kill until a form was acknowledged again. */
  readonly backMs: readonly number[]
}

const rows: Row[] = []
for (const kind of kinds)
  await withInstallation(kind, async (installation, server) => {
    for (const what of options.what.split(',') as What[]) rows.push(await run(installation, server, kind, what))
  })

process.stdout.write(`\n${new Date().toISOString()}, ${kills} kills each, ${writers} writers without a pause\n\n`)
process.stdout.write(
  `${table(
    [
      'killed',
      'kills',
      'acknowledged',
      'missing',
      'without audit entry',
      'seals',
      'writing again after, median s',
      'longest s',
    ],
    rows.map(({ killed, acknowledged, missing, withoutAudit, sealed, backMs }) => [
      killed,
      backMs.length,
      acknowledged,
      missing,
      withoutAudit,
      sealed ? 'hold' : 'BROKEN',
      rounded(quantile(backMs, 0.5) / 1000, 1),
      rounded(quantile(backMs, 1) / 1000, 1),
    ]),
  )}\n`,
)
if (rows.some((row) => row.missing > 0 || row.withoutAudit > 0 || !row.sealed)) process.exitCode = 1

async function withInstallation(
  kind: Kind,
  work: (installation: Installation, server: DebianServer | undefined) => Promise<void>,
): Promise<void> {
  const server = kind === 'external' ? await DebianServer.create() : undefined
  const installation = await Installation.create(server ? { env: server.env } : {})
  try {
    process.stderr.write(`${kind}: first start in ${rounded((await installation.start()) / 1000, 1)} s\n`)
    await work(installation, server)
  } finally {
    await installation.remove()
    await server?.remove()
  }
}

async function run(installation: Installation, server: DebianServer | undefined, kind: Kind, what: What): Promise<Row> {
  const killed = `${what}, ${kind}`
  const acknowledged: Acknowledged[] = []
  const missing: Acknowledged[] = []
  const backMs: number[] = []
  for (let number = 1; number <= kills; number++) {
    const load = new Writers(installation.origin)
    await load.start(writers)
    // Not at a fixed moment of the load.
    await sleep(500 + Math.random() * 2500)
    const began = performance.now()
    const databases = server ? server.processes() : installation.database()
    if (what !== 'database') await installation.kill()
    if (what !== 'program') killAll(databases)
    // What had been answered and was still on its way does not count as going on.
    await sleep(50)
    const before = load.acknowledged.length
    if (server && what !== 'program') await server.start()
    if (what !== 'database') await installation.start()
    // The same people go on, with what they had open.
    while (load.acknowledged.length === before && performance.now() - began < 120_000) await sleep(20)
    backMs.push(performance.now() - began)
    if (load.acknowledged.length === before)
      process.stderr.write(`${killed}: nobody could write again within two minutes\n${installation.said}\n`)
    await load.stop()
    const lost = await missingOf(installation.origin, load.acknowledged)
    acknowledged.push(...load.acknowledged)
    missing.push(...lost)
    const no = [...load.refused].map(([said, count]) => `${count} × ${said}`).join(', ')
    process.stderr.write(
      `${killed} ${number}: ${load.acknowledged.length} acknowledged, ${lost.length} missing, back after ${rounded(backMs.at(-1)! / 1000, 1)} s, refused ${no}\n`,
    )
  }
  const { without, sealed, said } = await auditOf(installation, acknowledged)
  process.stderr.write(`${said}\n`)
  return { killed, acknowledged: acknowledged.length, missing: missing.length, withoutAudit: without, sealed, backMs }
}

/** The postmaster and all its children at once, as when the machine's memory runs out or its power ends. */
function killAll(pids: readonly number[]): void {
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
    }
  }
}
