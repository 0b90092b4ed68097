/** What the tests of these parts share: two teams of two controllers, a Jobcenter, one family with a file. */
import { day } from '../../../kernel/day.ts'
import { type Id, newId, newPublicId } from '../../../kernel/ids.ts'
import type { Actor, RoleKey } from '../../../platform/access/index.ts'
import { inTenant, type Tx } from '../../../platform/database/index.ts'
import { anActor, type TestDatabase, testDatabase } from '../../../platform/database/testing.ts'
import { addMember } from '../../../platform/identity/testing.ts'
import { type LoadedNetwork, loadNetwork, type NetworkData } from '../../network/index.ts'
import { type LoadedPeople, loadPeople } from '../../people/index.ts'
import { tables } from '../access.ts'

const network: NetworkData = {
  district: { key5: '05999', name: 'Kreis Auental' },
  simulated: true,
  regions: [{ key: 'north', name: 'Nordkreis' }],
  municipalities: [{ key: 'falkenwede', ags: '05999004', name: 'Falkenwede', kind: 'town', region: 'north' }],
  jurisdictions: [
    { key: 'asylblg', code: 'AsylbLG', name: 'Asylbewerberleistungen' },
    { key: 'sgb-ii', code: 'SGB II', name: 'Grundsicherung' },
  ],
  organisations: [
    { key: 'district', kind: 'districtOffice', name: 'Kreis Auental', controller: true },
    { key: 'team', kind: 'districtOffice', name: 'Case Management Falkenwede', parent: 'district' },
    { key: 'jobcenter', kind: 'districtOffice', name: 'Jobcenter Kreis Auental', controller: true },
    { key: 'town', kind: 'municipality', name: 'Stadt Falkenwede', controller: true },
  ],
  interfaces: [
    {
      key: 'sozialamt-jobcenter',
      name: 'Sozialamt an Jobcenter',
      from: { label: 'Sozialamt', jurisdiction: 'asylblg' },
      to: { label: 'Jobcenter', jurisdiction: 'sgb-ii', organisation: 'jobcenter' },
      targets: [{ days: 14, from: day('2024-01-01') }],
    },
  ],
}

export interface TestFile {
  readonly id: Id<'case'>
  readonly reference: string
  readonly personId: Id<'person'>
  readonly journeyKey: Id<'journey'>
}

export interface TestSharing extends TestDatabase {
  readonly network: LoadedNetwork
  readonly people: LoadedPeople
  readonly member: (roles: readonly RoleKey[], organisation: string) => Promise<Actor>
  readonly as: <T>(who: Actor | 'system', work: (tx: Tx) => Promise<T>, role?: 'app' | 'insight') => Promise<T>
  readonly organisation: (key: string) => Id<'organisation'>
  readonly interfaceId: Id<'interface'>
  /** Opens a file of the family at a team; each has a reference of its own. */
  readonly file: (organisation?: string) => Promise<TestFile>
}

export async function testSharing(): Promise<TestSharing> {
  const its = await testDatabase()
  const as: TestSharing['as'] = (who, work, role) => inTenant(its.db, its.tenant, who, work, role && { role })
  const ids = await as('system', (tx) => loadNetwork(tx, network))
  const organisation = (key: string) => ids.organisations.get(key) as Id<'organisation'>
  const controllerOf = (key: string) => organisation(key === 'team' ? 'district' : key)
  const born = (text: string) => ({ birth: { date: day(text), precision: 'day' as const } })
  const people = await as('system', (tx) =>
    loadPeople(
      tx,
      {
        persons: [
          {
            key: 'layla',
            controllerId: organisation('district'),
            givenName: 'Layla',
            familyName: 'Haddad',
            ...born('1988-03-12'),
            languages: ['apc'],
            needsInterpreter: true,
            germanLevel: 'A2',
          },
          {
            key: 'omar',
            controllerId: organisation('district'),
            givenName: 'Omar',
            familyName: 'Haddad',
            ...born('1991-07-01'),
          },
          {
            key: 'nour',
            controllerId: organisation('district'),
            givenName: 'Nour',
            familyName: 'Haddad',
            ...born('2018-05-20'),
          },
        ],
        families: [
          {
            key: 'haddad',
            controllerId: organisation('district'),
            members: [
              { person: 'layla', role: 'adult', since: day('2025-01-01') },
              { person: 'omar', role: 'partner', since: day('2025-01-01') },
              { person: 'nour', role: 'child', since: day('2025-01-01') },
            ],
          },
        ],
      },
      { simulated: true },
    ),
  )
  let opened = 0
  return {
    ...its,
    network: ids,
    people,
    as,
    organisation,
    interfaceId: ids.interfaces.get('sozialamt-jobcenter') as Id<'interface'>,
    async member(roles, key) {
      const actor = anActor(roles, { organisationId: organisation(key), controllerId: controllerOf(key) })
      await as('system', (tx) => addMember(tx, actor))
      return actor
    },
    async file(team = 'team') {
      opened += 1
      const file = {
        id: newId<'case'>(),
        reference: `FAL-2026-${String(opened).padStart(4, '0')}`,
        personId: people.persons.get('layla') as Id<'person'>,
        journeyKey: newPublicId<'journey'>(),
      }
      const at = new Date('2026-02-03T08:00:00Z')
      await as('system', (tx) =>
        tables(tx)
          .insertInto('case_file')
          .values({
            id: file.id,
            controller_id: controllerOf(team),
            organisation_id: organisation(team),
            reference: file.reference,
            person_id: file.personId,
            family_id: people.families.get('haddad') as Id<'family'>,
            manager_id: null,
            phase: 'linking',
            reach: 'team',
            municipality_id: ids.municipalities.get('falkenwede') as Id<'municipality'>,
            target_group: null,
            access_path: null,
            journey_key: file.journeyKey,
            opened_on: day('2026-02-03'),
            next_due_on: null,
            last_activity_on: day('2026-02-03'),
            closed_on: null,
            closure_reason: null,
            goal_attainment: null,
            former_organisation_id: null,
            after_until: null,
            after_norm: null,
            simulated: true,
            version: 1,
            created_at: at,
            changed_at: at,
            changed_by: null,
          })
          .execute(),
      )
      return file
    },
  }
}
