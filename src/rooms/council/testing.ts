/** What the tests of the room share: a small district with its meetings, papers and resolutions, and people in it. */
import { day } from '../../kernel/day.ts'
import type { Id } from '../../kernel/ids.ts'
import type { Actor, RoleKey } from '../../platform/access/index.ts'
import { inTenant, type Tx } from '../../platform/database/index.ts'
import { anActor, type TestDatabase, testDatabase } from '../../platform/database/testing.ts'
import { addMember } from '../../platform/identity/testing.ts'
import {
  type LoadedMeetings,
  type LoadedNetwork,
  loadMeetings,
  loadNetwork,
  type MeetingsData,
  type NetworkData,
} from '../network/index.ts'
import type { CouncilData } from './load.ts'
import type { LoadedCouncil } from './loading/ids.ts'
import { loadCouncil } from './loading/load.ts'
import type { Setting } from './recording.ts'

/** The day of the tests. */
export const setting: Setting = { today: day('2026-11-16'), demo: false, land: 'NW' }

const network: NetworkData = {
  district: { key5: '05999', name: 'Kreis Auental' },
  simulated: true,
  organisations: [
    { key: 'kreis', kind: 'districtOffice', name: 'Kreis Auental', controller: true },
    { key: 'youth-office', kind: 'districtOffice', name: 'Amt für Jugend und Bildung', parent: 'kreis' },
    { key: 'town', kind: 'municipality', name: 'Stadt Aulenstedt', controller: true },
  ],
  contacts: [{ key: 'entry', organisation: 'youth-office', office: 'Geschäftszimmer', phone: '02999 100-51' }],
  bodies: [
    { key: 'council', kind: 'council', name: 'Kreistag', public: true },
    {
      key: 'committee',
      kind: 'committee',
      name: 'Ausschuss für Bildung und Integration',
      shortName: 'ABI',
      public: true,
    },
    { key: 'steering', kind: 'steeringGroup', name: 'Lenkungsgruppe', public: false },
  ],
}

const meetings: MeetingsData = {
  simulated: true,
  partyGroups: [{ key: 'green', name: 'Gruppe Grüne Aue' }],
  meetings: [
    {
      key: 'abi-2026-09',
      body: 'committee',
      on: day('2026-09-10'),
      state: 'held',
      public: true,
      agenda: [
        { key: 'concept', title: 'Umsetzung des Integrationskonzepts', public: true },
        { key: 'contract', title: 'Mietvertrag', public: false },
      ],
    },
    {
      key: 'abi-2026-11',
      body: 'committee',
      on: day('2026-11-19'),
      state: 'scheduled',
      public: true,
      cancelled: { on: day('2026-11-02'), reason: 'Keine Beschlussfähigkeit', replacedBy: 'abi-2026-12' },
    },
    { key: 'abi-2026-12', body: 'committee', on: day('2026-12-03'), state: 'scheduled', public: true },
    { key: 'abi-2027-02', body: 'committee', on: day('2027-02-11'), state: 'scheduled', public: true },
    { key: 'steering-2026-10', body: 'steering', on: day('2026-10-05'), state: 'held', public: false },
  ],
}

/** Word for word, as one made-up committee resolved; the obligations of the data are parts of it. */
export const conceptWording =
  'Das Integrationskonzept von 2012 wird überprüft und, wo nötig, angepasst.\n\nIn der nächsten Sitzung des Ausschusses wird über den Stand der Umsetzung berichtet.'

