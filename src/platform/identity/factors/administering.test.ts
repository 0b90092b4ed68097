/** What an administrator and the operator do about how others sign in, and the emergency lock. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { AuditTables } from '../../audit/tables.ts'
import { secretsFrom } from '../../config/index.ts'
import { createTenant, getTenant, inShared, inTenant, sql, type Tenant } from '../../database/index.ts'
import { type TestDatabase, testDatabase } from '../../database/testing.ts'
import { type TestGate, testGate } from '../../http/testing.ts'
import { outboxOf } from '../../mail/testing.ts'
import { trust } from '../trust.ts'
import { findFactors, hasFactor, keepApp } from './factors.ts'
import { lockByOperator, unlockByOperator } from './locking.ts'
import { resetFactorsOf } from './reset.ts'
import { newTotpKey } from './totp.ts'

let test_: TestDatabase
let house: TestGate
beforeAll(async () => {
  test_ = await testDatabase()
})
afterAll(() => test_.close())
beforeEach(async () => {
  house = await testGate(test_)
})

let count = 0
async function aMember(tenant: Tenant = test_.tenant, app = true) {
  const email = `mitglied${++count}@kreis.test`
  const member = await house.member(['lead'], { tenant, email, name: `Mitglied ${count}` })
  if (app)
    await inTenant(test_.db, tenant, 'system', (tx) =>
      keepApp(
        tx,
        secretsFrom('a secret of this test, long enough for it'),
        member.accountId,
        newTotpKey(),
        1,
        house.clock.now(),
      ),
    )
  return { member, email, path: `/admin/sign-in/members/${member.id}` }
}
const factorsOf = (tenant: Tenant, accountId: Parameters<typeof findFactors>[1]) =>
  inTenant(test_.db, tenant, 'system', (tx) => findFactors(tx, accountId))
const eventsIn = (tenant: Tenant) =>
  inTenant(test_.db, tenant, 'system', async (tx) => {
    const rows = await tx.withTables<AuditTables>().selectFrom('audit_entry').select('event').execute()
    return rows.map((row) => row.event)
  })
async function aTenant() {
  const key = `amt-${++count}`
  return await createTenant(test_.db, test_.sources, { key, name: `Kreis ${key}`, demo: false, land: 'NW' })
}

test('the page counts who needs a second factor, names who has none, and since when they are asked', async () => {
  const tenant = await aTenant()
  const admin = await house.member(['administrator'], { tenant, name: 'Ada Verwaltung' })
  await aMember(tenant)
  await aMember(tenant, false)
  await house.member(['council'], { tenant, name: 'Braucht keinen' })
  const page = (await admin.get('/admin/sign-in')).text
  // Who is signed in with a test session has not set one up either.
  expect(page).toContain('1 von 3 Personen')
  expect(page).toContain('Ada Verwaltung')
  expect(page).not.toContain('Braucht keinen')
  const version = /name="version" value="(\d+)"/.exec(page)![1]!
  const decide = (roles: string[], at = version) => admin.post('/admin/sign-in', { roles, version: at })
  expect((await decide(['council'])).to).toBe('/admin/sign-in?done=decided')
  expect((await decide(['lead'])).status).toBe(409)
  const after = (await admin.get('/admin/sign-in')).text
  expect(after).toContain('Braucht keinen')
  expect(after).not.toContain('Ada Verwaltung</a>')
  expect((await decide([], '1')).to).toBe('/admin/sign-in?done=decided')
  expect((await admin.get('/admin/sign-in')).text).toContain('Zurzeit braucht niemand')
})

test('an administrator sees how somebody signs in, ends their sessions and resets their second factor', async () => {
  const admin = await house.member(['administrator'])
  const { member, email, path } = await aMember()
  const shown = (await admin.get(path)).text
  for (const words of ['eingerichtet am', 'mit Passwort + Code aus der App', email]) expect(shown).toContain(words)
  expect(shown).not.toMatch(/10\.0\./)
  const session = /name="id" value="([^"]+)"/.exec(shown)![1]!
  expect((await member.get('/account')).status).toBe(200)
  expect((await admin.post(`${path}/sessions`, { id: session }, { from: path })).to).toBe(`${path}?done=ended`)
  expect((await member.get('/account')).to).toMatch(/^\/sign-in/)
  expect((await admin.post(`${path}/reset`, {}, { from: path })).to).toBe(`${path}?done=reset`)
  expect(hasFactor(await factorsOf(test_.tenant, member.accountId))).toBe(false)
  const mails = (await outboxOf(test_, test_.tenant)).filter((mail) => mail.to === email)
  expect(mails.map((mail) => mail.template)).toEqual(['identity.factor-reset'])
  expect(await eventsIn(test_.tenant)).toEqual(
    expect.arrayContaining(['identity.sign-in-looked', 'identity.sessions-ended', 'identity.factors-reset']),
  )
  expect((await (await house.member(['lead'])).get(path)).status).toBe(403)
})

test('resetting asks for a proof that is young, and an account that another district trusts is the operator’s', async () => {
  const admin = await house.member(['administrator'])
  const { member, email, path } = await aMember()
  const csrf = await admin.token(path)
  house.clock.set('2026-11-16T08:11:00Z')
  expect((await admin.post(`${path}/reset`, {}, { csrf })).to).toBe(
    `/sign-in/again?${new URLSearchParams({ next: `${path}/reset` })}`,
  )
  house.clock.set('2026-11-16T08:01:00Z')
  const other = await aTenant()
  await inTenant(test_.db, other, 'system', (tx) => trust(tx, other, member.accountId, 0))
  const refused = await admin.post(`${path}/reset`, {}, { csrf })
  expect([refused.status, refused.text.includes('auch in einem anderen Kreis')]).toEqual([422, true])
  expect(await resetFactorsOf(test_.db, test_.tenant, email.toUpperCase(), house.clock.now())).toBe(1)
  expect((await member.get('/account')).to).toMatch(/^\/sign-in/)
  await expect(resetFactorsOf(test_.db, test_.tenant, 'niemand@kreis.test')).rejects.toThrow('nobody in auental')
})

test('the emergency lock ends every session and closes every page, until the operator opens it again', async () => {
  const tenant = await aTenant()
  const admin = await house.member(['administrator'], { tenant })
  const lead = await house.member(['lead'], { tenant })
  const lock = (typed: Record<string, string>) => admin.post('/admin/sign-in/lock', typed)
  expect((await lock({ reason: 'intrusion', key: 'auental' })).status).toBe(422)
  expect((await lead.get('/account')).status).toBe(200)
  expect((await lock({ reason: 'intrusion', key: tenant.key })).status).toBe(303)
  // At once for members, whatever this process remembers of its tenants.
  expect((await lead.get('/account')).to).toMatch(/^\/sign-in/)
  const fresh = await testGate(test_)
  for (const path of ['/sign-in', '/account', '/de/imprint', '/']) {
    const answer = await fresh.browser(tenant).get(path)
    expect([path, answer.status]).toEqual([path, 503])
    expect(answer.text).toContain('vorübergehend geschlossen')
    expect(answer.text).not.toMatch(/href="[^"]*\/sign-in"/)
  }
  expect((await fresh.browser().get('/sign-in')).status).toBe(200)
  expect(await lockByOperator(test_.db, tenant, 'operation')).toBeUndefined()
  expect(await unlockByOperator(test_.db, await getTenant(test_.db, tenant.key))).toBe(true)
  expect((await (await testGate(test_)).browser(tenant).get('/sign-in')).status).toBe(200)
  expect((await lead.get('/account')).to).toMatch(/^\/sign-in/)
  expect(await eventsIn(tenant)).toEqual(expect.arrayContaining(['identity.tenant-locked', 'identity.tenant-unlocked']))
  expect(await lockByOperator(test_.db, tenant, 'operation', house.clock.now())).toBe(0)
})

test('the program itself can lock and never unlock, and locks no demo', async () => {
  await expect(
    inShared(test_.db, (tx) => sql`UPDATE tenant SET locked_at = NULL, locked_reason_code = NULL`.execute(tx)),
  ).rejects.toThrow(/permission denied/)
  const demo = await createTenant(test_.db, test_.sources, {
    key: 'schau',
    name: 'Kreis Schau',
    demo: true,
    land: 'NW',
  })
  const tried = await inShared(test_.db, (tx) =>
    sql<{ n: number }>`SELECT lock_tenant(${demo.key}, 'operation', now()) AS n`.execute(tx),
  )
  expect(tried.rows[0]?.n).toBe(0)
})
