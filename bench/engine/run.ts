/**
 * The speed of the analysis beside its rivals, on the same columns in one run: `node engine/run.ts [--short] [--json]`.
 * Every rival runs in processes of its own, in turns, and the least CPU time of each counts: what a shared machine adds is
 * never negative. Ends with 1 when a promise is broken or two answers differ.
 */
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { cpus, loadavg, totalmem } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { type Answer, difference, type Measured } from './answer.ts'
import { columnsFolder } from './columns.ts'
import { measurePages } from './pages.ts'

const { values: flags } = parseArgs({ options: { short: { type: 'boolean' }, json: { type: 'boolean' } } })
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const outside = here('../../../shared/rivals/engine/loop.mts')

type Rival = 'engine' | 'loop' | 'reference' | 'duckdb' | 'pandas' | 'pm4js' | 'postgres' | 'full'

/** How many times as long as the engine a rival must take at least, by number of events; for our own loop, at most as short. */
const promises: Partial<Record<Rival, Record<number, number>>> = {
  loop: { 1e6: 1 / 1.3, 1e7: 1 / 1.3 },
  reference: { 1e6: 1 / 1.3, 1e7: 1 / 1.3 },
  duckdb: { 1e6: 2.5, 1e7: 1.5 },
  pandas: { 1e6: 15, 1e7: 15 },
}
const names: Record<Rival, string> = {
  engine: 'Nahtlos: n, mean, median, p90',
  loop: 'hand-written loop (bench/engine/loop.ts)',
  reference: 'reference loop (given)',
  duckdb: 'DuckDB (@duckdb/node-api)',
  pandas: 'pandas',
  pm4js: 'PM4JS: n and mean only (its median is wrong)',
  postgres: 'PostgreSQL 15, covering index',
  full: 'Nahtlos: all figures, ranking, bootstrap',
}

function start(rival: Rival, folder: string, repetitions: number): Measured | undefined {
  const run = (command: string, args: readonly string[]) =>
    execFileSync(command, args, { encoding: 'utf8', maxBuffer: 1 << 26, stdio: ['ignore', 'pipe', 'pipe'] })
  if (rival === 'reference') {
    if (!existsSync(outside)) return undefined
    const told = JSON.parse(run(process.execPath, [outside, folder, 'select', String(repetitions)]))
    return { cpu: told.cpu_ms, wall: Math.min(...told.all), memory: told.maxRSS_MB }
  }
  if (rival === 'pandas')
    return JSON.parse(run('/usr/bin/python3', [here('pandas_rival.py'), folder, String(repetitions)]))
  return JSON.parse(run(process.execPath, [here('worker.ts'), rival, folder, String(repetitions)]))
}

/** Why a rival is not there, in one line. */
function reason(error: unknown): string {
  const told = String((error as { stderr?: string }).stderr ?? error)
    .trim()
    .split('\n')
  return told.find((line) => /Error|error/.test(line)) ?? told.at(-1) ?? 'no reason given'
}

interface Line {
  readonly events: number
  readonly rival: Rival
  readonly cpu: number
  readonly wall: number
  readonly memory: number
  readonly ratio: number
  readonly promised: number | undefined
  readonly kept: boolean
}

function measureAll(events: number): Line[] {
  const folder = columnsFolder(events)
  const rounds = flags.short ? 2 : 4
  const repetitions = events > 1e6 ? 4 : 25
  const best = new Map<Rival, Measured>()
  const absent = new Set<Rival>()
  let reference: Answer | undefined
  const take = (rival: Rival, times: number) => {
    if (absent.has(rival)) return
    try {
      const measured = start(rival, folder, times)
      if (!measured) return void absent.add(rival)
      reference ??= measured.answer
      const differs = measured.answer && reference && difference(measured.answer, reference)
      if (differs) throw new Error(`${names[rival]} gives another answer: ${differs}`)
      const before = best.get(rival)
      best.set(rival, {
        cpu: Math.min(measured.cpu, before?.cpu ?? Number.POSITIVE_INFINITY),
        wall: Math.min(measured.wall, before?.wall ?? Number.POSITIVE_INFINITY),
        memory: Math.max(measured.memory, before?.memory ?? 0),
      })
    } catch (error) {
      if (rival === 'engine' || rival === 'loop' || rival === 'full') throw error
      absent.add(rival)
      console.error(`${names[rival]} left out: ${reason(error)}`)
    }
  }
  for (let round = 0; round < rounds; round++)
    for (const rival of ['loop', 'engine', 'reference'] as const) take(rival, repetitions)
  for (let round = 0; round < 2; round++)
    for (const rival of ['duckdb', 'engine', 'full'] as const) take(rival, Math.ceil(repetitions / 2))
  take('pandas', events > 1e6 ? 1 : 2)
  take('postgres', events > 1e6 ? 1 : 2)
  // As objects, 10 million events do not fit into the memory of a small machine.
  if (events <= 1e6) take('pm4js', 2)

  const own = best.get('engine')!.cpu
  return [...best].map(([rival, measured]) => {
    const ratio = measured.cpu / own
    const promised = promises[rival]?.[events]
    return { events, rival, ...measured, ratio, promised, kept: promised === undefined || ratio >= promised }
  })
}

const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`
const load = loadavg()[0]!
const lines = (flags.short ? [1e6] : [1e6, 1e7]).flatMap(measureAll)
const pages = measurePages()

if (flags.json) console.log(JSON.stringify({ machine, load, lines, pages }, null, 2))
else {
  console.log(`${machine}, load ${load.toFixed(1)} at the start\n`)
  console.log(
    '| events | what | CPU ms | wall ms | peak MiB | × engine | promised | |\n|---:|---|---:|---:|---:|---:|---|---|',
  )
  for (const { events, rival, cpu, wall, memory, ratio, promised, kept } of lines)
    console.log(
      `| ${events / 1e6} M | ${names[rival]} | ${cpu.toFixed(0)} | ${wall.toFixed(0)} | ${memory} | ${ratio.toFixed(2)} | ${promised === undefined ? '' : `≥ ${promised.toFixed(2)}`} | ${promised === undefined ? '' : kept ? 'kept' : 'BROKEN'} |`,
    )
  console.log('\n| passages | what | CPU ms |\n|---:|---|---:|')
  for (const { passages, what, cpu } of pages) console.log(`| ${passages} | ${what} | ${cpu.toFixed(1)} |`)
}
if (lines.some(({ kept }) => !kept)) process.exitCode = 1
