/** Long, because it is one list: every way past the password, and around it, on one database. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { RoleKey } from '../../access/index.ts'
import type { AuditTables } from '../../audit/tables.ts'
import { inShared, inTenant, sql } from '../../database/index.ts'
import { type TestDatabase, testDatabase } from '../../database/testing.ts'
import { makeToken } from '../../http/csrf.ts'
import { type Browser, type TestGate, testGate } from '../../http/testing.ts'
import { outboxOf } from '../../mail/testing.ts'
import { hashPassword } from '../password.ts'
import { takeAttempt } from '../throttle.ts'
import { trust } from '../trust.ts'
import { setPassword } from '../welcome.ts'
import { codeAt, keyOf } from './totp.ts'

const good = 'Brücke-Lampe-Regen'

let test_: TestDatabase
let house: TestGate
let hashed: string
beforeAll(async () => {
  test_ = await testDatabase()
  hashed = await hashPassword(good)
})
afterAll(() => test_.close())
beforeEach(async () => {
  house = await testGate(test_)
})

let count = 0
/** Somebody who has a password and no session yet. */
async function aPerson(roles: Parameters<TestGate['member']>[0] = ['lead'], tenant = test_.tenant) {
  const email = `person${++count}@zweiter.test`
  const member = await house.member(roles, { tenant, email, name: `Person ${count}` })
  await inTenant(test_.db, tenant, 'system', (tx) => setPassword(tx, member.accountId, hashed, house.clock.now()))
  return { email, id: member.id, accountId: member.accountId, member }
}

async function withPassword(email: string, next = '', browser = house.browser()) {
  const answer = await browser.post('/sign-in', { email, password: good, next })
  return { browser, answer }
}

