/** Long, because it is one list: every way in and out of the platform, on one database. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { NotFound } from '../../kernel/errors.ts'
import type { Id } from '../../kernel/ids.ts'
import type { AuditTables } from '../audit/tables.ts'
import { createTenant, inShared, inTenant, sql, type Tenant } from '../database/index.ts'
import { anActor, type TestDatabase, testDatabase } from '../database/testing.ts'
import { type Browser, type TestGate, testGate } from '../http/testing.ts'
import { writeSetting } from '../settings/index.ts'
import { seedDemoMembers, signInAsDemoRole } from './demo.ts'
import { secondFactorSetting } from './factors/required.ts'
import { createAdministratorLink, createPasswordLink } from './links.ts'
import { deactivateMember } from './memberactions.ts'
import { hashPassword } from './password.ts'
import { startSession } from './sessions.ts'
import type { IdentityTables } from './tables.ts'
import { setPassword } from './welcome.ts'

const good = 'Brücke-Lampe-Regen'
const better = 'drei Kraniche ziehen'

let test_: TestDatabase
let house: TestGate
let other: Tenant
let demo: Tenant
let hashed: string
beforeAll(async () => {
  test_ = await testDatabase()
  other = await createTenant(test_.db, test_.sources, {
    key: 'anderswo',
    name: 'Kreis Anderswo',
    demo: false,
    land: 'NW',
  })
  demo = await createTenant(test_.db, test_.sources, { key: 'schau', name: 'Kreis Schau', demo: true, land: 'NW' })
  hashed = await hashPassword(good)
  // What a second factor adds has a file of its own.
  for (const tenant of [test_.tenant, other]) await needNoSecondFactor(tenant)
})
afterAll(() => test_.close())
beforeEach(async () => {
  house = await testGate(test_)
})

const needNoSecondFactor = (tenant: Tenant) =>
  inTenant(test_.db, tenant, 'system', (tx) => writeSetting(tx, 'system', secondFactorSetting, { roles: [] }, 0, 0))

let count = 0
/** Somebody with a password, and a browser in which they are signed in. */
async function aMember(roles: Parameters<TestGate['member']>[0] = ['coordinator'], tenant = test_.tenant) {
  const email = `person${++count}@kreis.test`
  const browser = await house.member(roles, { tenant, email, name: `Person ${count}` })
  await inTenant(test_.db, tenant, 'system', (tx) => setPassword(tx, browser.accountId, hashed, house.clock.now()))
  return { browser, email, id: browser.id, accountId: browser.accountId }
}
const trySignIn = (browser: Browser, email: string, password: string, more = {}) =>
  browser.post('/sign-in', { email, password, ...more })
const eventsOf = (tenant: Tenant, subject: string) =>
  inTenant(test_.db, tenant, 'system', async (tx) => {
    const rows = await tx
      .withTables<AuditTables>()
      .selectFrom('audit_entry')
      .select(['event'])
      .where('subject', '=', subject)
      .execute()
    return rows.map((row) => row.event)
  })
const linkIn = (text: string) => /http:\/\/nahtlos\.test\/[a-z]+(\/welcome\/[\w-]{43})/.exec(text)![1]!

