import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { seeded } from '../../src/kernel/random.ts'

/** The synthetic log: 20 events a case, 30 activities, lognormal waits with a median of their own per pair, three years. */
export const activities = 30
const eventsPerCase = 20

export interface Columns {
  readonly cases: Int32Array
  readonly activity: Uint8Array
  /** Milliseconds since 1970. */
  readonly time: Float64Array
  readonly caseCount: number
}

/** The folder with the columns of so many events, in order of arrival; made once and kept in the temporary folder. */
export function columnsFolder(events: number): string {
  const folder = join(tmpdir(), 'nahtlos-bench', String(events))
  if (existsSync(folder)) return folder
  const making = `${folder}.${process.pid}`
  mkdirSync(making, { recursive: true })
  const columns = generate(events / eventsPerCase)
  // The names and layouts that the reference loop reads, too.
  writeFileSync(join(making, 'case.i32'), columns.cases)
  writeFileSync(join(making, 'act.u8'), columns.activity)
  writeFileSync(join(making, 'ts.f64'), columns.time)
  renameSync(making, folder)
  return folder
}

export function loadColumns(folder: string): Columns {
  const read = (name: string) => {
    const bytes = readFileSync(join(folder, name))
    return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength)
  }
  const cases = new Int32Array(read('case.i32'))
  return {
    cases,
    activity: new Uint8Array(read('act.u8')),
    time: new Float64Array(read('ts.f64')),
    caseCount: cases.reduce((most, at) => Math.max(most, at + 1), 0),
  }
}

function generate(cases: number): Columns {
  const random = seeded('bench')
  const size = cases * eventsPerCase
  const mu = Float64Array.from({ length: activities ** 2 }, () => Math.log(3_600_000 * (0.2 + random.next() * 80)))
  const at = new Int32Array(size)
  const activity = new Uint8Array(size)
  const time = new Float64Array(size)
  const start = Date.UTC(2022, 0, 1)
  for (let one = 0, row = 0; one < cases; one++) {
    let now = start + random.int(3 * 365) * 86_400_000 + random.int(86_400_000)
    let current = 0
    for (let event = 0; event < eventsPerCase; event++, row++) {
      at[row] = one
      activity[row] = current
      time[row] = now
      const next = following(current, random)
      now += Math.max(1, Math.floor(random.lognormal(mu[current * activities + next]!, 1.1)))
      current = next
    }
  }
  const order = new Uint32Array(size)
  for (let row = 0; row < size; row++) order[row] = row
  order.sort((a, b) => time[a]! - time[b]! || a - b)
  return {
    cases: Int32Array.from(order, (row) => at[row]!),
    activity: Uint8Array.from(order, (row) => activity[row]!),
    time: Float64Array.from(order, (row) => time[row]!),
    caseCount: cases,
  }
}

/** Mostly onwards, sometimes a few steps ahead or back, rarely anywhere. */
function following(current: number, random: ReturnType<typeof seeded>): number {
  const chance = random.next()
  if (chance < 0.62) return (current + 1) % activities
  if (chance < 0.8) return (current + 1 + random.int(5)) % activities
  if (chance < 0.92) return Math.max(0, current - 1 - random.int(4))
  return random.int(activities)
}
