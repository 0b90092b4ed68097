import { day } from '../../kernel/day.ts'
import type { Actor, RoleKey } from '../../platform/access/index.ts'
import { inTenant, type Tx } from '../../platform/database/index.ts'
import { anActor, type TestDatabase, testDatabase } from '../../platform/database/testing.ts'
import { addMember } from '../../platform/identity/testing.ts'
import type { NetworkData } from './load.ts'
import type { LoadedNetwork } from './loading/ids.ts'
import { loadNetwork } from './loading/load.ts'
import { type LoadedMeetings, loadMeetings } from './loading/meetings.ts'
import type { MeetingsData } from './loadmeetings.ts'
import type { Setting } from './recording.ts'

/** The day of the tests. */
export const setting: Setting = { today: day('2026-11-16'), demo: false }

/** A made-up network, small enough to know by heart. */
export const smallNetwork: NetworkData = {
  district: { key5: '05999', name: 'Kreis Auental' },
  simulated: true,
  regions: [
    { key: 'north', name: 'Nordkreis' },
    { key: 'south', name: 'Südkreis' },
  ],
  jurisdictions: [
    { key: 'asylblg', code: 'AsylbLG', name: 'Asylbewerberleistungsgesetz', norm: '§§ 1 ff. AsylbLG' },
    { key: 'sgb-2', code: 'SGB II', name: 'Grundsicherung für Arbeitsuchende' },
  ],
  municipalities: [
    {
      key: 'aulenstedt',
      ags: '05999004',
      name: 'Aulenstedt',
      kind: 'town',
      region: 'north',
      population: { count: 41_200, on: day('2025-12-31') },
      centre: { longitude: 7.8, latitude: 51.9 },
      sources: [{ title: 'Erfundene Statistik', field: 'population', dated: day('2026-03-01') }],
    },
    { key: 'dornsiek', ags: '05999012', name: 'Dornsiek', kind: 'municipality', region: 'south' },
  ],
  organisations: [
    { key: 'kreis', kind: 'districtOffice', name: 'Kreis Auental', controller: true },
    {
      key: 'integration-centre',
      kind: 'districtOffice',
      name: [
        { name: 'Kommunales Integrationszentrum im Schulamt', shortName: 'KI' },
        { name: 'Kommunales Integrationszentrum', shortName: 'KI', since: day('2019-01-01') },
      ],
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
    { key: 'caritas', kind: 'welfareAssociation', name: 'Beratungsstelle Müllerstraße', municipality: 'aulenstedt' },
    { key: 'old-office', kind: 'other', name: 'Amt für Aussiedlerfragen', endedOn: day('2015-12-31') },
  ],
  sites: [
    {
      key: 'villa',
      organisation: 'integration-centre',
      name: 'Haus am Markt',
      street: 'Markt 1',
      postalCode: '00001',
      place: 'Aulenstedt',
      municipality: 'aulenstedt',
    },
  ],
  contacts: [
    { key: 'first-counselling', site: 'villa', office: 'Schulische Erstberatung', email: 'erstberatung@ki.example' },
    { key: 'entry', organisation: 'jobcenter', office: 'Eingang Leistung', phone: '02999 100-20', internal: true },
  ],
  bodies: [
    { key: 'council', kind: 'council', name: 'Kreistag', public: true },
    {
      key: 'steering-group',
      kind: 'steeringGroup',
      name: 'Lenkungsgruppe KIM',
      public: false,
      chair: 'integration-centre',
      members: [{ organisation: 'jobcenter' }, { organisation: 'caritas', role: 'guest' }],
    },
  ],
  interfaces: [
    {
      key: 'asylblg-sgb2',
      name: 'Sozialamt an Jobcenter',
      from: { label: 'Sozialamt der Gemeinde', kind: 'municipality', jurisdiction: 'asylblg' },
      to: { label: 'Jobcenter', organisation: 'jobcenter', jurisdiction: 'sgb-2' },
      checklist: ['Antrag SGB II', 'Aufenthaltstitel'],
      targets: [
        { days: 21, from: day('2024-01-01') },
        { days: 14, from: day('2025-03-12'), agreedBetween: 'Jobcenter und Gemeinden' },
      ],
    },
    {
      key: 'course-a2-b1',
      name: 'Sprachkurs A2 an B1',
      from: { label: 'Sprachkurs bis A2', kind: 'courseProvider' },
      to: { label: 'Sprachkurs B1', kind: 'courseProvider' },
    },
  ],
}

/** Meetings of the small network: held, cancelled and made up for, coming, and one that is not public. */
export const smallMeetings: MeetingsData = {
  simulated: true,
  terms: [{ key: 'term-2025', name: 'Wahlperiode 2025 bis 2030', from: day('2025-11-01'), to: day('2030-10-31') }],
  partyGroups: [
    { key: 'group-a', name: 'Fraktion A', shortName: 'A' },
    { key: 'group-b', name: 'Gruppe B', from: day('2025-11-01') },
  ],
  meetings: [
    {
      key: 'council-september',
      body: 'council',
      on: day('2026-09-24'),
      number: 4,
      startsAt: '17:00',
      endsAt: '19:30',
      place: 'Kreishaus, Sitzungssaal 1',
      state: 'held',
      public: true,
      address: 'https://ris.example/si0057?id=4',
      agenda: [
        { key: 'opening', title: 'Eröffnung', public: true },
        { key: 'land', title: 'Ankauf eines Grundstücks', public: false },
        { key: 'report', title: 'Bericht zum Integrationskonzept', public: true },
        { key: 'rent', title: 'Mietvertrag', public: false },
      ],
      sources: [{ title: 'Erfundene Niederschrift', field: 'agenda' }],
    },
    {
      key: 'council-november',
      body: 'council',
      on: day('2026-11-26'),
      startsAt: '17:00',
      place: 'Kreishaus',
      state: 'invited',
      cancelled: { on: day('2026-11-12'), reason: 'Saal nicht benutzbar', replacedBy: 'council-december' },
      public: true,
      agenda: [{ key: 'budget', title: 'Haushalt', public: true }],
    },
    { key: 'council-december', body: 'council', on: day('2026-12-10'), state: 'scheduled', public: true },
    {
      key: 'steering-november',
      body: 'steering-group',
      on: day('2026-11-30'),
      state: 'scheduled',
      public: false,
      agenda: [{ key: 'interfaces', title: 'Geheime Schnittstellen', public: false }],
    },
  ],
}

export interface TestNetwork extends TestDatabase {
  /** Somebody with these roles, known to the tenant, so that row-level security lets them do what their roles may. */
  readonly member: (...roles: RoleKey[]) => Promise<Actor>
  /** Work in one transaction as somebody. */
  readonly as: <T>(who: Actor | 'system', work: (tx: Tx) => Promise<T>) => Promise<T>
}

/** A test database with the small network in it, or with another, or with none. */
export async function testNetwork(data: NetworkData | null = smallNetwork): Promise<TestNetwork> {
  const its = await testDatabase()
  const as: TestNetwork['as'] = (who, work) => inTenant(its.db, its.tenant, who, work)
  if (data) await as('system', (tx) => loadNetwork(tx, data))
  return {
    ...its,
    as,
    async member(...roles) {
      const actor = anActor(roles, { name: `Person mit ${roles.join(', ')}` })
      await as('system', (tx) => addMember(tx, actor))
      return actor
    },
  }
}

/** A test database with the small network and its meetings, and their ids by key. */
export async function testMeetings(): Promise<TestNetwork & { readonly ids: LoadedNetwork & LoadedMeetings }> {
  const its = await testNetwork(null)
  const ids = await its.as('system', async (tx) => loadMeetings(tx, smallMeetings, await loadNetwork(tx, smallNetwork)))
  return { ...its, ids }
}