describe('sign-in with a password', () => {
  test('lets in, sets a new session and leads to where the person wanted to go', async () => {
    const { email, id } = await aMember()
    const browser = house.browser()
    const signed = await trySignIn(browser, `  ${email.toUpperCase()} `, good, { next: '/account?x=1' })
    expect([signed.status, signed.to]).toEqual([303, '/account?x=1'])
    expect((await browser.get('/account')).status).toBe(200)
    expect(await eventsOf(test_.tenant, id)).toEqual(['identity.signed-in'])
  })

  test.each([
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    '/%0d%0aSet-Cookie:x=1',
    'javascript:alert(1)',
  ])('never leads out of the platform: next=%s', async (next) => {
    const { email } = await aMember()
    const signed = await trySignIn(house.browser(), email, good, { next })
    expect(signed.headers.get('location')).toMatch(/^\/auental\//)
    expect(signed.headers.get('set-cookie')).not.toContain('x=1')
  })

  test('a session planted in the browser beforehand does not become theirs', async () => {
    const { email } = await aMember()
    const attacker = await aMember()
    const planted = attacker.browser.cookies.get('nahtlos-session-auental')!
    const victim = house.browser()
    victim.cookies.set('nahtlos-session-auental', planted)
    await trySignIn(victim, email, good)
    expect(victim.cookies.get('nahtlos-session-auental')).not.toBe(planted)
    expect((await attacker.browser.get('/account')).text).not.toContain(email)
  })

  test('says the same for a wrong password, an unknown address, a member of another district and an account without password', async () => {
    const { email } = await aMember()
    const elsewhere = await aMember(['coordinator'], other)
    const answers = [
      await trySignIn(house.browser(), email, 'falsch falsch falsch'),
      await trySignIn(house.browser(), 'niemand@kreis.test', good),
      await trySignIn(house.browser(), elsewhere.email, good),
    ]
    for (const answer of answers) {
      expect(answer.status).toBe(422)
      expect(answer.text).toContain('E-Mail-Adresse oder Passwort stimmt nicht.')
      expect(answer.headers.getSetCookie().filter((cookie) => cookie.includes('session'))).toEqual([])
      expect(answer.text).not.toContain(good)
    }
  })

  test('takes the same work for an address that nobody has', async () => {
    // Each address takes few attempts before it must wait, and one slow moment of the machine must not decide.
    const emails = [(await aMember()).email, (await aMember()).email, (await aMember()).email]
    const timed = async (address: string) => {
      const began = performance.now()
      await trySignIn(house.browser(), address, 'falsch falsch falsch')
      return performance.now() - began
    }
    await timed('vorher@kreis.test')
    const known: number[] = []
    const unknown: number[] = []
    for (const number of Array.from({ length: 12 }, (_, index) => index)) {
      known.push(await timed(emails[number % emails.length] as string))
      unknown.push(await timed(`niemand${number}@kreis.test`))
    }
    // Hashing is most of both; without it the second would be a fraction of the first.
    expect(Math.min(...unknown)).toBeGreaterThan(Math.min(...known) * 0.6)
  })

  test('of somebody who was deactivated is refused, and they are told only after the right password', async () => {
    const { email, id } = await aMember()
    await inTenant(test_.db, test_.tenant, 'system', (tx) =>
      tx
        .withTables<IdentityTables>()
        .updateTable('membership')
        .set({ deactivated_at: new Date() })
        .where('id', '=', id)
        .execute(),
    )
    expect((await trySignIn(house.browser(), email, good)).text).toContain('gilt heute nicht')
    expect((await trySignIn(house.browser(), email, 'falsch falsch falsch')).text).toContain('stimmt nicht')
  })

  test('slows guessing down, counts attempts at the same time, and locks nobody out of the browser they know', async () => {
    const { email } = await aMember()
    const owner = house.browser()
    await trySignIn(owner, email, good)
    const guesser = house.browser()
    const csrf = await guesser.token('/sign-in')
    const guess = () => guesser.post('/sign-in', { email, password: 'geraten geraten' }, { csrf })
    const guesses = await Promise.all(Array.from({ length: 12 }, guess))
    expect(guesses.filter((guess) => guess.status === 422)).toHaveLength(5)
    const slowed = guesses.find((guess) => guess.status === 429)!
    expect(slowed.text).toContain('Bitte warten Sie eine Sekunde')
    expect(slowed.headers.get('retry-after')).toBe('1')
    expect((await trySignIn(guesser, email, good)).status).toBe(429)
    expect((await trySignIn(owner, email, good)).status).toBe(303)
    house.clock.set('2026-11-16T08:00:02Z')
    expect((await trySignIn(guesser, email, good)).status).toBe(303)
  })

  test('waits longer from attempt to attempt, never longer than a minute, and forgets after a quarter of an hour', async () => {
    const { email } = await aMember()
    const guesser = house.browser()
    const waits: number[] = []
    let now = house.clock.now()
    for (let attempt = 0; attempt < 14; attempt++) {
      let answer = await trySignIn(guesser, email, 'geraten geraten')
      if (answer.status === 429) {
        const wait = Number(answer.headers.get('retry-after'))
        waits.push(wait)
        now += wait * 1000
        house.clock.set(new Date(now).toISOString())
        answer = await trySignIn(guesser, email, 'geraten geraten')
      }
      expect(answer.status).toBe(422)
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60])
    house.clock.set(new Date(now + 901_000).toISOString())
    expect((await trySignIn(guesser, email, good)).status).toBe(303)
  })

  test('slows down who guesses many accounts from one address, and nobody elsewhere', async () => {
    const { email } = await aMember()
    const guesser = house.browser()
    const csrf = await guesser.token('/sign-in')
    const statuses: number[] = []
    for (let account = 0; account < 52; account++)
      statuses.push(
        (await guesser.post('/sign-in', { email: `a${account}@x.test`, password: 'geraten' }, { csrf })).status,
      )
    expect(statuses.filter((status) => status === 429)).toHaveLength(2)
    expect((await trySignIn(house.browser(), email, good)).status).toBe(303)
  }, 30_000)

  test('the table of attempts holds neither addresses nor accounts', async () => {
    const { email } = await aMember()
    await trySignIn(house.browser(), email, 'geraten geraten')
    const rows = await inShared(test_.db, (tx) =>
      sql<{ row: string }>`SELECT sign_in_throttle::text AS row FROM sign_in_throttle`.execute(tx),
    )
    expect(rows.rows.length).toBeGreaterThan(0)
    expect(JSON.stringify(rows.rows)).not.toContain('person')
  })

  test('a forged sign-in form is refused', async () => {
    const { email } = await aMember()
    const browser = house.browser()
    expect((await browser.post('/sign-in', { email, password: good }, { csrf: null })).status).toBe(403)
    const headers = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }
    expect((await browser.post('/sign-in', { email, password: good }, { headers })).status).toBe(403)
  })
})

