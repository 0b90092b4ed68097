/** One rival in a process of its own: `node worker.ts RIVAL FOLDER REPETITIONS` prints what it measured as JSON. */
import { directlyFollows, type EventLog, edgeFigures, edgeQuantiles, type Follows } from '../../src/engine/index.ts'
import type { Answer, Measured } from './answer.ts'
import { activities, type Columns, loadColumns } from './columns.ts'
import { duckdb } from './duckdb.ts'
import { referenceLoop } from './loop.ts'
import { pm4js } from './pm4js.ts'
import { postgres } from './postgres.ts'

const [rival = '', folder = '', repetitions = '3'] = process.argv.slice(2)

function logOf({ cases, activity, time, caseCount }: Columns): EventLog {
  return {
    size: time.length,
    cases: { codes: cases, labels: Array.from({ length: caseCount }, (_, at) => String(at)) },
    activities: { codes: activity, labels: Array.from({ length: activities }, (_, at) => String(at)) },
    time,
    attributes: new Map(),
  }
}

/** The same four outputs as the reference loop. */
function engine(log: EventLog): Answer {
  const follows = directlyFollows(log, { by: log.activities })
  const { slot, n, mean, quantiles } = edgeQuantiles(follows, [0.5, 0.9])
  return Array.from(slot, (at, edge) => [
    follows.slots.from(at),
    follows.slots.to(at),
    n[edge]!,
    mean[edge]!,
    quantiles[2 * edge]!,
    quantiles[2 * edge + 1]!,
  ])
}

/** Everything that the command line shows: the full vector, ranking with bootstrap, largest case. */
function full(log: EventLog): Answer {
  const follows: Follows = directlyFollows(log, { by: log.activities })
  return edgeFigures(follows, { target: 14 * 86_400_000 })
    .map(({ from, to, n, wait }): Answer[number] => [Number(from), Number(to), n, wait!.mean, wait!.median, wait!.p90])
    .sort((a, b) => a[0] - b[0] || a[1] - b[1])
}

async function measure(work: () => Answer | Promise<Answer>): Promise<Measured> {
  let cpu = Number.POSITIVE_INFINITY
  let wall = Number.POSITIVE_INFINITY
  let answer: Answer = []
  for (let i = 0; i < Number(repetitions); i++) {
    const before = process.cpuUsage()
    const start = performance.now()
    answer = await work()
    wall = Math.min(wall, performance.now() - start)
    const used = process.cpuUsage(before)
    cpu = Math.min(cpu, (used.user + used.system) / 1000)
  }
  return { cpu, wall, memory: Math.round(process.resourceUsage().maxRSS / 1024), answer }
}

async function run(): Promise<Measured> {
  if (rival === 'duckdb') {
    const { query, close } = await duckdb(folder)
    const measured = await measure(query)
    close()
    return measured
  }
  if (rival === 'pm4js') return measure(await pm4js(folder))
  if (rival === 'postgres') return postgres(folder, Number(repetitions))
  const columns = loadColumns(folder)
  if (rival === 'loop') return measure(() => referenceLoop(columns))
  const log = logOf(columns)
  return measure(() => (rival === 'full' ? full(log) : engine(log)))
}

process.stdout.write(JSON.stringify(await run()))
