/** What the tests of the room share: a small network, a small register, people who read and write it. */
import { day } from '../../kernel/day.ts'
import type { Id } from '../../kernel/ids.ts'
import { actAsPublic } from '../../platform/access/acting.ts'
import type { Actor, RoleKey } from '../../platform/access/index.ts'
import { inTenant, type Tx } from '../../platform/database/index.ts'
import { anActor, type TestDatabase, testDatabase } from '../../platform/database/testing.ts'
import { addMember } from '../../platform/identity/testing.ts'
import { type LoadedNetwork, loadNetwork, type NetworkData } from '../network/index.ts'
import type { MeasuresData } from './load.ts'
import { type LoadedMeasures, loadMeasures } from './loading/load.ts'
import type { Setting } from './recording.ts'

/** The day of the tests. */
export const setting: Setting = { today: day('2026-11-16'), demo: false }

export const smallNetwork: NetworkData = {
  district: { key5: '05999', name: 'Kreis Auental' },
  simulated: true,
  regions: [
    { key: 'north', name: 'Nordkreis' },
    { key: 'south', name: 'Südkreis' },
  ],
  municipalities: [
    { key: 'aulenstedt', ags: '05999004', name: 'Aulenstedt', kind: 'town', region: 'north' },
    { key: 'dornsiek', ags: '05999012', name: 'Dornsiek', kind: 'municipality', region: 'south' },
  ],
  organisations: [
    { key: 'kreis', kind: 'districtOffice', name: 'Kreis Auental', controller: true },
    {
      key: 'integration-centre',
      kind: 'districtOffice',
      name: [{ name: 'Kommunales Integrationszentrum', shortName: 'KI' }],
      parent: 'kreis',
    },
    { key: 'jobcenter', kind: 'districtOffice', name: 'Jobcenter Kreis Auental', parent: 'kreis' },
    {
      key: 'town-aulenstedt',
      kind: 'municipality',
      name: 'Stadt Aulenstedt',
      controller: true,
      municipality: 'aulenstedt',
    },
    { key: 'caritas', kind: 'welfareAssociation', name: 'Beratungsstelle Müllerstraße' },
  ],
  bodies: [
    { key: 'council', kind: 'council', name: 'Kreistag', public: true },
    { key: 'steering-group', kind: 'steeringGroup', name: 'Lenkungsgruppe KIM', public: false },
  ],
}

