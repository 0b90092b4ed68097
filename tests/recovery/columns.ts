/** What the records of a simulated district tell on a day, in the columns of the engine. */

import type { Plan } from '../../demo/simulator/plan.ts'
import type { RecordedPassage } from '../../demo/simulator/records.ts'
import {
  ARRIVED,
  BOTH_SIDES,
  DECLINED,
  ESTIMATED,
  NO_DAY,
  OPEN,
  type Passages,
  SENDER_ONLY,
  WITHDRAWN,
} from '../../src/engine/passages.ts'

const millisecondsPerDay = 86_400_000
const states = { firstAppointment: ARRIVED, declined: DECLINED, withdrawn: WITHDRAWN } as const
const sides = { both: BOTH_SIDES, sender: SENDER_ONLY, estimated: ESTIMATED } as const
const answers: ReadonlySet<string> = new Set(['askedBack', 'accepted', 'declined'])

/**
 * The hand-overs as on record at the end of a day (day number): what is recorded later is not there yet. One play of a
 * scenario so gives what an office knows at the end of each of its months.
 */
export function columnsOn(plan: Plan, recorded: readonly RecordedPassage[], asOf: number): Passages {
  const end = (asOf + 1) * millisecondsPerDay
  const { scenario } = plan
  const interfaces = plan.interfaces.map(({ source, targetAt }) => ({
    key: source.key,
    targetDays: targetAt(plan.timeline.last),
  }))
  const indexOf = new Map(interfaces.map(({ key }, at) => [key, at]))
  const places = scenario.towns.map(({ name }) => name)
  const groups = scenario.groups.map(({ name }) => name)
  const known = recorded.flatMap((passage) => {
    const events = passage.events.filter(({ recordedAt }) => recordedAt < end)
    return events.length === 0 ? [] : [{ ...passage, events }]
  })
  const size = known.length
  const day = () => new Int32Array(size).fill(NO_DAY)
  const columns = {
    interfaceOf: new Int32Array(size),
    targetDays: new Float64Array(size),
    placeOf: new Int32Array(size),
    groupOf: new Int32Array(size),
    caseOf: new Int32Array(size),
    offeredOn: day(),
    answeredOn: day(),
    firstOn: day(),
    lastEventOn: day(),
    state: new Uint8Array(size).fill(OPEN),
    sides: new Uint8Array(size).fill(BOTH_SIDES),
    recordedLagDays: day(),
  }
  const cases = new Map<number, number>()
  known.forEach(({ truth, town, group, events }, i) => {
    columns.interfaceOf[i] = indexOf.get(truth.through.source.key)!
    columns.targetDays[i] = truth.targetDays ?? Number.NaN
    columns.placeOf[i] = town === undefined ? -1 : places.indexOf(town)
    columns.groupOf[i] = group === undefined ? -1 : groups.indexOf(group)
    if (!cases.has(truth.person)) cases.set(truth.person, cases.size)
    columns.caseOf[i] = cases.get(truth.person)!
    const offer = events.find(({ kind }) => kind === 'offered') ?? events[0]!
    const answer = events.find(({ kind }) => answers.has(kind))
    const finish = events.find(({ kind }) => kind in states)
    const last = events.at(-1)!
    const measured = finish ?? last
    columns.offeredOn[i] = offer.occurredOn
    if (answer) columns.answeredOn[i] = answer.occurredOn
    if (finish) columns.state[i] = states[finish.kind as keyof typeof states]
    if (finish?.kind === 'firstAppointment') columns.firstOn[i] = finish.occurredOn
    columns.lastEventOn[i] = last.occurredOn
    columns.sides[i] = sides[measured.source]
    columns.recordedLagDays[i] = Math.max(0, Math.floor(measured.recordedAt / millisecondsPerDay) - measured.occurredOn)
  })
  return { size, ...columns, interfaces, places, groups }
}
