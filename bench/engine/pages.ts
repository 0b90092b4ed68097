import { ARRIVED, analyseInterface, analysePassages, NO_DAY, OPEN, type Passages } from '../../src/engine/index.ts'
import { day, dayNumber } from '../../src/kernel/day.ts'
import { seeded } from '../../src/kernel/random.ts'

/**
 * The start page, the same filtered by a town, and the page of one interface over three years of invented passages. A
 * passage is three events (offered, answered, first appointment): the largest size is a million. CPU in milliseconds on
 * one core, least of n.
 */
export function measurePages(): readonly { passages: number; what: string; cpu: number }[] {
  const question = {
    period: { from: day('2025-11-01'), to: day('2026-10-31') },
    asOf: day('2026-10-31'),
    land: 'NW',
  } as const
  return [1000, 10_000, 100_000, 333_334].flatMap((size) => {
    const passages = invent(size)
    const times = size > 10_000 ? 10 : 60
    const oneTown = { ...question, filter: { places: ['place 3'] } }
    return [
      { passages: size, what: 'start page', cpu: least(times, () => analysePassages(passages, question)) },
      { passages: size, what: 'start page of one town', cpu: least(times, () => analysePassages(passages, oneTown)) },
      { passages: size, what: 'one interface', cpu: least(times, () => analyseInterface(passages, 'i3', question)) },
    ]
  })
}

function least(times: number, work: () => unknown): number {
  let best = Number.POSITIVE_INFINITY
  for (let i = 0; i < times; i++) {
    const before = process.cpuUsage()
    work()
    const used = process.cpuUsage(before)
    best = Math.min(best, (used.user + used.system) / 1000)
  }
  return best
}

/** Fifteen interfaces, thirteen places, lognormal waits, a delay of entry, one change. */
function invent(size: number): Passages {
  const random = seeded('passages')
  const end = dayNumber(day('2026-10-31'))
  const interfaces = Array.from({ length: 15 }, (_, i) => ({ key: `i${i}`, targetDays: 14 + 3 * i }))
  const passages: Passages = {
    size,
    interfaces,
    interfaceOf: new Int32Array(size),
    targetDays: new Float64Array(size),
    places: Array.from({ length: 13 }, (_, i) => `place ${i}`),
    placeOf: new Int32Array(size),
    groups: ['adults', 'families'],
    groupOf: new Int32Array(size),
    caseOf: new Int32Array(size),
    offeredOn: new Int32Array(size),
    answeredOn: new Int32Array(size),
    firstOn: new Int32Array(size).fill(NO_DAY),
    state: new Uint8Array(size),
    lastEventOn: new Int32Array(size),
    sides: new Uint8Array(size),
    recordedLagDays: new Int32Array(size),
  }
  for (let i = 0; i < size; i++) {
    const at = random.int(interfaces.length)
    const offered = end - random.int(3 * 365)
    const slower = at === 3 && offered > end - 150 ? 1.8 : 1
    const first = offered + Math.round(random.lognormal(Math.log((25 + at) * slower), 0.8))
    const lag = Math.floor(-6 * Math.log(1 - random.next()))
    const arrived = first + lag <= end
    passages.interfaceOf[i] = at
    passages.targetDays[i] = interfaces[at]!.targetDays
    passages.placeOf[i] = random.int(13)
    passages.groupOf[i] = random.int(2)
    passages.caseOf[i] = random.int(Math.ceil(size * 0.7))
    passages.offeredOn[i] = offered
    passages.answeredOn[i] = Math.min(end, offered + random.int(14))
    passages.state[i] = arrived ? ARRIVED : OPEN
    if (arrived) passages.firstOn[i] = first
    passages.lastEventOn[i] = arrived ? first : passages.answeredOn[i]!
    passages.recordedLagDays[i] = lag
  }
  return passages
}