const fieldIn = (text: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? ''
const typedKeyIn = (text: string) => /<code[^>]*>([A-Z2-7 ]{30,})<\/code>/.exec(text)![1]!.replaceAll(' ', '')
const codesIn = (text: string) =>
  [...text.matchAll(/<code[^>]*>([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4})</g)].map((m) => m[1]!)

/** Moves the clock to the beginning of the next step, so that the next code is a new one. */
function nextStep(steps = 1) {
  house.clock.set(new Date((Math.floor(house.clock.now() / 30_000) + steps) * 30_000).toISOString())
}

/** Signs in, sets up an app on the way, and returns what the person then has. */
async function aPersonWithApp(roles?: Parameters<typeof aPerson>[0]) {
  const person = await aPerson(roles)
  const { browser } = await withPassword(person.email)
  const page = (await browser.get('/sign-in/set-up')).text
  const key = keyOf(typedKeyIn(page))
  const done = await browser.post('/sign-in/set-up', {
    way: 'totp',
    key: fieldIn(page, 'key'),
    code: codeAt(key, house.clock.now()),
  })
  nextStep()
  return { ...person, browser, key, codes: codesIn(done.text), code: () => codeAt(key, house.clock.now()) }
}

const eventsOf = (subject: string) =>
  inTenant(test_.db, test_.tenant, 'system', async (tx) => {
    const rows = await tx
      .withTables<AuditTables>()
      .selectFrom('audit_entry')
      .select('event')
      .where('subject', '=', subject)
      .execute()
    return rows.map((row) => row.event)
  })
const mailsTo = async (email: string) =>
  (await outboxOf(test_, test_.tenant)).filter((mail) => mail.to === email).map((mail) => mail.template)
const second = (browser: Browser, code: string, more = {}) =>
  browser.post('/sign-in/second', { way: 'totp', code, ...more })

describe('who needs a second factor and has none', () => {
  test('sets one up after the password, gets ten codes once, and is where they wanted to go', async () => {
    const person = await aPerson()
    const { browser, answer } = await withPassword(person.email, '/account?x=1')
    expect(answer.to).toBe('/sign-in/set-up?next=%2Faccount%3Fx%3D1')
    for (const path of ['/account', '/admin', '/']) expect((await browser.get(path)).to).toMatch(/^\/sign-in/)
    expect((await browser.get('/sign-in?next=%2Faccount')).to).toBe('/sign-in/set-up?next=%2Faccount')
    const page = await browser.get(answer.to!)
    expect(page.text).toContain('Zweiten Faktor einrichten')
    expect(page.text).toContain('aria-label="Bild für die App')
    const key = keyOf(typedKeyIn(page.text))
    const before = browser.cookies.get('nahtlos-session-auental')
    const wrong = await browser.post(answer.to!, {
      way: 'totp',
      key: fieldIn(page.text, 'key'),
      code: '000000',
      next: '/account?x=1',
    })
    expect([wrong.status, wrong.text.includes('Dieser Code stimmt nicht')]).toEqual([422, true])
    // The same key again: the app has it already.
    expect(keyOf(typedKeyIn(wrong.text))).toEqual(key)
    const done = await browser.post(answer.to!, {
      way: 'totp',
      key: fieldIn(wrong.text, 'key'),
      code: codeAt(key, house.clock.now()),
      next: '/account?x=1',
    })
    expect(done.status).toBe(200)
    expect(codesIn(done.text)).toHaveLength(10)
    expect(done.text).toContain('href="/auental/account?x=1"')
    expect(browser.cookies.get('nahtlos-session-auental')).not.toBe(before)
    expect((await browser.get('/account')).text).toContain('eingerichtet am')
    expect(await eventsOf(person.id)).toEqual(
      expect.arrayContaining(['identity.password-right', 'identity.factor-added', 'identity.signed-in']),
    )
    expect(await mailsTo(person.email)).toEqual(['identity.factor-added'])
    const stored = await inShared(test_.db, (tx) =>
      sql<{
        t: string
      }>`SELECT credential::text AS t FROM credential UNION ALL SELECT recovery_code::text FROM recovery_code`.execute(
        tx,
      ),
    )
    for (const code of codesIn(done.text))
      expect(JSON.stringify(stored.rows)).not.toContain(code.replaceAll('-', '').slice(2))
  })

  test('is asked as soon as the role needs one, and what was being typed is kept; who never got in plants nothing', async () => {
    const decide = async (roles: RoleKey[]) => {
      const admin = await house.member(['administrator'])
      const version = fieldIn((await admin.get('/admin/sign-in')).text, 'version')
      expect((await admin.post('/admin/sign-in', { roles, version })).to).toBe('/admin/sign-in?done=decided')
    }
    await decide([])
    const member = await house.member(['administrator'], { secondFactor: null })
    const csrf = await member.token('/admin/users/new')
    house.clock.set('2026-11-16T08:02:00Z')
    await member.get('/account')
    await decide(['administrator'])
    const typed = { name: 'Kim Halbfertig', email: 'kim' }
    const sent = await member.post('/admin/users/new', typed, { csrf })
    expect(sent.to).toBe('/sign-in?next=%2Fadmin%2Fusers%2Fnew%3Fdraft%3Drestore&reason=kept')
    expect((await member.get(sent.to!)).to).toMatch(/^\/sign-in\/set-up\?next=/)
    const stranger = await house.member(['administrator'], { secondFactor: null })
    const token = stranger.cookies.get('nahtlos-session-auental')!
    const planted = await stranger.post('/admin/users/new', typed, { csrf: makeToken(token) })
    expect(planted.to).toBe('/sign-in?next=%2Fadmin%2Fusers%2Fnew&reason=ended')
    await decide(['administrator', 'coordinator', 'lead', 'caseManager', 'dataProtection'])
  })

  test('cannot set one up with a key, a page or a session of somebody else', async () => {
    const one = await aPerson()
    const two = await aPerson()
    const first = await withPassword(one.email)
    const page = (await first.browser.get('/sign-in/set-up')).text
    const key = keyOf(typedKeyIn(page))
    const { browser } = await withPassword(two.email)
    const typed = { way: 'totp', key: fieldIn(page, 'key'), code: codeAt(key, house.clock.now()) }
    expect((await browser.post('/sign-in/set-up', typed)).text).toContain('stand zu lange offen')
    house.clock.set(new Date(house.clock.now() + 31 * 60_000).toISOString())
    expect((await first.browser.post('/sign-in/set-up', typed)).text).toContain('stand zu lange offen')
    expect((await house.browser().get('/sign-in/set-up')).to).toBe('/sign-in')
  })

  test('a role that needs none signs in with the password alone', async () => {
    const { email } = await aPerson(['council'])
    const { browser, answer } = await withPassword(email)
    expect(answer.to).toBe('/')
    expect((await browser.get('/account')).text).toContain('nicht eingerichtet')
  })
})

describe('who has a second factor', () => {
  test('is asked for it after the password, whatever the role, and nothing else opens before', async () => {
    const person = await aPersonWithApp()
    const { browser, answer } = await withPassword(person.email, '/account')
    expect(answer.to).toBe('/sign-in/second?next=%2Faccount')
    expect(browser.cookies.has('nahtlos-device')).toBe(false)
    for (const path of ['/account', '/admin', '/account/app'])
      expect((await browser.get(path)).to).toMatch(/^\/sign-in/)
    // Neither can who knows the password alone set up a factor of their own.
    expect((await browser.get('/sign-in/set-up')).to).toBe('/sign-in/second')
    expect((await browser.get('/sign-in/again')).to).toBe('/sign-in/second')
    const page = await browser.get(answer.to!)
    expect(page.text).toContain('Zweiter Schritt der Anmeldung')
    const before = browser.cookies.get('nahtlos-session-auental')!
    const done = await second(browser, person.code(), { next: '/account' })
    expect([done.status, done.to]).toEqual([303, '/account'])
    expect(browser.cookies.has('nahtlos-device')).toBe(true)
    const thief = house.browser()
    thief.cookies.set('nahtlos-session-auental', before)
    expect((await thief.get('/account')).to).toMatch(/^\/sign-in/)
    expect((await browser.get('/account')).text).toContain('mit Passwort + Code aus der App')
  })

  test('a code counts once, also of two at the same time, and an older one no more', async () => {
    const person = await aPersonWithApp()
    const code = person.code()
    const [one, two] = [await withPassword(person.email), await withPassword(person.email)]
    const answers = await Promise.all([one, two].map(({ browser }) => second(browser, code)))
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 422])
    const third = await withPassword(person.email)
    expect((await second(third.browser, code)).status).toBe(422)
    const earlier = codeAt(person.key, house.clock.now() - 30_000)
    expect((await second(third.browser, earlier)).status).toBe(422)
    nextStep()
    expect((await second(third.browser, person.code())).status).toBe(303)
  })

  test('the clock of the phone may be one step off, no more', async () => {
    const person = await aPersonWithApp()
    nextStep(5)
    const { browser } = await withPassword(person.email)
    expect((await second(browser, codeAt(person.key, house.clock.now() - 60_000))).status).toBe(422)
    expect((await second(browser, codeAt(person.key, house.clock.now() - 30_000))).status).toBe(303)
    const again = await withPassword(person.email)
    expect((await second(again.browser, codeAt(person.key, house.clock.now() + 30_000))).status).toBe(303)
  })

  test('comes in with each recovery code once, and is told by mail', async () => {
    const person = await aPersonWithApp()
    const use = async (code: string) => {
      const { browser } = await withPassword(person.email)
      return (await browser.post('/sign-in/second', { way: 'recovery', code })).status
    }
    const [first = '', next = ''] = person.codes
    expect(await use(first.toLowerCase().replaceAll('-', ' '))).toBe(303)
    expect(await use(first)).toBe(422)
    expect(await use(`${next.slice(0, -1)}${next.endsWith('0') ? '1' : '0'}`)).toBe(422)
    expect(await use(next)).toBe(303)
    expect((await person.browser.get('/account')).text).toContain('noch 8 Codes übrig')
    expect(await mailsTo(person.email)).toEqual(expect.arrayContaining(['identity.recovery-used']))
  })

  test('can stop half way, and nothing is left of it', async () => {
    const person = await aPersonWithApp()
    const { browser } = await withPassword(person.email)
    const token = browser.cookies.get('nahtlos-session-auental')!
    expect((await browser.post('/sign-in/leave', {}, { from: '/sign-in/second' })).to).toBe('/sign-in?done=out')
    const thief = house.browser()
    thief.cookies.set('nahtlos-session-auental', token)
    expect((await thief.get('/sign-in/second')).to).toBe('/sign-in')
  })
})

