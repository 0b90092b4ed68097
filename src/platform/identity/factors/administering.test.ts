/** What an administrator and the operator do about how others sign in, and the emergency lock. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { AuditTables } from '../../audit/tables.ts'
import { secretsFrom } from '../../config/index.ts'
import { createTenant, getTenant, inShared, inTenant, sql, type Tenant } from '../../database/index.ts'
import { type TestDatabase, testDatabase } from '../../database/testing.ts'
import { type TestGate, testGate } from '../../http/testing.ts'
import { queueSchema } from '../../jobs/queue.ts'
import { outboxOf } from '../../mail/testing.ts'
import { forgottenJob, passwordForgotten } from '../forgotten.ts'
import { hashPassword } from '../password.ts'
import { trust } from '../trust.ts'
import { setPassword } from '../welcome.ts'
import { findFactors, hasFactor, keepApp } from './factors.ts'
import { lockByOperator, unlockByOperator } from './locking.ts'
import { resetFactorsOf } from './reset.ts'
import { newTotpKey } from './totp.ts'

let test_: TestDatabase
let house: TestGate
/** A second district, made once: a schema takes seconds. */
let district: Tenant
beforeAll(async () => {
  test_ = await testDatabase()
  district = await createTenant(test_.db, test_.sources, { key: 'amt', name: 'Kreis Amt', demo: false, land: 'NW' })
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
test('the page counts who needs a second factor, names who has none, and since when they are asked', async () => {
  const tenant = district
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
  expect((await admin.get('/admin/sign-in')).text).toContain('Zurzeit braucht niemand, der hier arbeitet')
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
  await inTenant(test_.db, test_.tenant, 'system', (tx) => trust(tx, district, member.accountId, 0))
  const refused = await admin.post(`${path}/reset`, {}, { csrf })
  expect([refused.status, refused.text.includes('auch in einem anderen Kreis')]).toEqual([422, true])
  expect(await resetFactorsOf(test_.db, test_.tenant, email.toUpperCase(), house.clock.now())).toBe(1)
  expect((await member.get('/account')).to).toMatch(/^\/sign-in/)
  await expect(resetFactorsOf(test_.db, test_.tenant, 'niemand@kreis.test')).rejects.toThrow('nobody in auental')
})

test('the program itself can lock and never unlock, and locks no demo', async () => {
  await expect(
    inShared(test_.db, (tx) => sql`UPDATE tenant SET locked_at = NULL, locked_reason_code = NULL`.execute(tx)),
  ).rejects.toThrow(/permission denied/)
  await test_.db.owner.pool.query(
    `INSERT INTO "${test_.db.names.shared}".tenant (key, schema_name, name, demo, land) VALUES ('schau', 'schau', 'Kreis Schau', true, 'NW')`,
  )
  const tried = await inShared(test_.db, (tx) =>
    sql<{ n: number }>`SELECT lock_tenant('schau', 'operation', now()) AS n`.execute(tx),
  )
  expect(tried.rows[0]?.n).toBe(0)
})

test('a forgotten password: the same answer for everybody, a link by mail for an hour, and the second factor is still asked for', async () => {
  const tenant = district
  const mailing = await testGate(test_, { sendsMail: true })
  const { member, email } = await aMember(tenant)
  const visitor = mailing.browser(tenant)
  expect((await visitor.get('/sign-in')).text).toContain('/sign-in/forgotten')
  const ask = (typed: string) => visitor.post('/sign-in/forgotten', { email: typed })
  const answers = [await ask(email), await ask('niemand@kreis.test')]
  expect(answers.map(({ status, to }) => [status, to])).toEqual([
    [303, '/sign-in/forgotten?done=sent'],
    [303, '/sign-in/forgotten?done=sent'],
  ])
  const queue = queueSchema(test_.db.names.shared)
  const waiting = await test_.db.owner.pool.query(
    `SELECT j.payload FROM "${queue}"._private_jobs AS j JOIN "${queue}"._private_tasks AS t ON t.id = j.task_id
     WHERE t.identifier = $1 AND j.payload ->> 'tenant' = $2 ORDER BY j.id`,
    [forgottenJob, tenant.schema],
  )
  expect(waiting.rows).toHaveLength(2)
  expect(JSON.stringify(waiting.rows)).not.toContain('kreis.test')
  const run = () =>
    inTenant(test_.db, tenant, 'system', async (tx) => {
      const { clock, secrets } = mailing.options
      const job = passwordForgotten(secrets)
      for (const { payload } of waiting.rows) await job({ tx, db: test_.db, tenant, clock }, payload.payload)
    })
  // Without a password there is nothing to forget: who comes from a directory gets none.
  await run()
  expect(await outboxOf(test_, tenant)).toEqual([])
  await inTenant(test_.db, tenant, 'system', async (tx) =>
    setPassword(tx, member.accountId, await hashPassword('Brücke-Lampe-Regen'), 0),
  )
  for (let time = 0; time < 5; time++) await run()
  const mails = await outboxOf(test_, tenant)
  expect(mails.map((mail) => [mail.to, mail.template])).toEqual(Array(3).fill([email, 'identity.forgotten']))
  const [first, second] = mails.map((mail) => mail.links['set']!) as [string, string]
  for (const path of [first, second, first]) expect((await visitor.get(path)).status).toBe(200)
  const typed = { password: 'drei Kraniche ziehen', again: 'drei Kraniche ziehen' }
  expect((await visitor.post(first, typed)).to).toBe('/')
  expect((await visitor.get('/account')).to).toMatch(/^\/sign-in/)
  expect((await visitor.get('/sign-in')).to).toBe('/sign-in/second')
  expect((await visitor.get(first)).status).toBe(410)
  mailing.clock.set('2026-11-16T09:00:01Z')
  expect((await visitor.get(second)).status).toBe(410)
  expect((await house.browser(tenant).get('/sign-in')).text).not.toContain('/sign-in/forgotten')
})

test('an invitation goes by mail where there is a server, and is then shown to nobody', async () => {
  const mailing = await testGate(test_, { sendsMail: true })
  const admin = await mailing.member(['administrator'])
  const email = `eingeladen${++count}@kreis.test`
  const sent = await admin.post('/admin/users/new', { name: 'Neu', email, roles: ['council'], validFrom: '16.11.2026' })
  expect(sent.text).toContain(`Der Link geht an ${email}`)
  expect(sent.text).not.toContain('/welcome/')
  const [mail] = (await outboxOf(test_, test_.tenant)).filter((one) => one.to === email)
  expect(mail?.template).toBe('identity.invitation')
  expect((await mailing.browser().get(mail!.links['link']!)).text).toContain('Zugang einrichten')
})

test('the emergency lock ends every session and closes every page, until the operator opens it again', async () => {
  const tenant = district
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
