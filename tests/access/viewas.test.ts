/** Looking at the platform as somebody else: over every route, with the records of the demo. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rooms } from '../../src/app.ts'
import type { RoleKey } from '../../src/platform/access/index.ts'
import { touchesPeople } from '../../src/platform/access/rights.ts'
import { type Database, getTenant, inTenant, sql, type Tenant } from '../../src/platform/database/index.ts'
import { platformParts } from '../../src/platform/http/gate/own.ts'
import { listRoutes } from '../../src/platform/http/gate/routelist.ts'
import { inventedAddress } from '../../src/platform/http/testing/trial.ts'
import { type TestGate, testGate } from '../../src/platform/http/testing.ts'
import { demoDatabase } from '../demo.ts'
import { addressWith, keysOf } from './records.ts'

let db: Database
let tenant: Tenant
let house: TestGate
beforeAll(async () => {
  db = await demoDatabase()
  tenant = await getTenant(db, 'auental')
  house = await testGate({ db, tenant }, { rooms })
})
afterAll(() => db.close())

const begin = async (role: RoleKey) => {
  const administrator = await house.member(['administrator'], { name: 'Alex Admin' })
  expect((await administrator.post('/admin/view-as', { role })).status).toBe(303)
  return administrator
}

/** Those that end the look. */
const mayBeSent = [...platformParts({ rooms }), ...rooms].flatMap(({ routes }) =>
  routes.flatMap((route) => (route.kind === 'form' && route.options.whileViewing ? [route.path] : [])),
)

test('nothing is sent: every form of the staff is refused, but for those that end the look', async () => {
  expect(mayBeSent.sort()).toEqual(['/admin/view-as/end', '/sign-out'])
  const administrator = await begin('coordinator')
  const csrf = await administrator.token('/account')
  const forms = listRoutes(rooms).filter(({ kind, path }) => kind === 'form' && !mayBeSent.includes(path))
  expect(forms.length).toBeGreaterThan(60)
  const answered: string[] = []
  for (const route of forms) {
    const { status, text } = await administrator.post(inventedAddress(route), {}, { csrf })
    if (status !== 403 || !text.includes('In der Ansicht wird nichts gesendet'))
      answered.push(`${route.path} ${status}`)
  }
  expect(answered).toEqual([])
  expect((await administrator.post('/admin/view-as/end', {}, { csrf })).to).toBe('/admin/view-as')
  expect((await administrator.get('/admin/users')).status).toBe(200)
})

test.each(['coordinator'] as const)(
  'as %s every page opens that the role opens, unless it shows people; each look is in the audit',
  async (role) => {
    const administrator = await begin(role)
    const { looked } = await keysOf(db, tenant, await getTenant(db, 'warendorf'))
    const routes = listRoutes(rooms).filter(({ kind }) => kind === 'page' || kind === 'form')
    const wrong: string[] = []
    let opened = 0
    for (const route of routes) {
      const address = addressWith(looked, administrator.id, route)
      const { status, text } = await administrator.get(address)
      const open = route.roles.includes(role) && !touchesPeople(route.right ?? '')
      if ((status === 403) === open || status >= 500) wrong.push(`${address} ${status}`)
      if (status === 200 && route.kind === 'page') expect(text, address).toContain('Ansicht beenden')
      if (status === 200) opened += 1
    }
    expect(wrong).toEqual([])
    expect(opened).toBeGreaterThan(10)
    const { rows } = await inTenant(db, tenant, 'system', (tx) =>
      sql<{ n: number; roles: string }>`
        SELECT count(*) AS n, min(payload::jsonb #>> '{details,as,roles}') AS roles FROM audit_entry
        WHERE user_id = ${administrator.id} AND event = 'access.looked-as'`.execute(tx),
    )
    expect(rows[0]).toEqual({ n: expect.any(Number), roles: `["${role}"]` })
    expect(rows[0]?.n).toBeGreaterThanOrEqual(opened)
  },
)

test('ends by itself after half an hour, and never begins for who does not manage access', async () => {
  const administrator = await begin('council')
  expect((await administrator.get('/admin/users')).status).toBe(403)
  const now = new Date(house.clock.now())
  house.clock.set(new Date(now.getTime() + 30 * 60_000).toISOString())
  expect((await administrator.get('/admin/users')).status).toBe(200)
  house.clock.set(now.toISOString())
  const lead = await house.member(['lead'])
  expect((await lead.post('/admin/view-as', { role: 'administrator' }, { from: '/account' })).status).toBe(403)
})

test('as a member shows what is granted to them, and nothing of what is theirs alone', async () => {
  const colleague = await house.member(['coordinator'], { name: 'Kim Koordination' })
  // What they have typed and not sent is kept for them.
  await colleague.post('/network/organisations/new', { name: 'Nur für Kim' })
  const administrator = await house.member(['administrator'])
  const path = `/admin/users/${colleague.id}`
  expect((await administrator.post(`${path}/view-as`, {}, { from: path })).status).toBe(303)
  const form = await administrator.get('/network/organisations/new?draft=restore')
  expect(form.status).toBe(200)
  expect(form.text).toContain('Ansicht als Kim Koordination')
  expect(form.text).not.toContain('Nur für Kim')
})
