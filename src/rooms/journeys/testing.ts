/** What the tests of the room share: a small network, people in it, and hand-overs as they are loaded. */
import { type Clock, fixedClock } from '../../kernel/clock.ts'
import { type Day, day, dayNumber } from '../../kernel/day.ts'
import type { Id } from '../../kernel/ids.ts'
import type { Actor, RoleKey } from '../../platform/access/index.ts'
import { inTenant, type Tx } from '../../platform/database/index.ts'
import { anActor, type TestDatabase, testDatabase } from '../../platform/database/testing.ts'
import { addMember } from '../../platform/identity/testing.ts'
import { type LoadedNetwork, loadNetwork, type NetworkData } from '../network/index.ts'
import type { Setting } from './adding.ts'
import type { HandoverData, StepData } from './load.ts'

export const setting: Setting = {
  clock: fixedClock('2026-11-16T08:00:00Z'),
  tenant: { demo: true, land: 'NW' },
}

/** A clock whose every answer is a millisecond later: what is done in order is recorded in order. */
export function tickingClock(instant: string): Clock {
  const start = Date.parse(instant)
  let ticks = 0
  return { ...fixedClock(instant), now: () => start + ticks++ }
}

const network: NetworkData = {
  district: { key5: '05999', name: 'Kreis Auental' },
  simulated: true,
  municipalities: [{ key: 'aulenstedt', ags: '05999004', name: 'Aulenstedt', kind: 'town' }],
  organisations: [
    { key: 'town', kind: 'municipality', name: 'Stadt Aulenstedt', controller: true },
    { key: 'jobcenter', kind: 'districtOffice', name: 'Jobcenter', controller: true },
    { key: 'school', kind: 'school', name: 'Schule', controller: true },
  ],
  contacts: [
    {
      key: 'jobcenter-desk',
      organisation: 'jobcenter',
      office: 'Eingangszone',
      phone: '02000 4711',
      email: 'eingang@jobcenter.example',
    },
  ],
  jurisdictions: [
    { key: 'asylblg', code: 'AsylbLG', name: 'Asylbewerberleistungsgesetz' },
    { key: 'sgb-ii', code: 'SGB II', name: 'Grundsicherung für Arbeitsuchende' },
  ],
  interfaces: [
    {
      key: 'town-jobcenter',
      name: 'Stadt an Jobcenter',
      from: { label: 'Stadt', organisation: 'town' },
      to: { label: 'Jobcenter', organisation: 'jobcenter' },
      targets: [
        { days: 21, from: day('2024-01-01') },
        { days: 14, from: day('2026-03-01') },
      ],
    },
    {
      key: 'town-school',
      name: 'Stadt an Schule',
      from: { label: 'Stadt', organisation: 'town' },
      to: { label: 'Schule', organisation: 'school' },
      targets: [{ days: 10, unit: 'workingDays', from: day('2024-01-01') }],
    },
  ],
}

export interface TestJourneys extends TestDatabase {
  readonly network: LoadedNetwork
  /** Somebody with this role in this organisation. */
  readonly member: (role: RoleKey, organisation: string) => Promise<Actor>
  readonly as: <T>(who: Actor | 'system', work: (tx: Tx) => Promise<T>, role?: 'app' | 'insight') => Promise<T>
  readonly organisation: (key: string) => Id<'organisation'>
  readonly interface: (key: string) => Id<'interface'>
  readonly municipality: Id<'municipality'>
}

export async function testJourneys(): Promise<TestJourneys> {
  const its = await testDatabase()
  const as: TestJourneys['as'] = (who, work, role = 'app') => inTenant(its.db, its.tenant, who, work, { role })
  const ids = await as('system', (tx) => loadNetwork(tx, network))
  const organisation = (key: string) => ids.organisations.get(key) as Id<'organisation'>
  return {
    ...its,
    as,
    network: ids,
    organisation,
    interface: (key) => ids.interfaces.get(key) as Id<'interface'>,
    municipality: ids.municipalities.get('aulenstedt') as Id<'municipality'>,
    async member(role, key) {
      const organisationId = organisation(key)
      const actor = anActor([role], { organisationId, controllerId: organisationId })
      await as('system', (tx) => addMember(tx, actor))
      return actor
    },
  }
}

/** A step of a hand-over that is loaded; recorded at noon of its day unless told. */
export function aStep(kind: StepData['kind'], on: string, more: Partial<StepData> = {}): StepData {
  const bySender = ['prepared', 'offered', 'withdrawn'].includes(kind)
  return {
    kind,
    occurredOn: dayNumber(on as Day),
    certainty: 'day',
    recordedAt: Date.parse(`${on}T12:00:00Z`),
    source: bySender ? 'sender' : 'both',
    by: bySender ? 'sender' : 'receiver',
    reason: null,
    ...more,
  }
}

/** A hand-over from the town to the Jobcenter. */
export function aHandover(
  its: TestJourneys,
  steps: readonly StepData[],
  more: Partial<HandoverData> = {},
): HandoverData {
  const [town, jobcenter] = [its.organisation('town'), its.organisation('jobcenter')]
  return {
    interfaceId: its.interface('town-jobcenter'),
    fromOrganisationId: town,
    toOrganisationId: jobcenter,
    fromControllerId: town,
    toControllerId: jobcenter,
    municipalityId: its.municipality,
    targetGroup: 'Familien',
    person: 1,
    targetDays: 14,
    steps,
    ...more,
  }
}
