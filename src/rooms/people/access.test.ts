import { afterAll, expect, test } from 'vitest'
import { inTenant } from '../../platform/database/index.ts'
import { testDatabase } from '../../platform/database/testing.ts'
import { visiblePersons } from './access.ts'

const its = await testDatabase()
afterAll(its.close)

test('nobody sees a person where there is none', async () => {
  const rows = await inTenant(its.db, its.tenant, its.actor, (tx) =>
    visiblePersons(tx, its.actor).select('person.id').execute(),
  )
  expect(rows).toEqual([])
})
