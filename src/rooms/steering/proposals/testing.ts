/** What the tests of proposals share: a small district with a steering group, its meetings, a small register. */
import { day } from '../../../kernel/day.ts'
import type { Id } from '../../../kernel/ids.ts'
import { inTenant } from '../../../platform/database/index.ts'
import { type TestDatabase, testDatabase } from '../../../platform/database/testing.ts'
import { type TestGate, testGate } from '../../../platform/http/testing.ts'
import { room as insight } from '../../insight/index.ts'
import { loadMeasures, room as measures } from '../../measures/index.ts'
import { loadMeetings, loadNetwork, room as network } from '../../network/index.ts'
import { room as offers } from '../../offers/index.ts'
import { room } from '../index.ts'

export interface TestGroup extends TestDatabase {
  readonly house: TestGate
  readonly organisation: (key: string) => Id<'organisation'>
  readonly meeting: (key: string) => Id<'meeting'>
  readonly body: (key: string) => Id<'body'>
  readonly interfaceId: Id<'interface'>
}

/** The steering group of a made-up district on 16 November 2026: one meeting was held, one is on that day, one comes. */
export async function testGroup(): Promise<TestGroup> {
  const its = await testDatabase()
  const house = await testGate(its, { rooms: [network, offers, insight, measures, room] })
  const loaded = await inTenant(its.db, its.tenant, 'system', async (tx) => {
    const known = await loadNetwork(tx, {
      district: { key5: '05999', name: 'Kreis Auental' },
      simulated: true,
      organisations: [
        { key: 'kreis', kind: 'districtOffice', name: 'Kreis Auental', controller: true },
        { key: 'jobcenter', kind: 'districtOffice', name: 'Jobcenter Kreis Auental', parent: 'kreis' },
        { key: 'caritas', kind: 'welfareAssociation', name: 'Beratungsstelle Müllerstraße' },
      ],
      bodies: [
        { key: 'committee', kind: 'committee', name: 'Ausschuss für Bildung', public: true },
        {
          key: 'lenkungsgruppe-kim',
          kind: 'steeringGroup',
          name: 'Lenkungsgruppe KIM',
          public: false,
          members: [{ organisation: 'jobcenter', role: 'member' }],
        },
        { key: 'ag-sprache', kind: 'workingGroup', name: 'AG Sprache', public: false },
      ],
      interfaces: [
        {
          key: 'sozialamt-jobcenter',
          name: 'Sozialamt an Jobcenter',
          from: { label: 'Sozialamt', organisation: 'kreis' },
          to: { label: 'Jobcenter', organisation: 'jobcenter' },
        },
      ],
    })
    const meeting = (key: string, on: string, state: 'held' | 'invited' | 'scheduled') => ({
      key,
      body: 'lenkungsgruppe-kim',
      on: day(on),
      state,
      public: false,
      startsAt: '14:00',
      place: 'Kreishaus',
      agenda: [{ key: 'protokoll', title: 'Protokoll der letzten Sitzung', public: false }],
    })
    const ids = await loadMeetings(
      tx,
      {
        simulated: true,
        meetings: [
          meeting('held', '2026-09-10', 'held'),
          meeting('today', '2026-11-16', 'invited'),
          meeting('evening', '2026-11-16', 'invited'),
          meeting('next', '2026-12-10', 'scheduled'),
        ],
      },
      known,
    )
    await loadMeasures(
      tx,
      {
        simulated: true,
        fields: [{ key: 'arbeit', name: 'Arbeit' }],
        targetGroups: [],
        concepts: [],
        measures: [],
      } as unknown as Parameters<typeof loadMeasures>[1],
      known,
      day('2026-11-16'),
    )
    return ids
  })
  const of =
    <Kind extends string>(ids: ReadonlyMap<string, Id<Kind>>) =>
    (key: string): Id<Kind> => {
      const id = ids.get(key)
      if (!id) throw new RangeError(`there is no ${key}`)
      return id
    }
  return {
    ...its,
    house,
    organisation: of(loaded.organisations),
    meeting: of(loaded.meetings),
    body: of(loaded.bodies),
    interfaceId: of(loaded.interfaces)('sozialamt-jobcenter'),
  }
}
