/** The event log as CSV; docs/scenario.md explains the columns. */
import { dayOfNumber } from '../../src/kernel/day.ts'
import { lastDayOf } from '../scenario/moment.ts'
import type { Need } from './needs.ts'
import type { Office, Plan } from './plan.ts'
import type { EventKind, RecordedPassage } from './records.ts'
import type { Simulation } from './simulate.ts'

export const logColumns = [
  'case',
  'journey',
  'activity',
  'lifecycle',
  'time',
  'organisation',
  'unit',
  'jurisdiction',
  'interface',
  'gap',
  'town',
  'targetGroup',
  'targetDays',
  'source',
  'certainty',
  'recordedAt',
  'reason',
  'simulated',
] as const

type Row = Partial<Record<(typeof logColumns)[number], string | number | undefined>>

const answers: ReadonlySet<EventKind> = new Set(['askedBack', 'accepted'])
const arrivals: ReadonlySet<EventKind> = new Set(['firstAppointment', 'completed'])
/** Without one of these a hand-over is open. */
const ends: ReadonlySet<EventKind> = new Set(['firstAppointment', 'declined', 'withdrawn'])

/** The lines of the log, header first, each with its line feed. With `answers` the acts of answering are rows too. */
export function* logLines(plan: Plan, simulation: Simulation, options: { answers?: boolean } = {}): Generator<string> {
  yield `${logColumns.join(',')}\n`
  let handovers = 0
  for (const passage of simulation.passages) {
    handovers++
    for (const row of rowsOf(plan, passage, `H-${padded(handovers)}`, options.answers ?? false)) yield line(row)
  }
  let needs = 0
  for (const need of simulation.needs) {
    needs++
    for (const row of needRows(plan, need, `N-${padded(needs)}`)) yield line(row)
  }
}

function* rowsOf(plan: Plan, passage: RecordedPassage, key: string, withAnswers: boolean): Generator<Row> {
  const { truth, town, group, events } = passage
  const { from, to, source } = truth.through
  const at = (office: Office): Row => ({
    case: key,
    journey: `J-${padded(truth.person)}`,
    organisation: office.name,
    unit: unitName(office, town),
    jurisdiction: office.jurisdiction,
    interface: source.key,
    town,
    targetGroup: group,
    targetDays: truth.targetDays ?? undefined,
  })
  const isConfirmed = events.some((event) => event.source === 'both')
  for (const event of events) {
    if (!withAnswers && answers.has(event.kind)) continue
    yield {
      ...at(arrivals.has(event.kind) ? to : from),
      activity: event.kind,
      lifecycle: 'complete',
      time: dayOfNumber(event.occurredOn),
      source: event.source === 'sender' && isConfirmed ? 'both' : event.source,
      certainty: event.certainty,
      recordedAt: new Date(event.recordedAt).toISOString().replace('.000Z', 'Z'),
      reason: event.reason,
    }
  }
  if (!events.some((event) => ends.has(event.kind))) yield { ...at(to), ...stillWaiting(plan) }
}

/** The pending marker: no step, but the word that on the last day somebody still waits for the organisation named with it. */
function stillWaiting({ timeline }: Plan): Row {
  return { activity: 'stillWaiting', lifecycle: 'schedule', time: dayOfNumber(lastDayOf(timeline.last)) }
}

function* needRows(plan: Plan, need: Need, key: string): Generator<Row> {
  const office = plan.offices.find((one) => one.key === (need.gap.recordedBy ?? plan.scenario.interfaces[0]!.from))!
  const at: Row = {
    case: key,
    organisation: office.name,
    unit: unitName(office, need.town),
    jurisdiction: office.jurisdiction,
    gap: need.gap.key,
    town: need.town,
    targetGroup: need.group,
  }
  const row = (activity: string, day: number): Row => ({
    ...at,
    activity,
    lifecycle: 'complete',
    time: dayOfNumber(day),
    source: 'both',
    certainty: 'day',
    recordedAt: `${dayOfNumber(day)}T12:00:00Z`,
  })
  yield row('needRecorded', need.neededOn)
  if (need.metOn !== undefined) yield row('needMet', need.metOn)
  else if (need.givenUpOn !== undefined) yield row('needGivenUp', need.givenUpOn)
  else yield { ...at, ...stillWaiting(plan) }
}

/** The office itself: where every town has its own, its town's. */
export function unitName(office: Pick<Office, 'name' | 'perTown'>, town: string | undefined): string {
  return office.perTown && town !== undefined ? `${office.name} ${town}` : office.name
}

function line(row: Row): string {
  return `${logColumns.map((column) => (column === 'simulated' ? 'yes' : quoted(row[column]))).join(',')}\n`
}

function quoted(value: string | number | undefined): string {
  const text = String(value ?? '')
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

function padded(number: number): string {
  return String(number).padStart(6, '0')
}
