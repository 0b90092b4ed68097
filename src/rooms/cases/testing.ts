/** What the tests of the room share: two controllers, three teams, people in them, and files as rows. */
import { type Day, day } from '../../kernel/day.ts'
import { type Id, newId } from '../../kernel/ids.ts'
import type { Actor, RoleKey } from '../../platform/access/index.ts'
import { inTenant, sql, type Tx } from '../../platform/database/index.ts'
import { anActor, type TestDatabase, testDatabase } from '../../platform/database/testing.ts'
import { addMember } from '../../platform/identity/testing.ts'
import { newJourneyKey } from '../journeys/index.ts'
import { loadNetwork, type NetworkData } from '../network/index.ts'
import { loadPeople } from '../people/index.ts'
import { tables } from './access.ts'
import type { CasesTables } from './tables.ts'

const network: NetworkData = {
  district: { key5: '05999', name: 'Kreis Auental' },
  simulated: true,
  municipalities: [{ key: 'aulenstedt', ags: '05999004', name: 'Aulenstedt', kind: 'town' }],
  organisations: [
    { key: 'district', kind: 'districtOffice', name: 'Kreis Auental', controller: true },
    { key: 'north', kind: 'districtOffice', name: 'Case Management Nord', parent: 'district' },
    { key: 'south', kind: 'districtOffice', name: 'Case Management Süd', parent: 'district' },
    { key: 'town', kind: 'municipality', name: 'Stadt Aulenstedt', controller: true },
  ],
}

export const teamKeys = ['north', 'south', 'town'] as const
export type TeamKey = (typeof teamKeys)[number]
export type ControllerKey = 'district' | 'town'

/** Which controller answers for a team's files. */
export const controllerOf = (team: TeamKey | ControllerKey): ControllerKey => (team === 'town' ? 'town' : 'district')

export type CaseRow = CasesTables['case_file']

export interface TestCases extends TestDatabase {
  readonly organisation: (key: TeamKey | ControllerKey) => Id<'organisation'>
  /** Somebody with these roles who acts for this team. */
  readonly member: (roles: readonly RoleKey[], team: TeamKey | ControllerKey) => Promise<Actor>
  readonly as: <T>(who: Actor | 'system', work: (tx: Tx) => Promise<T>) => Promise<T>
  /** The same person, acting for another team from now on: another membership row, as an administrator would write it. */
  readonly changeTeam: (actor: Actor, team: TeamKey | ControllerKey) => Promise<Actor>
  readonly standIn: (substitute: Actor, absent: Actor) => Promise<void>
  readonly person: (controller: ControllerKey) => Id<'person'>
  /** A row of case_file: an open file of the team, with what is told otherwise. */
  readonly file: (team: TeamKey, values?: Partial<CaseRow>) => CaseRow
  readonly add: (...files: readonly CaseRow[]) => Promise<void>
}

/** The day of the database, in Germany: policies compare with it. */
export const today: Day = day(new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Berlin' }))

export async function testCases(): Promise<TestCases> {
  const its = await testDatabase()
  const as: TestCases['as'] = (who, work) => inTenant(its.db, its.tenant, who, work)
  const ids = await as('system', (tx) => loadNetwork(tx, network))
  const organisation: TestCases['organisation'] = (key) => ids.organisations.get(key) as Id<'organisation'>
  const named = (controller: ControllerKey) => ({
    key: controller,
    controllerId: organisation(controller),
    givenName: 'Nadia',
    familyName: controller === 'town' ? 'Fremd' : 'Haddad',
  })
  const people = await as('system', (tx) =>
    loadPeople(tx, { persons: [named('district'), named('town')] }, { simulated: true }),
  )
  const place = (team: TeamKey | ControllerKey) => ({
    organisationId: organisation(team),
    controllerId: organisation(controllerOf(team)),
  })
  let files = 0
  return {
    ...its,
    as,
    organisation,
    person: (controller) => people.persons.get(controller) as Id<'person'>,
    async member(roles, team) {
      const actor = anActor(roles, { ...place(team), name: `${roles.join(', ')} ${team}` })
      await as('system', (tx) => addMember(tx, actor))
      return actor
    },
    async changeTeam(actor, team) {
      const moved = { ...actor, ...place(team) }
      await as('system', (tx) =>
        sql`UPDATE membership SET organisation_id = ${moved.organisationId}, controller_id = ${moved.controllerId}
          WHERE id = ${actor.userId}`.execute(tx),
      )
      return moved
    },
    async standIn(substitute, absent) {
      await as('system', (tx) =>
        sql`INSERT INTO substitution (id, absent_id, substitute_id, valid_from, valid_to, reason_code, set_at, set_by)
          VALUES (${newId()}, ${absent.userId}, ${substitute.userId}, ${today}, ${today}, 'absence', now(), ${absent.userId})`.execute(
          tx,
        ),
      )
    },
    file(team, values = {}) {
      files++
      return {
        id: newId<'case'>(),
        controller_id: organisation(controllerOf(team)),
        organisation_id: organisation(team),
        reference: `TST-2026-${String(files).padStart(4, '0')}`,
        person_id: people.persons.get(controllerOf(team)) as Id<'person'>,
        family_id: null,
        manager_id: null,
        phase: 'planning',
        reach: 'team',
        municipality_id: null,
        target_group: null,
        access_path: null,
        journey_key: newJourneyKey(),
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
        created_at: new Date(),
        changed_at: new Date(),
        changed_by: null,
        ...values,
      }
    },
    async add(...rows) {
      await as('system', (tx) =>
        tables(tx)
          .insertInto('case_file')
          .values([...rows])
          .execute(),
      )
    },
  }
}