const papers: CouncilData = {
  simulated: true,
  papers: [
    {
      key: 'motion',
      number: '041/2026',
      kind: 'motion',
      title: 'Antrag: Integrationskonzept überprüfen',
      state: 'final',
      originator: 'green',
      datedOn: day('2026-08-20'),
      proposedResolution: conceptWording,
      consultations: [
        {
          body: 'committee',
          meeting: 'abi-2026-09',
          agendaItem: 'abi-2026-09/concept',
          role: 'decision',
          result: 'unchanged',
          votes: { yes: 14, no: 3, abstained: 2 },
        },
      ],
    },
    {
      key: 'draft',
      kind: 'report',
      title: 'Entwurf zum Umsetzungsstand',
      state: 'draft',
      leadUnit: 'youth-office',
      datedOn: day('2026-11-10'),
      consultations: [{ body: 'committee', role: 'information' }],
    },
    {
      key: 'secret',
      number: '042/2026',
      kind: 'decision',
      title: 'Mietvertrag Geheimadresse',
      public: false,
      state: 'released',
      datedOn: day('2026-08-21'),
      consultations: [{ body: 'committee', meeting: 'abi-2026-09', role: 'decision' }],
    },
  ],
  resolutions: [
    {
      key: 'concept',
      title: 'Überprüfung des Integrationskonzepts',
      body: 'committee',
      meeting: 'abi-2026-09',
      paper: 'motion',
      decidedOn: day('2026-09-10'),
      wording: conceptWording,
      obligations: [
        {
          key: 'review',
          kind: 'review',
          wording: 'Das Integrationskonzept von 2012 wird überprüft und, wo nötig, angepasst.',
          responsible: 'youth-office',
          due: { kind: 'monthsAfter', count: 6 },
        },
        {
          key: 'report',
          kind: 'report',
          wording: 'In der nächsten Sitzung des Ausschusses wird über den Stand der Umsetzung berichtet.',
          responsible: 'youth-office',
          due: { kind: 'nextMeeting', body: 'committee' },
          events: [{ on: day('2026-10-01'), state: 'inProgress', note: 'Die Ämter sind gefragt.' }],
        },
      ],
    },
    {
      key: 'secret',
      title: 'Geheimer Mietvertrag',
      body: 'committee',
      meeting: 'abi-2026-09',
      paper: 'secret',
      decidedOn: day('2026-09-10'),
      wording: 'Der Mietvertrag wird gekündigt.',
      public: false,
      obligations: [
        { key: 'cancel', kind: 'implement', wording: 'Der Mietvertrag wird gekündigt.', responsible: 'town' },
      ],
    },
  ],
}

export interface TestCouncil extends TestDatabase {
  readonly network: LoadedNetwork
  readonly meetings: LoadedMeetings
  readonly council: LoadedCouncil
  readonly paper: (key: string) => Id<'paper'>
  readonly resolution: (key: string) => Id<'resolution'>
  readonly obligation: (key: string) => Id<'obligation'>
  readonly meeting: (key: string) => Id<'meeting'>
  readonly body: (key: string) => Id<'body'>
  readonly organisation: (key: string) => Id<'organisation'>
  /** Somebody with these roles, known to the tenant, so that row-level security lets them do what their roles may. */
  readonly member: (...roles: RoleKey[]) => Promise<Actor>
  /** Work in one transaction as somebody. */
  readonly as: <T>(who: Actor | 'system', work: (tx: Tx) => Promise<T>) => Promise<T>
}

/** A test database with the small district in it. */
export async function testCouncil(): Promise<TestCouncil> {
  const its = await testDatabase()
  const as: TestCouncil['as'] = (who, work) => inTenant(its.db, its.tenant, who, work)
  const loaded = await as('system', async (tx) => {
    const ids = await loadNetwork(tx, network)
    const more = await loadMeetings(tx, meetings, ids)
    return { network: ids, meetings: more, council: await loadCouncil(tx, papers, { ...ids, ...more }) }
  })
  const { council } = loaded
  const get = <Kind extends string>(ids: ReadonlyMap<string, Id<Kind>>, key: string): Id<Kind> => {
    const id = ids.get(key)
    if (!id) throw new RangeError(`the tests have no ${key}`)
    return id
  }
  return {
    ...its,
    ...loaded,
    as,
    paper: (key) => get(council.papers, key),
    resolution: (key) => get(council.resolutions, key),
    obligation: (key) => get(council.obligations, key),
    meeting: (key) => get(loaded.meetings.meetings, key),
    body: (key) => get(loaded.network.bodies, key),
    organisation: (key) => get(loaded.network.organisations, key),
    async member(...roles) {
      const actor = anActor(roles, { name: `Person mit ${roles.join(', ')}` })
      await as('system', (tx) => addMember(tx, actor))
      return actor
    },
  }
}