describe('sign-out', () => {
  test('ends the session on the server, not only in the browser', async () => {
    const { browser } = await aMember()
    const token = browser.cookies.get('nahtlos-session-auental')!
    const out = await browser.post('/sign-out', {}, { from: '/account' })
    expect(out.to).toBe('/sign-in?done=out')
    expect((await browser.get(out.to!)).text).toContain('Sie sind abgemeldet.')
    const thief = house.browser()
    thief.cookies.set('nahtlos-session-auental', token)
    expect((await thief.get('/account')).to).toMatch(/^\/sign-in/)
    expect(thief.cookies.has('nahtlos-session-auental')).toBe(false)
  })

  test('what is sent after it is kept for nobody', async () => {
    const { browser } = await aMember(['administrator'])
    const csrf = await browser.token('/admin/users/new')
    const token = browser.cookies.get('nahtlos-session-auental')!
    await browser.post('/sign-out', {}, { from: '/account' })
    browser.cookies.set('nahtlos-session-auental', token)
    const late = await browser.post('/admin/users/new', { name: 'Spät' }, { csrf })
    expect(late.to).not.toContain('kept')
  })
})

describe('one click', () => {
  test('signs in to a demo tenant as each of its roles', async () => {
    await seedDemoMembers(test_.db, demo, house.clock.now())
    await seedDemoMembers(test_.db, demo, house.clock.now())
    const roles = [
      'coordinator',
      'lead',
      'caseManager',
      'municipality',
      'partner',
      'council',
      'administrator',
      'dataProtection',
    ]
    const page = await house.browser(demo).get('/sign-in')
    for (const role of roles) expect(page.text).toContain(`value="${role}"`)
    for (const role of roles) {
      const visitor = house.browser(demo)
      const signed = await visitor.post('/sign-in/demo', { role, next: '/account' }, { from: '/sign-in' })
      expect(signed.to).toBe('/account')
      expect((await visitor.get('/account')).status).toBe(200)
    }
  })

  test('is impossible elsewhere: by the page, by the code, by the database', async () => {
    const browser = house.browser()
    expect((await browser.get('/sign-in')).text).not.toContain('/sign-in/demo')
    expect((await browser.post('/sign-in/demo', { role: 'administrator' }, { from: '/sign-in' })).status).toBe(404)
    await expect(signInAsDemoRole(test_.db, test_.tenant, 'administrator', house.clock)).rejects.toThrow(NotFound)
    await expect(seedDemoMembers(test_.db, test_.tenant, 0)).rejects.toThrow(NotFound)
    const { accountId } = await aMember()
    const start = (tenant: Tenant) =>
      inTenant(test_.db, test_.tenant, 'system', (tx) => startSession(tx, tenant, accountId, 'demo', 0))
    await expect(start(test_.tenant)).rejects.toThrow(/session_one_click_only_in_demo/)
    await expect(start({ ...test_.tenant, demo: true })).rejects.toThrow(/session_tenant/)
    await expect(inShared(test_.db, (tx) => sql`UPDATE tenant SET demo = true`.execute(tx))).rejects.toThrow(
      /permission denied/,
    )
  })

  test('gives a role that cannot be renamed, blocked or given a password', async () => {
    await seedDemoMembers(test_.db, demo, house.clock.now())
    const visitor = house.browser(demo)
    await visitor.post('/sign-in/demo', { role: 'administrator' }, { from: '/sign-in' })
    const list = await visitor.get('/admin/users')
    const id = /\/admin\/users\/([0-9a-f-]{36})"/.exec(list.text)![1]!
    const member = await visitor.get(`/admin/users/${id}`)
    expect(member.text).not.toContain('<input type="checkbox"')
    const blocked = await visitor.post(`/admin/users/${id}/deactivate`, {}, { from: '/account' })
    expect([blocked.status, blocked.text.includes('gehört zur Vorführung')]).toEqual([422, true])
    const second = house.browser(demo)
    await second.post('/sign-in/demo', { role: 'administrator' }, { from: '/sign-in' })
    for (const [path, values] of [
      ['/account', { name: 'Unfug', locale: 'en' }],
      ['/account/sessions', {}],
    ] as const)
      expect((await visitor.post(path, values)).status).toBe(422)
    expect((await second.get('/account')).status).toBe(200)
    await visitor.get('/account?lang=en')
    expect((await visitor.get('/account')).text).toContain('<html lang="en"')
    expect((await second.get('/account')).text).toContain('<html lang="de"')
  })
})

