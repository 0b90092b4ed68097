/** What the tests of the room share: organisations of two controllers, people in them, and persons as they are loaded. */
import type { Id } from '../../kernel/ids.ts'
import type { Actor, RoleKey } from '../../platform/access/index.ts'
import { inTenant, type Tx } from '../../platform/database/index.ts'
import { anActor, type TestDatabase, testDatabase } from '../../platform/database/testing.ts'
import { addMember } from '../../platform/identity/testing.ts'
import { loadNetwork, type NetworkData } from '../network/index.ts'
import { type LoadedPeople, loadPeople, type PersonData } from './load.ts'

const network: NetworkData = {
  district: { key5: '05999', name: 'Kreis Auental' },
  simulated: true,
  municipalities: [{ key: 'aulenstedt', ags: '05999004', name: 'Aulenstedt', kind: 'town' }],
  organisations: [
    { key: 'district', kind: 'districtOffice', name: 'Kreis Auental', controller: true },
    { key: 'town', kind: 'municipality', name: 'Stadt Aulenstedt', controller: true },
  ],
}

export interface TestPeople extends TestDatabase {
  /** Somebody with these roles in this organisation. */
  readonly member: (roles: readonly RoleKey[], organisation: string) => Promise<Actor>
  readonly as: <T>(who: Actor | 'system', work: (tx: Tx) => Promise<T>) => Promise<T>
  readonly organisation: (key: string) => Id<'organisation'>
  readonly load: (persons: readonly PersonData[]) => Promise<LoadedPeople>
}

export async function testPeople(): Promise<TestPeople> {
  const its = await testDatabase()
  const as: TestPeople['as'] = (who, work) => inTenant(its.db, its.tenant, who, work)
  const ids = await as('system', (tx) => loadNetwork(tx, network))
  const organisation = (key: string) => ids.organisations.get(key) as Id<'organisation'>
  return {
    ...its,
    as,
    organisation,
    async member(roles, key) {
      const organisationId = organisation(key)
      const actor = anActor(roles, { organisationId, controllerId: organisationId })
      await as('system', (tx) => addMember(tx, actor))
      return actor
    },
    load: (persons) => as('system', (tx) => loadPeople(tx, { persons }, { simulated: true })),
  }
}
