/** Persons as a file: for case management of the controller, and for nobody else. */
import { afterAll, expect, test } from 'vitest'
import { fixedClock } from '../../kernel/clock.ts'
import { Conflict, Forbidden } from '../../kernel/errors.ts'
import type { RoleKey } from '../../platform/access/index.ts'
import { sql } from '../../platform/database/index.ts'
import { exportedIds, fetchInTests, makeNow, orderInTests } from '../../platform/exports/testing.ts'
import { personsExport } from './exports.ts'
import { testPeople } from './testing.ts'

const its = await testPeople()
afterAll(() => its.close())

const house = { db: its.db, tenant: its.tenant, clock: fixedClock('2026-11-16T09:00:00Z'), kinds: [personsExport] }

const named = (key: string, organisation: string, familyName: string | null, more: object = {}) => ({
  key,
  controllerId: its.organisation(organisation),
  givenName: familyName && 'Amal',
  familyName,
  ...more,
})
const { persons } = await its.load([
  named('zahra', 'town', 'Zahra', { residenceGroup: 'protection', phone: '0221 4710 1' }),
  named('berger', 'town', 'Berger'),
  named('code', 'town', null, { pseudonymous: true }),
  named('double', 'town', 'Bergner'),
  named('kept', 'town', 'Kalt'),
  named('stranger', 'district', 'Fremd'),
])
const id = (key: string) => persons.get(key) as string
await its.as('system', (tx) =>
  sql`UPDATE person SET merged_into = CASE WHEN id = ${id('double')} THEN ${id('berger')}::uuid END,
      restricted_on = CASE WHEN id = ${id('kept')} THEN DATE '2026-11-01' END
    WHERE id IN (${id('double')}, ${id('kept')})`.execute(tx),
)

async function made(roles: readonly RoleKey[] = ['caseManager']) {
  const actor = await its.member(roles, 'town')
  const order = await orderInTests(house, actor, personsExport, '')
  await makeNow(house, order)
  return { actor, order }
}

test('holds the persons that the controller works with, by name: no merged one, no restricted one, no residence title', async () => {
  const { actor, order } = await made()
  expect(await exportedIds(its, actor, order)).toEqual(['berger', 'zahra', 'code'].map(id))
  const file = Buffer.from((await fetchInTests(house, actor, order)).body).toString('utf8')
  expect(file).toContain('Zahra;Amal')
  expect(file).not.toMatch(/protection|residence|Aufenthalt|Fremd/)
})

test.each(['coordinator', 'intake', 'municipality', 'immigrationOffice', 'administrator', 'partner'] as const)(
  'is not for %s',
  async (role) => {
    const actor = await its.member([role], 'town')
    await expect(orderInTests(house, actor, personsExport, '')).rejects.toThrow(Forbidden)
  },
)

test('is not given out once a person in it was restricted', async () => {
  const { actor, order } = await made()
  await its.as('system', (tx) =>
    sql`UPDATE person SET restricted_on = DATE '2026-11-16' WHERE id = ${id('zahra')}`.execute(tx),
  )
  await expect(fetchInTests(house, actor, order)).rejects.toThrow(Conflict)
  const again = await made()
  expect(await exportedIds(its, again.actor, again.order)).toEqual(['berger', 'code'].map(id))
})