describe('the first administrator', () => {
  test('comes by a link of the command line, once, and looking at it does not use it up', async () => {
    const tenant = await createTenant(test_.db, test_.sources, {
      key: `neu-${++count}`,
      name: 'Kreis Neu',
      demo: false,
      land: 'NW',
    })
    await needNoSecondFactor(tenant)
    const { url, expiresAt } = await createAdministratorLink(test_.db, tenant, 'http://nahtlos.test', house.clock.now())
    expect(expiresAt.toISOString()).toBe('2026-11-19T08:00:00.000Z')
    const path = url.replace(`http://nahtlos.test/${tenant.key}`, '')
    const browser = house.browser(tenant)
    for (const _ of [1, 2]) expect((await browser.get(path)).status).toBe(200)
    const empty = await browser.post(path, { name: ' ', email: 'keine', password: 'kurz', again: 'anders' })
    expect([empty.status, empty.text.match(/href="#(name|email|password|again)"/g)]).toEqual([
      422,
      ['#name', '#email', '#password', '#again'].map((id) => `href="${id}"`),
    ])
    const person = { name: 'Alex Beispiel', email: 'Alex@Neu.Test' }
    const wrong = await browser.post(path, { ...person, password: 'kurz', again: 'kurz' })
    expect(wrong.status).toBe(422)
    expect(wrong.text).toContain('mindestens 12 Zeichen')
    expect(wrong.text).toContain('value="Alex Beispiel"')
    expect(wrong.text).not.toContain('value="kurz"')
    expect((await browser.post(path, { ...person, email: '', password: good, again: good })).text).toContain(
      'Diese Angabe fehlt noch.',
    )
    expect((await browser.post(path, { ...person, password: good, again: `${good}!` })).text).toContain('nicht gleich')
    const tries = await Promise.all(
      [1, 2].map(async () => {
        const one = house.browser(tenant)
        return await one.post(path, { ...person, password: good, again: good })
      }),
    )
    expect(tries.map((answer) => answer.to).sort()).toEqual(['/', path].sort())
    expect((await house.browser(tenant).get(path)).status).toBe(410)
    const again = house.browser(tenant)
    expect((await trySignIn(again, 'alex@neu.test', good)).status).toBe(303)
    expect((await again.get('/admin/users')).text).toContain('Alex Beispiel')
  })

  test('a link that somebody made up, of any signs, is one that is no more', async () => {
    const browser = house.browser()
    const csrf = await browser.token('/sign-in')
    const made = await browser.post(`/welcome/${encodeURIComponent('ᘓ 07m/..')}`, { password: good }, { csrf })
    expect(made.status).toBe(303)
    expect((await browser.get(made.to ?? '')).status).toBe(410)
  })

  test('cannot take over an account that exists: its password is asked for, and guessing is slowed down', async () => {
    const { email } = await aMember()
    const tenant = await createTenant(test_.db, test_.sources, {
      key: `neu-${++count}`,
      name: 'Kreis Neu',
      demo: false,
      land: 'NW',
    })
    const { url } = await createAdministratorLink(test_.db, tenant, 'http://nahtlos.test', house.clock.now())
    const path = url.replace(`http://nahtlos.test/${tenant.key}`, '')
    const browser = house.browser(tenant)
    const statuses: number[] = []
    for (let guess = 0; guess < 7; guess++)
      statuses.push((await browser.post(path, { name: 'X', email, password: better, again: better })).status)
    expect(statuses).toEqual([422, 422, 422, 422, 422, 429, 429])
    house.clock.set('2026-11-16T09:00:00Z')
    expect((await browser.post(path, { name: 'X', email, password: good, again: good })).to).toBe('/')
  })

  test('a link of another district, an expired one and an invented one open nothing', async () => {
    const { url } = await createAdministratorLink(test_.db, other, 'http://nahtlos.test', house.clock.now())
    const path = url.replace('http://nahtlos.test/anderswo', '')
    expect((await house.browser().get(path)).status).toBe(410)
    expect((await house.browser(other).get(`${path.slice(0, -1)}x`)).status).toBe(410)
    house.clock.set('2026-11-19T08:00:01Z')
    const late = await house.browser(other).get(path)
    expect(late.status).toBe(410)
    expect(late.text).toContain('Dieser Link gilt nicht mehr')
  })
})

