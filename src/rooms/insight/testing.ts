import { addDays, type Day, day, dayNumber } from '../../kernel/day.ts'
import { inTenant, type Tx } from '../../platform/database/index.ts'
import { type TestDatabase, testDatabase } from '../../platform/database/testing.ts'
import { type HandoverData, loadJourneys, type StepData } from '../journeys/index.ts'
import { type LoadedNetwork, loadNetwork, type NetworkData } from '../network/index.ts'

/** A made-up district with two interfaces that have a target and one that has none. */
export const smallDistrict: NetworkData = {
  district: { key5: '05999', name: 'Kreis Auental' },
  simulated: true,
  jurisdictions: [
    { key: 'asylblg', code: 'AsylbLG', name: 'Asylbewerberleistungsgesetz' },
    { key: 'sgb-2', code: 'SGB II', name: 'Grundsicherung für Arbeitsuchende' },
    { key: 'sgb-5', code: 'SGB V', name: 'Gesetzliche Krankenversicherung' },
  ],
  municipalities: [
    {
      key: 'aulenstedt',
      ags: '05999004',
      name: 'Aulenstedt',
      kind: 'town',
      population: { count: 40_000, on: day('2025-12-31') },
      centre: { longitude: 7.8, latitude: 51.9 },
    },
    {
      key: 'dornsiek',
      ags: '05999012',
      name: 'Dornsiek',
      kind: 'municipality',
      population: { count: 10_000, on: day('2025-12-31') },
      centre: { longitude: 7.9, latitude: 51.8 },
    },
  ],
  organisations: [
    { key: 'kreis', kind: 'districtOffice', name: 'Kreis Auental', controller: true },
    { key: 'jobcenter', kind: 'districtOffice', name: 'Jobcenter', controller: true },
  ],
  interfaces: [
    {
      key: 'benefits',
      name: 'Sozialamt an Jobcenter',
      from: { label: 'Sozialamt der Gemeinde', kind: 'municipality', jurisdiction: 'asylblg' },
      to: { label: 'Jobcenter', organisation: 'jobcenter', jurisdiction: 'sgb-2' },
      targets: [
        { days: 21, from: day('2020-01-01') },
        { days: 14, from: day('2025-03-12'), agreedBetween: 'Jobcenter und Gemeinden' },
      ],
    },
    {
      key: 'courses',
      name: 'Jobcenter an Sprachkurs',
      from: { label: 'Jobcenter', organisation: 'jobcenter', jurisdiction: 'sgb-2' },
      to: { label: 'Sprachkurs bis A2', kind: 'courseProvider' },
      targets: [{ days: 28, from: day('2020-01-01') }],
    },
    {
      key: 'counselling',
      name: 'Beratung',
      from: { label: 'KIM Case Management', organisation: 'kreis' },
      to: { label: 'Psychosoziale Beratung', kind: 'welfareAssociation', jurisdiction: 'sgb-5' },
    },
  ],
}

/** One hand-over as a test thinks of it. */
export interface Told {
  readonly through: 'benefits' | 'courses' | 'counselling'
  readonly town?: 'aulenstedt' | 'dornsiek'
  readonly group?: string
  readonly person?: string | number
  readonly target?: number | null
  readonly offered: string
  /** Days from the offer to the answer and to the first appointment; none: still open. */
  readonly answeredAfter?: number
  readonly waited?: number
  readonly declinedAfter?: number
  readonly reason?: string
  readonly source?: StepData['source']
}

export interface TestInsight extends TestDatabase {
  readonly network: LoadedNetwork
  /** Adds hand-overs by the door of the journeys. */
  readonly add: (told: readonly Told[]) => Promise<void>
  readonly asInsight: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>
}

/** A test database with the small district in it, and with these hand-overs. */
export async function testInsight(told: readonly Told[] = []): Promise<TestInsight> {
  const its = await testDatabase()
  const network = await inTenant(its.db, its.tenant, 'system', (tx) => loadNetwork(tx, smallDistrict))
  const add = async (more: readonly Told[]) => {
    const data = more.map((one, index) => handover(one, network, index))
    await inTenant(its.db, its.tenant, 'system', (tx) => loadJourneys(tx, data, { simulated: true }))
  }
  if (told.length > 0) await add(told)
  const asInsight = <T>(work: (tx: Tx) => Promise<T>) =>
    inTenant(its.db, its.tenant, its.actor, work, { role: 'insight', readOnly: true })
  return { ...its, network, add, asInsight }
}

function handover(told: Told, ids: LoadedNetwork, index: number): HandoverData {
  const [from, to] = [get(ids.organisations, 'kreis'), get(ids.organisations, 'jobcenter')]
  const usual = { benefits: 14, courses: 28, counselling: null }[told.through]
  return {
    interfaceId: get(ids.interfaces, told.through),
    fromOrganisationId: from,
    toOrganisationId: to,
    fromControllerId: from,
    toControllerId: to,
    municipalityId: told.town ? get(ids.municipalities, told.town) : null,
    targetGroup: told.group ?? null,
    person: told.person ?? index,
    targetDays: told.target === undefined ? usual : told.target,
    steps: stepsOf(told),
  }
}

function stepsOf(told: Told): readonly StepData[] {
  const offered = day(told.offered)
  const source = told.source ?? 'both'
  const received: readonly (StepData | false)[] = [
    told.answeredAfter !== undefined && step('accepted', addDays(offered, told.answeredAfter), 'receiver', source),
    told.declinedAfter !== undefined && {
      ...step('declined', addDays(offered, told.declinedAfter), 'receiver', source),
      reason: told.reason ?? 'noCapacity',
    },
    told.waited !== undefined && {
      ...step('firstAppointment', addDays(offered, told.waited), source === 'both' ? 'receiver' : 'sender', source),
      reason: told.reason ?? null,
    },
  ]
  return [step('offered', offered, 'sender', 'sender'), ...received.filter((one) => one !== false)]
}

/** Recorded the day after, in the order of the steps even where they happened on one day. */
function step(kind: StepData['kind'], on: Day, by: StepData['by'], source: StepData['source']): StepData {
  const order = ['offered', 'accepted', 'declined', 'firstAppointment'].indexOf(kind)
  const recordedAt = (dayNumber(on) + 1) * 86_400_000 + 12 * 3_600_000 + order
  return { kind, occurredOn: dayNumber(on), certainty: 'day', recordedAt, source, by, reason: null }
}

function get<T>(ids: ReadonlyMap<string, T>, key: string): T {
  const id = ids.get(key)
  if (id === undefined) throw new RangeError(`no ${key}`)
  return id
}
