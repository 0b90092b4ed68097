/**
 * The speed of the readers: `node readers/run.ts [--short] [--json]`. Each log is read in processes of its own, in turns, and
 * the least CPU time counts (start and compiling of the reader included): what a shared machine adds is never negative. Files
 * of 200 MB; `--short` takes 50 MB. Ends with 1 when a promise is broken.
 */
import { execFileSync } from 'node:child_process'
import { cpus, loadavg, totalmem } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { type Kind, kinds, logFile, sizeOf } from './files.ts'

const { values: flags } = parseArgs({ options: { short: { type: 'boolean' }, json: { type: 'boolean' } } })
const worker = fileURLToPath(new URL('worker.ts', import.meta.url))
const bytes = flags.short ? 50e6 : 200e6
const rounds = flags.short ? 3 : 5

/** Megabytes (10^6) of text per second of CPU time on one core. */
const promises: Partial<Record<Kind, number>> = { 'csv-quoted': 100, xes: 60 }
const names: Record<Kind, string> = {
  'csv-quoted': 'CSV, quoted labels, ISO dates with offsets',
  'csv-plain': 'CSV without quotes',
  'csv-local': 'CSV, local times without offsets',
  'csv-names': 'CSV, every activity another name',
  xes: 'XES',
  'xes-gzip': 'XES in gzip (unpacking included)',
}

interface Measured {
  readonly cpu: number
  readonly memory: number
  readonly events: number
  readonly columns: number
  readonly names: number
}

const measure = (path: string): Measured =>
  JSON.parse(execFileSync(process.execPath, [worker, path], { encoding: 'utf8' }))

const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node ${process.version}`
const load = loadavg()[0] as number
const files = kinds.map((kind) => ({ kind, path: logFile(kind, bytes) }))
const best = new Map<Kind, Measured>()
for (let round = 0; round < rounds; round++) {
  for (const { kind, path } of files) {
    const measured = measure(path)
    const before = best.get(kind)
    best.set(kind, before && before.cpu <= measured.cpu ? before : measured)
  }
}
const lines = files.map(({ kind, path }) => {
  const measured = best.get(kind) as Measured
  const text = kind === 'xes-gzip' ? sizeOf(logFile('xes', bytes)) : sizeOf(path)
  const speed = text / 1e6 / measured.cpu
  const promised = promises[kind]
  return {
    kind,
    megabytes: text / 1e6,
    ...measured,
    speed,
    promised,
    kept: promised === undefined || speed >= promised,
  }
})

if (flags.json) console.log(JSON.stringify({ machine, load, lines }, null, 2))
else {
  console.log(`${machine}, load ${load.toFixed(1)} at the start\n`)
  console.log(
    '| what | MB | events | CPU s | MB/s | promised | peak MiB | columns MiB |\n|---|---:|---:|---:|---:|---|---:|---:|',
  )
  for (const { kind, megabytes, events, cpu, speed, promised, kept, memory, columns } of lines) {
    const promise = promised === undefined ? '' : `≥ ${promised}: ${kept ? 'kept' : 'BROKEN'}`
    const cells = [
      names[kind],
      megabytes.toFixed(0),
      events,
      cpu.toFixed(2),
      speed.toFixed(0),
      promise,
      memory.toFixed(0),
      columns.toFixed(0),
    ]
    console.log(`| ${cells.join(' | ')} |`)
  }
}
if (lines.some(({ kept }) => !kept)) process.exitCode = 1