describe('the administration of members', () => {
  const input = (more = {}) => ({
    name: 'Kim Neu',
    roles: ['coordinator', 'lead'],
    validFrom: '16.11.2026',
    validTo: '',
    ...more,
  })

  test('invites by a link that is shown once; who uses it is in, with the roles they were given', async () => {
    const admin = await aMember(['administrator'])
    const email = `neu${++count}@kreis.test`
    const shown = await admin.browser.post('/admin/users/new', input({ email }))
    expect(shown.status).toBe(200)
    const path = linkIn(shown.text)
    expect((await admin.browser.get('/admin/users?text=Kim')).text).toContain('eingeladen')
    const stored = await inShared(test_.db, (tx) =>
      sql<{ t: string }>`SELECT one_time_link::text AS t FROM one_time_link`.execute(tx),
    )
    expect(JSON.stringify(stored.rows)).not.toContain(path.slice(-43))
    const invited = house.browser()
    expect((await invited.get(path)).text).toContain(email)
    const taken = await invited.post(path, { password: good, again: good })
    expect(taken.to).toBe('/')
    expect((await invited.get('/account')).text).toContain('Kim Neu')
    expect((await invited.get('/admin/users')).status).toBe(403)
    expect((await admin.browser.post('/admin/users/new', input({ email }))).text).toContain('schon einen Zugang')
  })

  test('shows everything that is wrong with an invitation, and keeps what was typed', async () => {
    const admin = await aMember(['administrator'])
    const shown = await admin.browser.post('/admin/users/new', {
      name: 'Kim',
      email: 'kim',
      validFrom: '31.11.2026',
      validTo: '1.1.2026',
    })
    expect(shown.status).toBe(422)
    for (const sentence of [
      'Sie hat die Form name@beispiel.de',
      'Der November hat 30 Tage',
      'Bitte wählen Sie eine Möglichkeit',
      'eine Angabe fehlt oder stimmt nicht'.slice(4, 10),
    ])
      expect(shown.text).toContain(sentence)
    expect(shown.text).toContain('value="31.11.2026"')
    const reversed = await admin.browser.post(
      '/admin/users/new',
      input({ email: 'kim@kreis.test', validTo: '1.1.2026' }),
    )
    expect(reversed.text).toContain('Das Ende liegt vor dem Anfang')
  })

  test('changes the name, and says who was quicker', async () => {
    const admin = await aMember(['administrator'])
    const member = await aMember(['coordinator'])
    const path = `/admin/users/${member.id}`
    const version = /name="version" value="(\d+)"/.exec((await admin.browser.get(path)).text)![1]!
    const saved = await admin.browser.post(path, { name: 'Neu', version })
    expect(saved.to).toBe(`${path}?done=saved`)
    const late = await admin.browser.post(path, { name: 'Zu spät', version })
    expect(late.status).toBe(409)
    expect(late.text).toMatch(/Person \d+ hat das am 16\.11\.2026, 09:00/)
    expect(late.text).toContain('value="Zu spät"')
    expect((await admin.browser.get(path)).text).toContain('value="Neu"')
  })

  test('blocks at once, in every session, and lets in again', async () => {
    const admin = await aMember(['administrator'])
    const member = await aMember()
    expect((await member.browser.get('/account')).status).toBe(200)
    const path = `/admin/users/${member.id}`
    expect((await admin.browser.post(`${path}/deactivate`, {}, { from: path })).to).toBe(`${path}?done=deactivated`)
    expect((await member.browser.get('/account')).to).toMatch(/^\/sign-in/)
    await admin.browser.post(`${path}/reactivate`, {}, { from: path })
    // The sessions of before stay ended.
    expect((await member.browser.get('/account')).to).toMatch(/^\/sign-in/)
    expect((await trySignIn(house.browser(), member.email, good)).status).toBe(303)
    expect(await eventsOf(test_.tenant, member.id)).toEqual(
      expect.arrayContaining(['identity.member-deactivated', 'identity.member-reactivated']),
    )
  })

  test('gives a new link to who forgot the password; with it all sessions end, and the old password no longer holds', async () => {
    const admin = await aMember(['administrator'])
    const member = await aMember()
    const path = `/admin/users/${member.id}`
    const first = linkIn((await admin.browser.post(`${path}/link`, {}, { from: path })).text)
    const second = linkIn((await admin.browser.post(`${path}/link`, {}, { from: path })).text)
    expect((await house.browser().get(first)).status).toBe(410)
    expect((await member.browser.get('/account')).status).toBe(200)
    const browser = house.browser()
    expect((await browser.post(second, { password: better, again: better })).to).toBe('/')
    expect((await member.browser.get('/account')).to).toMatch(/^\/sign-in/)
    expect((await trySignIn(house.browser(), member.email, good)).status).toBe(422)
    expect((await trySignIn(house.browser(), member.email, better)).status).toBe(303)
  })

  test('cannot set the password of somebody whom another district trusts too', async () => {
    const admin = await aMember(['administrator'])
    const otherAdmin = await aMember(['administrator'], other)
    const member = await aMember()
    const invited = await otherAdmin.browser.post('/admin/users/new', input({ email: member.email }))
    const browser = house.browser(other)
    const welcome = linkIn(invited.text)
    expect((await browser.get(welcome)).text).toContain('Es gilt dasselbe Passwort')
    expect((await browser.post(welcome, { password: better })).text).toContain('nicht das Passwort dieses Zugangs')
    const path = `/admin/users/${member.id}`
    const before = linkIn((await admin.browser.post(`${path}/link`, {}, { from: path })).text)
    expect((await browser.post(welcome, { password: good })).to).toBe('/')
    const refused = await admin.browser.post(`${path}/link`, {}, { from: path })
    expect(refused.status).toBe(422)
    expect(refused.text).toContain('auch in einem anderen Kreis')
    expect((await house.browser().get(before)).status).toBe(410)
    const { url } = await createPasswordLink(
      test_.db,
      test_.tenant,
      member.email,
      'http://nahtlos.test',
      house.clock.now(),
    )
    const operated = url.replace('http://nahtlos.test/auental', '')
    expect((await house.browser().post(operated, { password: better, again: better })).to).toBe('/')
    expect((await trySignIn(house.browser(other), member.email, better)).status).toBe(303)
    const unknown = createPasswordLink(test_.db, test_.tenant, 'niemand@kreis.test', 'http://nahtlos.test', 0)
    await expect(unknown).rejects.toThrow(NotFound)
  })

  test('keeps one administrator, also when two remove each other at once', async () => {
    const tenant = await createTenant(test_.db, test_.sources, {
      key: `admin-${++count}`,
      name: 'Kreis',
      demo: false,
      land: 'NW',
    })
    const one = await aMember(['administrator'], tenant)
    const page = (await one.browser.get(`/admin/users/${one.id}`)).text
    const grant = new RegExp(`/admin/users/${one.id}/grants/[0-9a-f-]{36}`).exec(page)![0]
    for (const [sent, field] of [
      [{ how: 'now' }, undefined],
      [{ how: 'on-day', until: '31.12.2026' }, 'until'],
    ] as const) {
      const refused = await one.browser.post(grant, sent)
      expect(refused.status).toBe(422)
      expect(refused.text).toContain('niemand mehr Zugänge verwalten')
      if (field) expect(refused.text).toContain(`href="#${field}"`)
    }
    expect((await one.browser.post(`/admin/users/${one.id}/deactivate`, {}, { from: '/account' })).status).toBe(422)
    const two = await aMember(['administrator'], tenant)
    const remove = (actorId: Id<'user'>, id: string) => {
      const actor = anActor(['administrator'], { userId: actorId, organisationId: null, controllerId: null })
      return inTenant(test_.db, tenant, actor, (tx) => deactivateMember({ tx, tenant, actor, clock: house.clock }, id))
    }
    const results = await Promise.allSettled([remove(one.id, two.id), remove(two.id, one.id)])
    expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  test('lists by page, name, role and state', async () => {
    const tenant = await createTenant(test_.db, test_.sources, {
      key: `liste-${++count}`,
      name: 'Kreis',
      demo: false,
      land: 'NW',
    })
    const admin = await house.member(['administrator'], { tenant, name: 'Ä Verwaltung' })
    for (let number = 1; number <= 60; number++)
      await house.member(number % 2 ? ['council'] : ['lead'], {
        tenant,
        name: `Mitglied ${String(number).padStart(2, '0')} 100%`,
      })
    const first = (await admin.get('/admin/users')).text
    expect(first).toContain('1 bis 50 von 61')
    expect((await admin.get('/admin/users?page=2')).text).toContain('51 bis 61 von 61')
    expect((await admin.get('/admin/users?role=lead')).text).toContain('1 bis 30 von 30')
    expect((await admin.get('/admin/users?text=glied%2007')).text).toContain('1 bis 1 von 1')
    expect((await admin.get('/admin/users?text=100%25')).text).toContain('1 bis 50 von 60')
    expect((await admin.get('/admin/users?text=0_1')).text).toContain('Unter dieser Auswahl steht nichts')
    expect((await admin.get('/admin/users?state=deactivated')).text).toContain('Unter dieser Auswahl steht nichts')
    expect((await admin.get('/admin/users?page=-1&role=kaiser')).text).toContain('1 bis 50 von 61')
  })
})

describe('the own account', () => {
  test('changes name and language', async () => {
    const { browser } = await aMember()
    expect((await browser.post('/account', { name: 'Neuer Name', locale: 'en' })).to).toBe('/account?done=saved')
    const shown = await browser.get('/account?done=saved')
    expect(shown.text).toContain('<html lang="en"')
    expect(shown.text).toContain('Neuer Name')
    expect((await browser.post('/account', { name: '', locale: 'xx' })).status).toBe(422)
  })

  test('changes the password with the old one, and ends all other sessions', async () => {
    const { browser, email } = await aMember()
    const elsewhere = house.browser()
    await trySignIn(elsewhere, email, good)
    const typed = { current: good, password: better, again: better }
    expect((await browser.post('/account/password', { ...typed, current: 'falsch' })).text).toContain(
      'nicht das Passwort dieses Zugangs',
    )
    expect(
      (await browser.post('/account/password', { ...typed, password: 'passwort1234', again: 'passwort1234' })).text,
    ).toContain('wird beim Raten zuerst versucht')
    expect((await browser.post('/account/password', typed)).to).toBe('/account?done=password')
    expect((await browser.get('/account')).status).toBe(200)
    expect((await elsewhere.get('/account')).to).toMatch(/^\/sign-in/)
    expect((await trySignIn(house.browser(), email, better)).status).toBe(303)
  })

  test('shows the own sessions and ends one or all others, never one of somebody else', async () => {
    const { browser, email } = await aMember()
    const stranger = await aMember()
    const second = house.browser()
    await trySignIn(second, email, good)
    const third = house.browser()
    await trySignIn(third, email, good)
    const page = (await browser.get('/account')).text
    const ids = [...page.matchAll(/name="id" value="([^"]+)"/g)].map((match) => match[1]!)
    expect(ids).toHaveLength(2)
    await stranger.browser.post('/account/sessions', { id: ids[0]! }, { from: '/account' })
    expect((await second.get('/account')).status).toBe(200)
    await browser.post('/account/sessions', { id: ids[0]! }, { from: '/account' })
    const open = [await second.get('/account'), await third.get('/account')].filter((answer) => answer.status === 200)
    expect(open).toHaveLength(1)
    await browser.post('/account/sessions', {}, { from: '/account' })
    expect((await second.get('/account')).status + (await third.get('/account')).status).toBe(606)
    expect((await browser.get('/account')).status).toBe(200)
  })
})
