/** The event log as CSV; docs/scenario.md explains the columns. */
import { dayOfNumber } from '../../src/kernel/day.ts'
import type { Need } from './needs.ts'
import type { Office, Plan } from './plan.ts'
import type { EventKind, RecordedPassage } from './records.ts'
import type { Simulation } from './simulate.ts'

export const logColumns = [
  'case',
  'person',
  'activity',
  'time',
  'organisation',
  'unit',
  'jurisdiction',
  'interface',
  'gap',
  'town',
  'group',
  'targetDays',
  'source',
  'certainty',
  'recordedAt',
  'reason',
  'pending',
  'simulated',
] as const

type Row = Partial<Record<(typeof logColumns)[number], string | number | undefined>>

const answers: ReadonlySet<EventKind> = new Set(['askedBack', 'accepted'])
const arrivals: ReadonlySet<EventKind> = new Set(['firstAppointment', 'completed'])

/** The lines of the log, header first, each with its line feed. With `answers` the acts of answering are rows too. */
export function* logLines(plan: Plan, simulation: Simulation, options: { answers?: boolean } = {}): Generator<string> {
  yield `${logColumns.join(',')}\n`
  let handovers = 0
  for (const passage of simulation.passages) {
    handovers++
    for (const row of rowsOf(passage, `H-${padded(handovers)}`, options.answers ?? false)) yield line(row)
  }
  let needs = 0
  for (const need of simulation.needs) {
    needs++
    for (const row of needRows(plan, need, `N-${padded(needs)}`)) yield line(row)
  }
}

function* rowsOf({ truth, town, group, events }: RecordedPassage, key: string, withAnswers: boolean): Generator<Row> {
  const { from, to, source } = truth.through
  const shown = withAnswers ? events : events.filter((event) => !answers.has(event.kind))
  const isConfirmed = events.some((event) => event.source === 'both')
  const isOpen = !events.some((event) => ['firstAppointment', 'declined', 'withdrawn'].includes(event.kind))
  for (const [index, event] of shown.entries()) {
    const office = arrivals.has(event.kind) ? to : from
    yield {
      case: key,
      person: `P-${padded(truth.person)}`,
      activity: event.kind,
      time: dayOfNumber(event.occurredOn),
      organisation: office.name,
      unit: unitName(office, town),
      jurisdiction: office.jurisdiction,
      interface: source.key,
      town,
      group,
      targetDays: truth.targetDays ?? undefined,
      source: event.source === 'sender' && isConfirmed ? 'both' : event.source,
      certainty: event.certainty,
      recordedAt: new Date(event.recordedAt).toISOString().replace('.000Z', 'Z'),
      reason: event.reason,
      pending: isOpen && index === shown.length - 1 ? to.name : undefined,
    }
  }
}

function* needRows(plan: Plan, need: Need, key: string): Generator<Row> {
  const office = plan.offices.find((one) => one.key === (need.gap.recordedBy ?? plan.scenario.interfaces[0]!.from))!
  const endedOn = need.metOn ?? need.givenUpOn
  const row = (activity: string, day: number): Row => ({
    case: key,
    activity,
    time: dayOfNumber(day),
    organisation: office.name,
    unit: unitName(office, need.town),
    jurisdiction: office.jurisdiction,
    gap: need.gap.key,
    town: need.town,
    group: need.group,
    source: 'both',
    certainty: 'day',
    recordedAt: `${dayOfNumber(day)}T12:00:00Z`,
    pending: endedOn === undefined ? need.gap.key : undefined,
  })
  yield row('needRecorded', need.neededOn)
  if (endedOn !== undefined) yield row(need.metOn === undefined ? 'needGivenUp' : 'needMet', endedOn)
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