/** A made-up register, small enough to know by heart: two concepts that overlap, five measures, one of them not public. */
export const smallRegister: MeasuresData = {
  simulated: true,
  fields: [
    { key: 'education', name: 'Bildung' },
    { key: 'language', name: 'Sprache' },
    { key: 'work', name: 'Arbeit' },
  ],
  targetGroups: [
    { key: 'children', name: 'Kinder' },
    { key: 'parents', name: 'Eltern' },
  ],
  concepts: [
    {
      key: 'concept-2010',
      kind: 'integrationReport',
      title: 'Integrationskonzept für den Kreis Auental',
      shortTitle: 'Integrationskonzept 2010',
      presented: { on: day('2010-05-27'), to: 'Ausschuss' },
      adopted: { on: day('2010-07-09'), by: 'council' },
      validFrom: day('2010-07-09'),
      sources: [{ title: 'Erfundene Vorlage', dated: day('2010-05-27') }],
    },
    {
      key: 'concept-kim',
      kind: 'kimActionConcept',
      title: 'Handlungskonzept Kommunales Integrationsmanagement',
      shortTitle: 'KIM 2021',
      adopted: { on: day('2021-12-10'), by: 'council' },
    },
    { key: 'draft', kind: 'other', title: 'Entwurf der Fortschreibung', public: false },
  ],
  measures: [
    {
      key: 'rucksack',
      number: '1.01',
      title: 'Rucksack in der Kita',
      description: 'Gruppen für Eltern und Kinder, intern: Raumfrage offen',
      publicText: 'Eltern lernen mit ihren Kindern in zwei Sprachen.',
      states: [
        { state: 'adopted', since: day('2010-07-09') },
        { state: 'inProgress', since: day('2012-01-01') },
        { state: 'established', since: day('2016-08-01') },
      ],
      responsible: 'integration-centre',
      involved: ['caritas'],
      centreRole: 'responsible',
      fields: ['education', 'language'],
      targetGroups: ['children', 'parents'],
      concepts: [{ concept: 'concept-2010', number: '4' }],
      milestones: [{ title: 'Erste Gruppe', due: day('2012-03-01'), reached: day('2012-02-15') }],
      indicators: [
        {
          name: 'Gruppen',
          unit: 'Gruppen',
          target: { value: 20, on: day('2026-12-31') },
          values: [
            { on: day('2024-12-31'), value: 12 },
            { on: day('2025-12-31'), value: 15 },
          ],
        },
      ],
      funding: [{ source: 'Land, Integrationspauschale', kind: 'granted', amount: 12_000, from: day('2025-01-01') }],
      sources: [{ title: 'Erfundener Bericht', address: 'https://beispiel.example/bericht' }],
    },
    {
      key: 'mentors',
      number: '1.02',
      title: 'Patenprojekt Übergang Schule und Beruf',
      publicText: 'Ehrenamtliche begleiten junge Menschen.',
      states: [
        { state: 'adopted', since: day('2010-07-09') },
        { state: 'inProgress', since: day('2019-01-01') },
        { state: 'inProgress', since: day('2026-03-01'), stalled: true, reason: 'Stelle nicht besetzt' },
      ],
      priority: 'high',
      responsible: 'jobcenter',
      centreRole: 'involved',
      municipalities: ['aulenstedt'],
      fields: ['work'],
      concepts: [{ concept: 'concept-2010', number: '7' }],
    },
    {
      key: 'courses',
      number: '2.01',
      title: 'Sammeltermin mit allen Kursträgern',
      publicText: 'Alle Kursträger beraten an einem Tag.',
      states: [
        { state: 'adopted', since: day('2021-12-10') },
        { state: 'inPlanning', since: day('2025-06-01') },
      ],
      responsible: 'town-aulenstedt',
      centreRole: 'none',
      kimLinked: true,
      municipalities: ['aulenstedt', 'dornsiek'],
      fields: ['language'],
      concepts: [{ concept: 'concept-kim' }],
      successorOf: [{ measure: 'mentors', kind: 'continued', throughKim: true, since: day('2025-06-01') }],
    },
    {
      key: 'advice',
      number: '10.01',
      title: 'Anerkennungsberatung',
      states: [
        { state: 'proposed', since: day('2020-01-01') },
        { state: 'notStarted', since: day('2022-01-01'), reason: 'Keine Mittel' },
      ],
      centreRole: 'none',
      fields: ['work'],
      concepts: [{ concept: 'concept-2010' }, { concept: 'concept-kim', role: 'continuation' }],
    },
    {
      key: 'secret',
      number: '3.01',
      title: 'Vertrauliche Vorprüfung',
      description: 'Noch nicht beraten',
      public: false,
      states: [{ state: 'proposed', since: day('2026-09-01') }],
      responsible: 'integration-centre',
      centreRole: 'responsible',
      fields: ['work'],
      concepts: [{ concept: 'draft' }],
    },
  ],
}

export interface TestRegister extends TestDatabase {
  readonly network: LoadedNetwork
  readonly register: LoadedMeasures
  /** Somebody with these roles, known to the tenant, so that row-level security lets them do what their roles may. */
  readonly member: (...roles: RoleKey[]) => Promise<Actor>
  /** Work in one transaction as somebody; `public`: as visitors of public pages. */
  readonly as: <T>(who: Actor | 'system' | 'public', work: (tx: Tx) => Promise<T>) => Promise<T>
  /** Id of a measure by its key. */
  readonly measure: (key: string) => Id<'measure'>
}

/** A test database with the small network and the small register in it, or with another register. */
export async function testRegister(data: MeasuresData = smallRegister): Promise<TestRegister> {
  const its = await testDatabase()
  const as: TestRegister['as'] = (who, work) =>
    who === 'public'
      ? inTenant(its.db, its.tenant, 'system', async (tx) => {
          await actAsPublic(tx)
          return await work(tx)
        })
      : inTenant(its.db, its.tenant, who, work)
  const network = await as('system', (tx) => loadNetwork(tx, smallNetwork))
  const register = await as('system', (tx) => loadMeasures(tx, data, network, setting.today))
  return {
    ...its,
    network,
    register,
    as,
    measure: (key) => {
      const id = register.measures.get(key)
      if (!id) throw new RangeError(`there is no measure ${key}`)
      return id
    },
    async member(...roles) {
      const actor = anActor(roles, { name: `Person mit ${roles.join(', ')}` })
      await as('system', (tx) => addMember(tx, actor))
      return actor
    },
  }
}
