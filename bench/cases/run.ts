/**
 * Case work beside Payload on one PostgreSQL 15 and the same rows: `npm run cases` in `bench`, or
 *
 *     node --import ../src/start/loader.mjs cases/run.ts [--short] [--only nahtlos]
 */
import { existsSync, mkdirSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startCluster } from './cluster.ts'
import { type District, openDistrict, serveDistrict } from './district.ts'
import { type Costs, cheaper, type Measured, measure, type Work } from './measure.ts'
import { atRival, inRooms, operations, overWeb } from './operations.ts'
import { hasRival, prepareRival, rivalsPort, serveRival } from './rival.ts'
import { print, type Row } from './table.ts'

const { values: flags } = parseArgs({
  options: { short: { type: 'boolean' }, rivals: { type: 'string' }, only: { type: 'string' } },
})
const given = flags.rivals ?? process.env['RIVALS']
const folder = process.env['BENCH_FOLDER'] ?? join(tmpdir(), 'nahtlos-bench-cases')
const say = (what: string) => process.stderr.write(`${what}\n`)
const clients = flags.short ? [1] : [1, 16, 64]
const times = flags.short ? 100 : 200

mkdirSync(folder, { recursive: true })
if (!existsSync(join(folder, 'postgres')))
  say(`Making ${folder}: the rows, and the rival once built; some minutes, this time only.`)
const cluster = startCluster(join(folder, 'postgres'), rivalsPort)
const loadBefore = loadavg()[0] ?? 0
const rows: Row[] = []
let district: District | undefined
try {
  district = await openDistrict(cluster, join(folder, 'data'), 8055)
  const measured = hasRival(given) && flags.only !== 'nahtlos'
  if (measured) await prepareRival(given, folder, cluster)
  else say('Payload is left out: RIVALS (or --rivals) names no folder that holds payload/package.json.')
  await measureRooms(district)
  await measureWeb(district)
  if (measured) await measureRival()
} finally {
  await district?.free.close()
  await district?.bound.close()
  cluster.stop()
}
if (!print(rows, loadBefore)) process.exitCode = 1

/** Both roles in turns, the cheaper of two runs each: between them lies a fifth at most. */
async function measureRooms(its: District): Promise<void> {
  const costs: Costs = { application: 'here', database: cluster.postmaster }
  const bound = inRooms(its, its.bound)
  const free = inRooms(its, its.free)
  for (const operation of [...operations, 'persons'] as const) {
    await warm(bound[operation], 10)
    await warm(free[operation], 10)
    for (const at of operation === 'persons' ? [1] : clients) {
      const best: { bound?: Measured; free?: Measured } = {}
      for (let turn = 0; turn < 2; turn++) {
        best.bound = cheaper(best.bound, await measure(bound[operation], costs, at, times))
        best.free = cheaper(best.free, await measure(free[operation], costs, at, times))
      }
      rows.push({ system: 'rooms', operation, clients: at, ...best.bound! })
      tell()
      rows.push({ system: 'rooms, no policies', operation, clients: at, ...best.free! })
      tell()
    }
  }
}

async function measureWeb(its: District): Promise<void> {
  const program = await serveDistrict(its.env)
  try {
    await measureAll('pages', await overWeb(its), { application: program.pid, database: cluster.postmaster })
  } finally {
    await program.stop()
  }
}

async function measureRival(): Promise<void> {
  const rival = await serveRival(folder)
  const costs: Costs = { application: rival.pid, database: cluster.postmaster }
  try {
    await measureAll('Payload', atRival(rival, 'worker'), costs)
    await measureAll('Payload, admin', atRival(rival, 'admin'), costs, [1])
  } finally {
    await rival.stop()
  }
}

async function measureAll(
  system: Row['system'],
  works: Readonly<Record<(typeof operations)[number], Work>>,
  costs: Costs,
  levels = clients,
): Promise<void> {
  for (const operation of operations) {
    await warm(works[operation])
    for (const at of levels) {
      rows.push({ system, operation, clients: at, ...(await measure(works[operation], costs, at, times)) })
      tell()
    }
  }
}

/**
 * The code is compiled, and every connection has met the statements: ten times where both roles are compared, because
 * PostgreSQL plans a statement anew the first five times, which policies make dearer and no connection of a day's work pays.
 */
async function warm(work: Work, perConnection = 4): Promise<void> {
  for (let nth = 0; nth < 10; nth++) await work(nth)
  let next = 0
  const client = async () => {
    while (next < 16 * perConnection) await work(next++)
  }
  await Promise.all(Array.from({ length: 16 }, client))
}

function tell(): void {
  const { system, operation, clients: at, application, database, p95 } = rows.at(-1)!
  say(`${system}, ${operation}, ${at}: ${application.toFixed(1)} + ${database.toFixed(1)} ms, p95 ${p95.toFixed(0)} ms`)
}