describe('guessing', () => {
  test('six digits: five free tries, then waits up to an hour; 39 on the first day, 24 on each that follows', async () => {
    const began = house.clock.now()
    const attempt = { guessing: 'code', subject: 'an account', address: '203.0.113.9' } as const
    const tries = [0, 0, 0]
    const waits: number[] = []
    for (let now = began; now < began + 3 * 86_400_000; ) {
      const seconds = await takeAttempt(test_.db, Buffer.from('key'), attempt, now)
      now += seconds * 1000
      if (seconds > 0) waits.push(seconds)
      else tries[Math.floor((now - began) / 86_400_000)]!++
    }
    expect(waits.slice(0, 14)).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 3600, 3600])
    expect(tries).toEqual([39, 24, 24])
  })

  test('from elsewhere keeps nobody out of the browser they know, nor from a recovery code', async () => {
    const person = await aPersonWithApp()
    const known = person.browser
    await known.post('/sign-out', {}, { from: '/account' })
    const attacker = await withPassword(person.email)
    const csrf = await attacker.browser.token('/sign-in/second')
    const guesses = await Promise.all(
      Array.from({ length: 9 }, () =>
        attacker.browser.post('/sign-in/second', { way: 'totp', code: '000000' }, { csrf }),
      ),
    )
    expect(guesses.filter(({ status }) => status === 429)).toHaveLength(4)
    expect((await second(attacker.browser, person.code())).status).toBe(429)
    const owner = await withPassword(person.email, '', known)
    expect((await second(owner.browser, person.code())).status).toBe(303)
    const elsewhere = await withPassword(person.email)
    expect((await second(elsewhere.browser, person.code())).status).toBe(429)
    expect((await elsewhere.browser.post('/sign-in/second', { way: 'recovery', code: person.codes[0]! })).status).toBe(
      303,
    )
  })

  test('recovery codes is slowed down like that of codes', async () => {
    const person = await aPersonWithApp()
    const { browser } = await withPassword(person.email)
    const statuses: number[] = []
    for (let guess = 0; guess < 7; guess++)
      statuses.push((await browser.post('/sign-in/second', { way: 'recovery', code: 'AAAA-AAAA-AAAA' })).status)
    expect(statuses).toEqual([422, 422, 422, 422, 422, 429, 429])
  })
})

