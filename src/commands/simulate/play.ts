import { createWriteStream } from 'node:fs'
import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import type { Scenario } from '../../../demo/scenario/fields.ts'
import { readScenario, ScenarioError } from '../../../demo/scenario/read.ts'
import { logLines } from '../../../demo/simulator/log.ts'
import { planOf } from '../../../demo/simulator/plan.ts'
import { simulate } from '../../../demo/simulator/simulate.ts'
import { systemClock } from '../../kernel/clock.ts'
import { lastFullMonths, monthOf } from '../../kernel/period.ts'
import { Usage } from '../explain.ts'

export interface SimulateOptions {
  readonly scenario?: string
  readonly seed?: number
  readonly months?: number
  readonly until?: string
  readonly out?: string
  readonly truth?: string
  readonly tenant?: string
  readonly answers: boolean
}

export const defaultScenario = {
  name: 'demo/scenarios/auental.json',
  path: fileURLToPath(new URL('../../../demo/scenarios/auental.json', import.meta.url)),
}

/** Throws Usage when a file cannot be read or written, or the scenario cannot be played; then no file has changed. */
export async function play(options: SimulateOptions): Promise<void> {
  const scenario = await scenarioOf(options.scenario)
  const until = options.until ?? monthOf(lastFullMonths(systemClock.today(), 1).to)
  const { seed, months } = options
  const plan = planOf(scenario, {
    until,
    ...(seed === undefined ? {} : { seed }),
    ...(months === undefined ? {} : { months }),
  })
  const withTruth = options.truth !== undefined
  const say = (text: string) => process.stderr.write(`${text}\n`)

  if (options.tenant !== undefined) {
    const { fillHere } = await import('./tenant.ts')
    const { loaded, simulation, address } = await fillHere(options.tenant, plan, { withTruth })
    if (options.truth !== undefined) await writeWhole(options.truth, jsonOf(simulation.truth()))
    say(
      `${loaded.handovers} hand-overs with ${loaded.steps} steps, ${until} the last of ${plan.months} months, simulated.`,
    )
    process.stdout.write(`${address}\n`)
    return
  }
  const simulation = simulate(plan, { withTruth })
  let events = -1
  const counted = function* (lines: Iterable<string>): Generator<string> {
    for (const line of lines) {
      events++
      yield line
    }
  }
  const lines = counted(logLines(plan, simulation, { answers: options.answers }))
  if (options.out !== undefined) await writeFileLines(options.out, lines)
  else if (!(await writeToOutput(lines))) return
  if (options.truth !== undefined) await writeWhole(options.truth, jsonOf(simulation.truth()))
  say(
    `${events} events, ${until} the last of ${plan.months} months, seed ${plan.seed}, simulated${options.out ? `: ${options.out}` : '.'}`,
  )
}

async function scenarioOf(file: string | undefined): Promise<Scenario> {
  const path = file ?? defaultScenario.path
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new Usage(
      `The scenario cannot be read: ${reasonOf(error)}. Give the path of a file as docs/scenario.md describes.`,
    )
  })
  try {
    return readScenario(text, file ?? defaultScenario.name)
  } catch (error) {
    throw error instanceof ScenarioError ? new Usage(error.message) : error
  }
}

/** Whole or not at all: what is under way stands beside its place until it is complete. */
async function writeFileLines(path: string, lines: Iterable<string>): Promise<void> {
  const draft = `${path}.part`
  try {
    await pipeline(pieces(lines), createWriteStream(draft))
    await rename(draft, path)
  } catch (error) {
    await rm(draft, { force: true })
    throw cannotWrite(path, error)
  }
}

async function writeWhole(path: string, text: string): Promise<void> {
  try {
    await writeFile(`${path}.part`, text)
    await rename(`${path}.part`, path)
  } catch (error) {
    throw cannotWrite(path, error)
  }
}

/** False when the reader has seen enough (`| head`): that ends it quietly. */
async function writeToOutput(lines: Iterable<string>): Promise<boolean> {
  try {
    await pipeline(pieces(lines), process.stdout, { end: false })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EPIPE') return false
    throw error
  }
}

/** Lines in pieces of about 64 kB: one write for each would cost more than the lines. */
function* pieces(lines: Iterable<string>): Generator<string> {
  let piece = ''
  for (const line of lines) {
    piece += line
    if (piece.length < 65_536) continue
    yield piece
    piece = ''
  }
  yield piece
}

const jsonOf = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`

function cannotWrite(path: string, error: unknown): Error {
  const code = (error as NodeJS.ErrnoException).code
  return code === undefined
    ? (error as Error)
    : new Usage(`${path} cannot be written: ${reasonOf(error as NodeJS.ErrnoException)}.`)
}

function reasonOf({ code, message, path }: NodeJS.ErrnoException): string {
  const reasons: Readonly<Record<string, string>> = {
    ENOENT: 'there is no such file or folder',
    EACCES: 'access is not allowed',
    EISDIR: 'it is a folder',
    ENOSPC: 'the disk is full',
    EROFS: 'the disk is read-only',
  }
  return `${reasons[code ?? ''] ?? message}${path ? ` (${path.replace(/\.part$/, '')})` : ''}`
}