describe('what changes how somebody signs in', () => {
  test('asks again who it is when the last proof is older than ten minutes', async () => {
    const person = await aPersonWithApp()
    const { browser } = person
    expect((await browser.get('/account/app')).status).toBe(200)
    house.clock.set(new Date(house.clock.now() + 11 * 60_000).toISOString())
    const csrf = await browser.token('/account')
    for (const path of ['/account/app', '/account/app/remove', '/account/recovery-codes']) {
      const proof = `/sign-in/again?next=${encodeURIComponent(path)}`
      expect((await browser.get(path)).to).toBe(proof)
      expect((await browser.post(path, {}, { csrf })).to).toBe(proof)
    }
    const before = browser.cookies.get('nahtlos-session-auental')
    const again = { way: 'password', next: '/account/app' }
    expect((await browser.post('/sign-in/again', { ...again, password: 'falsch falsch' })).status).toBe(422)
    expect((await browser.post('/sign-in/again', { ...again, password: good })).to).toBe('/account/app')
    expect(browser.cookies.get('nahtlos-session-auental')).not.toBe(before)
    expect((await browser.get('/account/app')).status).toBe(200)
    house.clock.set(new Date(house.clock.now() + 11 * 60_000).toISOString())
    expect((await browser.post('/sign-in/again', { way: 'totp', code: person.code() })).to).toBe('/account')
  })

  test('renews an app: the old one no longer counts; the codes stay', async () => {
    const person = await aPersonWithApp()
    const page = (await person.browser.get('/account/app')).text
    const key = keyOf(typedKeyIn(page))
    const typed = { key: fieldIn(page, 'key'), code: codeAt(key, house.clock.now()) }
    expect((await person.browser.post('/account/app', typed)).to).toBe('/account?done=factor')
    nextStep()
    const { browser } = await withPassword(person.email)
    expect((await second(browser, person.code())).status).toBe(422)
    expect((await second(browser, codeAt(key, house.clock.now()))).status).toBe(303)
    expect((await browser.get('/account')).text).toContain('noch 10 Codes übrig')
  })

  test('renews recovery codes: the old ones no longer count', async () => {
    const person = await aPersonWithApp()
    const shown = await person.browser.post('/account/recovery-codes', {})
    expect(codesIn(shown.text)).toHaveLength(10)
    const { browser } = await withPassword(person.email)
    expect((await browser.post('/sign-in/second', { way: 'recovery', code: person.codes[0]! })).status).toBe(422)
    expect((await browser.post('/sign-in/second', { way: 'recovery', code: codesIn(shown.text)[0]! })).status).toBe(303)
  })

  test('takes the last factor from nobody whose role needs one; from others with the recovery codes', async () => {
    const lead = await aPersonWithApp()
    const refused = await lead.browser.post('/account/app/remove', {})
    expect([refused.status, refused.text.includes('Ihre Rolle braucht einen zweiten Faktor')]).toEqual([422, true])
    const council = await aPerson(['council'])
    const { browser } = await withPassword(council.email)
    const page = (await browser.get('/account/app')).text
    const typed = { key: fieldIn(page, 'key'), code: codeAt(keyOf(typedKeyIn(page)), house.clock.now()) }
    expect(codesIn((await browser.post('/account/app', typed)).text)).toHaveLength(10)
    expect((await browser.post('/account/app/remove', {})).to).toBe('/account?done=factor-removed')
    expect((await withPassword(council.email)).answer.to).toBe('/')
    const left = await inShared(test_.db, (tx) =>
      sql`SELECT 1 FROM recovery_code WHERE account_id = ${council.accountId}`.execute(tx),
    )
    expect(left.rows).toEqual([])
    expect((await mailsTo(council.email)).sort()).toEqual(['identity.factor-added', 'identity.factor-removed'])
  })

  test('a password cannot be deleted by the program at all', async () => {
    const person = await aPerson()
    await inTenant(test_.db, test_.tenant, 'system', (tx) => trust(tx, test_.tenant, person.accountId, 0))
    const gone = await inShared(test_.db, (tx) =>
      sql`DELETE FROM credential WHERE account_id = ${person.accountId} AND kind = 'password'`.execute(tx),
    )
    expect(gone.numAffectedRows).toBe(0n)
  })
})
