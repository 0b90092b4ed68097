/** Long, because it is one list: every way in and out of a directory, against one real provider on one database. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Id } from '../../../kernel/ids.ts'
import { type Config, secretsFrom } from '../../config/index.ts'
import { createTenant, inShared, inTenant, sql, type Tenant } from '../../database/index.ts'
import { type TestDatabase, testDatabase } from '../../database/testing.ts'
import { type Browser, type TestGate, testGate } from '../../http/testing.ts'
import { readSetting, writeSetting } from '../../settings/index.ts'
import { hashPassword } from '../password.ts'
import { setPassword } from '../welcome.ts'
import { type Directory, directorySetting, sealClientSecret } from './config.ts'
import { directoryChecks } from './health.ts'
import { clientId, clientSecret, type DirectoryPerson, startProvider, type TestProvider } from './testing.ts'

const origin = 'http://nahtlos.test'
const password = 'Brücke-Lampe-Regen'

let database: TestDatabase
let other: Tenant
let provider: TestProvider
let house: TestGate
let hashed: string
beforeAll(async () => {
  database = await testDatabase()
  other = await createTenant(database.db, database.sources, {
    key: 'anderswo',
    name: 'Anderswo',
    demo: false,
    land: 'NW',
  })
  provider = await startProvider({ origin, tenants: ['auental', 'anderswo'] }, async (address, init) =>
    house.gate.request(address, init),
  )
  hashed = await hashPassword(password)
  house = await newHouse()
  await setUp()
})
afterAll(async () => {
  await provider.close()
  await database.close()
})
beforeEach(async () => {
  provider.mood = 'well'
  provider.forge = undefined
  provider.forgeWith = undefined
  house.clock.set(new Date().toISOString())
})

/** Another start of the program, which has found no provider yet. */
async function newHouse(): Promise<TestGate> {
  const made = await testGate(database)
  // Tokens are made by the provider's clock, which is the real one.
  made.clock.set(new Date().toISOString())
  return made
}

async function setUp(change: Partial<Directory> = {}, tenant = database.tenant): Promise<void> {
  const directory: Directory = {
    on: true,
    issuer: provider.issuer,
    clientId,
    clientSecret: sealClientSecret(house.options.secrets, tenant, clientSecret),
    label: 'Kreis-Konto',
    groupsClaim: 'groups',
    mappings: [
      { group: '/kim/fallmanagement', role: 'caseManager', place: null },
      { group: '/kim/leitung', role: 'lead', place: null },
      { group: '/it/*', role: 'administrator', place: null },
    ],
    newPeopleJoin: true,
    secondFactor: { amr: ['otp'], acr: ['gold'] },
    passwords: true,
    emergency: null,
    ...change,
  }
  await inTenant(database.db, tenant, 'system', async (tx) => {
    const { version } = await readSetting(tx, directorySetting)
    await writeSetting(tx, 'system', directorySetting, directory, version, house.clock.now())
  })
}

let count = 0
const aPerson = (more: Partial<DirectoryPerson> = {}): DirectoryPerson => {
  const sub = `person-${++count}`
  return {
    sub,
    email: `${sub}@kreis.test`,
    name: `Person ${count}`,
    groups: ['/kim/fallmanagement'],
    amr: ['pwd', 'otp'],
    ...more,
  }
}

const below = (address: string) => address.slice(`${origin}/auental`.length)

/** From the button to the address that the provider sends the browser back to. */
async function cometh(browser: Browser, person: DirectoryPerson | null, next?: string, at?: Map<string, string>) {
  provider.person = person
  const begun = await browser.get(`/sign-in/directory${next === undefined ? '' : `?${new URLSearchParams({ next })}`}`)
  expect(begun.status).toBe(303)
  return below(await provider.browse(begun.to as string, at))
}

async function signIn(
  person: DirectoryPerson | null,
  options: { browser?: Browser; next?: string; at?: Map<string, string> } = {},
) {
  const browser = options.browser ?? house.browser()
  const answer = await browser.get(await cometh(browser, person, options.next, options.at))
  return { browser, answer }
}

const events = async (tenant = database.tenant): Promise<{ event: string; details?: Record<string, unknown> }[]> => {
  const { rows } = await inTenant(database.db, tenant, 'system', (tx) =>
    sql<{ payload: string }>`SELECT payload FROM audit_entry ORDER BY id DESC LIMIT 5`.execute(tx),
  )
  return rows.map(({ payload }) => JSON.parse(payload))
}
const lastRefusal = async () => (await events()).find(({ event }) => event === 'identity.directory-refused')?.details

const rolesOf = async (email: string) => {
  const { rows } = await inTenant(database.db, database.tenant, 'system', (tx) =>
    sql<{ role: string }>`
      SELECT g.role FROM membership AS m CROSS JOIN LATERAL access_own_grants(m.id, access_today()) AS g
      WHERE m.email = ${email} ORDER BY g.role
    `.execute(tx),
  )
  return rows.map(({ role }) => role)
}

describe('sign-in', () => {
  test('leads to the provider with code, PKCE, state and nonce, and back to the page asked for', async () => {
    const browser = house.browser()
    expect((await browser.get('/sign-in?next=/account')).text).toContain('Mit Kreis-Konto anmelden')
    const begun = await browser.get('/sign-in/directory?next=/account')
    const asked = new URL(begun.to as string)
    expect(Object.fromEntries(asked.searchParams)).toMatchObject({
      response_type: 'code',
      code_challenge_method: 'S256',
      redirect_uri: `${origin}/auental/sign-in/directory/back`,
      acr_values: 'gold',
    })
    for (const name of ['state', 'nonce', 'code_challenge']) expect(asked.searchParams.get(name)).toMatch(/^[\w-]{43}$/)
    const person = aPerson()
    const { answer } = await signIn(person, { browser, next: '/account?x=1' })
    expect([answer.status, answer.to]).toEqual([303, '/account?x=1'])
    expect((await browser.get('/account')).text).toContain(person.name)
    expect((await events())[0]).toMatchObject({
      event: 'identity.signed-in',
      details: { method: 'oidc', secondFactor: true },
    })
  })

  test.each(['https://evil.example/', '//evil.example', '/\\evil.example', 'javascript:alert(1)'])(
    'never leads out of the platform: next=%s',
    async (next) => {
      expect((await signIn(aPerson(), { next })).answer.to).toBe('/')
    },
  )

  test('without a second factor at the provider the platform asks for its own', async () => {
    const { browser, answer } = await signIn(aPerson({ amr: ['pwd'] }), { next: '/account' })
    expect(answer.to).toBe('/sign-in/set-up?next=%2Faccount')
    expect((await browser.get('/account')).status).toBe(303)
    const gold = await signIn(aPerson({ amr: ['pwd'], acr: 'gold' }))
    expect((await gold.browser.get('/account')).status).toBe(200)
  })

  test('begins by a click on a page of ours only: a link elsewhere leads to the sign-in page', async () => {
    for (const headers of [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'none' },
      {},
      { referer: 'https://evil.example/' },
    ]) {
      const answer = await house.gate.request(`${origin}/auental/sign-in/directory?next=/account`, {
        headers: headers as Record<string, string>,
      })
      expect(answer.headers.get('location')).toBe('/auental/sign-in?next=%2Faccount')
    }
  })

  test('shows again who somebody is, anew and only if it is the same person', async () => {
    const person = aPerson()
    const { browser } = await signIn(person)
    house.clock.set(new Date(Date.now() + 11 * 60_000).toISOString())
    const others = await browser.post('/account/sessions', {}, { from: '/account' })
    expect(others.to).toBe('/sign-in/again?next=%2Faccount')
    const asked = await browser.get('/sign-in/again?next=/account')
    expect(asked.text).toContain('Mit Kreis-Konto bestätigen')
    const again = async (who: DirectoryPerson) => {
      provider.person = who
      const begun = await browser.get('/sign-in/directory?again=1&next=/account')
      const away = new URL(begun.to as string)
      expect([away.searchParams.get('prompt'), away.searchParams.get('max_age')]).toEqual(['login', '0'])
      return await browser.get(below(await provider.browse(away.href)))
    }
    expect((await again(aPerson())).status).toBe(403)
    const before = browser.cookies.get('nahtlos-session-auental')
    expect((await again(person)).to).toBe('/account')
    expect(browser.cookies.get('nahtlos-session-auental')).not.toBe(before)
    expect((await house.browser().get('/sign-in/directory?again=1')).to).toBe('/account/directory')
  })

  test('a new session each time, never one planted before', async () => {
    const browser = house.browser()
    browser.cookies.set('nahtlos-session-auental', 'planted-by-somebody-else-planted-by-somebody')
    await signIn(aPerson(), { browser })
    expect(browser.cookies.get('nahtlos-session-auental')).not.toContain('planted')
  })
})

describe('groups', () => {
  test('give roles at every sign-in, and leaving all of them ends the roles and what was open', async () => {
    const person = aPerson({ groups: ['/kim/fallmanagement', '/kim/leitung', '/unbekannt'] })
    const first = await signIn(person)
    expect(await rolesOf(person.email as string)).toEqual(['caseManager', 'lead'])
    await signIn({ ...person, groups: ['/kim/leitung'] })
    expect(await rolesOf(person.email as string)).toEqual(['lead'])
    const last = await signIn({ ...person, groups: ['/unbekannt'] })
    expect(last.answer.status).toBe(403)
    expect(last.answer.text).toContain('Ihre Gruppen geben hier keine Rolle')
    expect(await rolesOf(person.email as string)).toEqual([])
    expect((await first.browser.get('/account')).status).toBe(303)
  })

  test('also nested, as roles of a realm, and a claim that is missing is told apart from no group', async () => {
    await setUp({ groupsClaim: 'realm_access.roles', mappings: [{ group: 'fall', role: 'caseManager', place: null }] })
    const person = aPerson({ groups: [], realmRoles: ['fall'] })
    expect((await signIn(person)).answer.status).toBe(303)
    expect((await signIn(aPerson())).answer.text).toContain('Der Anbieter hat keine Gruppen genannt')
    await setUp()
  })
})

describe('who somebody is', () => {
  test('new people come in when the district says so, else they must have been invited', async () => {
    await setUp({ newPeopleJoin: false })
    const stranger = await signIn(aPerson())
    expect([stranger.answer.status, await lastRefusal()]).toMatchObject([403, { refusal: 'not-invited' }])
    const administrator = await house.member(['administrator'])
    const person = aPerson()
    await invite(administrator, person.email as string)
    expect((await signIn(person)).answer.status).toBe(303)
    await setUp()
  })

  test('an address that the provider has not checked proves nothing', async () => {
    const victim = await house.member(['lead'], { email: 'leitung@kreis.test' })
    const { answer } = await signIn(aPerson({ email: 'leitung@kreis.test', emailVerified: false }))
    expect([answer.status, await lastRefusal()]).toMatchObject([403, { refusal: 'email-unchecked' }])
    expect((await signIn(aPerson({ email: undefined }))).answer.status).toBe(403)
    expect(victim.id).toBeDefined()
  })

  test('an account that another district trusts is linked by its owner only, signed in here', async () => {
    const email = 'zwei@kreis.test'
    const owner = await house.member(['caseManager'], { email })
    await inShared(database.db, (tx) =>
      sql`INSERT INTO account_tenant VALUES (${owner.accountId}, 'anderswo', now())`.execute(tx),
    )
    const person = aPerson({ email })
    expect((await signIn(person)).answer.text).toContain('Mit Ihrer E-Mail-Adresse gibt es schon einen Zugang')

    const wish = await owner.post('/account/directory', {})
    const begun = await owner.get(wish.to as string)
    const away = /url=(.+)$/.exec(begun.headers.get('refresh') as string)?.[1] as string
    expect([begun.status, new URL(away).searchParams.get('prompt')]).toEqual([200, 'login'])
    provider.person = person
    const linked = await owner.get(below(await provider.browse(away)))
    expect(linked.to).toBe('/account/directory?done=linked')
    expect((await signIn(person)).answer.status).toBe(303)
    // Made by a form of ours and for this browser only.
    expect((await house.browser().get(wish.to as string)).to).toBe('/account/directory')
    expect((await owner.get('/sign-in/directory?link=v1.AAAA')).to).toBe('/account/directory')
  })

  test('a link of one district is worth nothing in another', async () => {
    await setUp({ newPeopleJoin: false }, other)
    const person = aPerson()
    await signIn(person)
    const browser = house.browser(other)
    const begun = await browser.get('/sign-in/directory')
    const back = await provider.browse(begun.to as string)
    const answer = await browser.get(back.slice(`${origin}/anderswo`.length))
    expect(answer.text).toContain('Mit Ihrer E-Mail-Adresse gibt es schon einen Zugang')
  })

  test('somebody whose access was closed stays out', async () => {
    const person = aPerson()
    await signIn(person)
    await inTenant(database.db, database.tenant, 'system', (tx) =>
      sql`UPDATE membership SET deactivated_at = now() WHERE email = ${person.email}`.execute(tx),
    )
    expect((await signIn(person)).answer.text).toContain('gesperrt')
  })
})

async function invite(administrator: Browser, email: string) {
  const sent = await administrator.post('/admin/users/new', {
    name: 'Neu',
    email,
    roles: 'council',
    validFrom: '01.01.2026',
  })
  expect(sent.status).toBe(200)
}

describe('attacks', () => {
  test('a callback holds once, in the browser that began it, and not for long', async () => {
    const { browser } = await signIn(aPerson())
    const back = await cometh(browser, aPerson())
    expect((await house.browser().get(back)).text).toContain('Diese Anmeldung gilt nicht mehr')
    expect((await browser.get(back)).status).toBe(303)
    const again = await browser.get(back)
    expect([again.status, await lastRefusal()]).toEqual([400, { refusal: 'expired', reason: 'state' }])
    expect((await house.browser(other).get(back)).status).toBe(400)

    const late = await cometh(browser, aPerson())
    house.clock.set(new Date(Date.now() + 16 * 60_000).toISOString())
    expect((await browser.get(late)).status).toBe(400)
  })

  test('a state of one sign-in with the code of another is refused', async () => {
    const browser = house.browser()
    const mine = new URLSearchParams((await cometh(browser, aPerson())).split('?')[1])
    const attacker = new URLSearchParams((await cometh(house.browser(), aPerson())).split('?')[1])
    mine.set('code', attacker.get('code') as string)
    const answer = await browser.get(`/sign-in/directory/back?${mine}`)
    expect([answer.status, (await lastRefusal())?.['reason']]).toEqual([400, 'invalid_grant'])
    expect(browser.cookies.has('nahtlos-session-auental')).toBe(false)
    expect((await browser.get('/sign-in/directory/back?code=x&state=y')).status).toBe(400)
    expect((await browser.get('/sign-in/directory/back')).status).toBe(400)
  })

  test('an answer in the name of another issuer is refused (RFC 9207)', async () => {
    const browser = house.browser()
    const back = new URLSearchParams((await cometh(browser, aPerson())).split('?')[1])
    back.set('iss', 'https://evil.example')
    expect((await browser.get(`/sign-in/directory/back?${back}`)).status).toBe(400)
    const silent = new URLSearchParams((await cometh(browser, aPerson())).split('?')[1])
    silent.delete('iss')
    expect((await browser.get(`/sign-in/directory/back?${silent}`)).status).toBe(400)
  })

  test.each<[string, (good: Record<string, unknown>) => Record<string, unknown>]>([
    ['another nonce', (good) => ({ ...good, nonce: 'another' })],
    ['no nonce', ({ nonce: _nonce, ...good }) => good],
    ['another audience', (good) => ({ ...good, aud: 'somebody-else' })],
    ['several audiences, of which another may use it', (good) => ({ ...good, aud: [clientId, 'x'], azp: 'x' })],
    ['another issuer', (good) => ({ ...good, iss: 'https://evil.example' })],
    ['an end long ago', (good) => ({ ...good, exp: 1_000_000, iat: 999_000 })],
  ])('an ID token with %s is refused', async (_what, forged) => {
    const browser = house.browser()
    provider.person = aPerson()
    const begun = await browser.get('/sign-in/directory')
    const nonce = new URL(begun.to as string).searchParams.get('nonce') as string
    const back = below(await provider.browse(begun.to as string))
    const seconds = Math.floor(Date.now() / 1000)
    const { sub, email } = provider.person
    const good = {
      iss: provider.issuer,
      aud: clientId,
      sub,
      email,
      email_verified: true,
      groups: ['/it/x'],
      nonce,
      iat: seconds,
      exp: seconds + 60,
    }
    provider.forge = forged(good)
    const answer = await browser.get(back)
    expect([answer.status, await lastRefusal()]).toMatchObject([400, { refusal: 'answer-invalid' }])
    expect(answer.text).toContain('ließ sich nicht prüfen')
  })

  test('an ID token that the provider did not sign is refused, though it came from its address', async () => {
    const stranger = await startProvider({ origin, tenants: ['auental'] }, async () => new Response())
    const browser = house.browser()
    provider.person = aPerson()
    const begun = await browser.get('/sign-in/directory')
    const nonce = new URL(begun.to as string).searchParams.get('nonce') as string
    const back = below(await provider.browse(begun.to as string))
    const seconds = Math.floor(Date.now() / 1000)
    provider.forge = { iss: provider.issuer, aud: clientId, sub: 'x', nonce, iat: seconds, exp: seconds + 60 }
    provider.forgeWith = stranger.sign
    const answer = await browser.get(back)
    await stranger.close()
    expect([answer.status, await lastRefusal()]).toMatchObject([400, { refusal: 'answer-invalid' }])
  })

  test('a setting that changed meanwhile ends what was begun under it', async () => {
    const browser = house.browser()
    const back = await cometh(browser, aPerson())
    await setUp()
    expect((await browser.get(back)).status).toBe(400)
    expect((await lastRefusal())?.['reason']).toBe('setting-changed')
  })
})

describe('what goes wrong is said plainly, noted, and leaks nothing', () => {
  test('no was said', async () => {
    const { answer } = await signIn(null)
    expect([answer.status, await lastRefusal()]).toEqual([403, { refusal: 'denied', reason: 'access_denied' }])
    expect(answer.text).not.toContain('Grund des Anbieters')
  })

  test.each(['away', 'garbage'] as const)('the provider is %s', async (mood) => {
    const fresh = await newHouse()
    provider.mood = mood
    const answer = await fresh.browser().get('/sign-in/directory')
    expect([answer.status, await lastRefusal()]).toMatchObject([502, { refusal: 'provider-away' }])
    expect(answer.text).not.toContain(provider.issuer)
    // Password sign-in is still there.
    expect((await fresh.browser().get('/sign-in')).status).toBe(200)
  })

  test('whoever runs the platform is told', async () => {
    const [check] = directoryChecks
    const { db, tenant } = database
    const config = { origin, privateIssuers: [] } as unknown as Config
    const context = {
      db,
      config,
      secrets: house.options.secrets,
      clock: house.clock,
      sources: [],
      signal: AbortSignal.timeout(5000),
    }
    expect(await check?.run(context, tenant)).toEqual({ state: 'ok', code: 'fine' })
    expect(
      await check?.run(
        context,
        await createTenant(db, database.sources, { key: 'ohne', name: 'Ohne', demo: false, land: 'NW' }),
      ),
    ).toEqual({ state: 'ok', code: 'none' })
    provider.mood = 'away'
    expect(await check?.run(context, tenant)).toEqual({ state: 'attention', code: 'away' })
    const secrets = secretsFrom('the secret of another installation, which opens nothing')
    expect(await check?.run({ ...context, secrets }, tenant)).toEqual({ state: 'broken', code: 'secret' })
  })

  test('the secret is wrong', async () => {
    await setUp({ clientSecret: sealClientSecret(house.options.secrets, database.tenant, 'wrong') })
    const { answer } = await signIn(aPerson())
    expect([answer.status, (await lastRefusal())?.['refusal']]).toEqual([502, 'client-refused'])
    await setUp({ clientSecret: 'v1.sealed-by-somebody-else-sealed-by-somebody-else' })
    expect((await house.browser().get('/sign-in/directory')).status).toBe(502)
    await setUp()
  })

  test('it is switched off', async () => {
    await setUp({ on: false })
    const browser = house.browser()
    expect((await browser.get('/sign-in')).text).not.toContain('Kreis-Konto')
    expect((await browser.get('/sign-in/directory')).status).toBe(404)
    await setUp()
  })
})

describe('sign-out', () => {
  test('leads on to the provider with the ID token, once, and ends the session there', async () => {
    const at = new Map<string, string>()
    const person = aPerson()
    const { browser } = await signIn(person, { at })
    const kept = new Map(browser.cookies)
    const out = await browser.post('/sign-out', {}, { from: '/account' })
    expect([out.to, out.headers.get('clear-site-data')]).toEqual(['/sign-out/directory', '"cache", "storage"'])
    const way = await browser.get('/sign-out/directory')
    const away = /url=(.+)$/.exec(way.headers.get('refresh') as string)?.[1] as string
    expect(Object.fromEntries(new URL(away).searchParams)).toMatchObject({
      client_id: clientId,
      post_logout_redirect_uri: `${origin}/auental/sign-in/directory/out`,
      id_token_hint: expect.stringMatching(/^ey/),
    })
    const back = below(await provider.browse(away, at))
    expect((await browser.get(back)).to).toBe('/sign-in?done=out')
    expect((await browser.get('/sign-out/directory')).to).toBe('/sign-in?done=out')
    for (const [name, value] of kept) browser.cookies.set(name, value)
    expect((await browser.get('/account')).status).toBe(303)
  })

  test('the end of a session at the provider ends those here that came from it, and no others', async () => {
    const at = new Map<string, string>()
    const person = aPerson()
    const { browser } = await signIn(person, { at })
    const elsewhere = await signIn(person)
    const first = await house.browser()
    expect((await browser.get('/account')).status).toBe(200)
    // Signed out at the provider, from another of its clients: it sends the logout token by itself.
    await provider.browse(
      `${provider.issuer}/session/end?${new URLSearchParams({ client_id: clientId, post_logout_redirect_uri: `${origin}/auental/sign-in/directory/out` })}`,
      at,
    )
    expect((await browser.get('/account')).to).toContain('/sign-in')
    expect((await elsewhere.browser.get('/account')).status).toBe(200)
    expect((await events())[0]).toMatchObject({ event: 'identity.ended-by-directory', details: { sessions: 1 } })
    expect(first.cookies.size).toBe(0)
  })

  const logoutToken = async (change: Record<string, unknown> = {}, typ = 'logout+jwt') =>
    await provider.sign({ ...aLogout(), ...change }, typ)
  let logouts = 0
  const aLogout = () => {
    const iat = Math.floor(Date.now() / 1000)
    const events = { 'http://schemas.openid.net/event/backchannel-logout': {} }
    return {
      iss: provider.issuer,
      aud: clientId,
      iat,
      exp: iat + 60,
      jti: `logout-${++logouts}`,
      sub: 'nobody',
      events,
    }
  }
  const send = async (token: string) =>
    await house.gate.request(`${origin}/auental/sign-in/directory/logout`, {
      method: 'POST',
      body: new URLSearchParams({ logout_token: token }),
    })

  test('a logout token for a subject ends all their sessions; a second time it is refused', async () => {
    const person = aPerson()
    const { browser } = await signIn(person)
    const token = await logoutToken({ sub: person.sub })
    const answered = await send(token)
    expect([answered.status, answered.headers.get('cache-control')]).toEqual([200, 'no-store'])
    expect((await browser.get('/account')).status).toBe(303)
    expect((await send(token)).status).toBe(400)
    expect((await events())[0]).toMatchObject({
      event: 'identity.directory-logout-refused',
      details: { reason: 'replayed' },
    })
  })

  test.each<[string, Record<string, unknown>]>([
    ['for another audience', { aud: 'somebody-else' }],
    ['of another issuer', { iss: 'https://evil.example' }],
    ['with a nonce, as an ID token has', { nonce: 'x' }],
    ['without the event', { events: {} }],
    ['that names nobody', { sub: undefined }],
    ['of yesterday', { iat: 1_000_000 }],
    ['without an id', { jti: undefined }],
  ])('a logout token %s is refused', async (_what, change) => {
    const answer = await send(await logoutToken(change))
    expect(answer.status).toBe(400)
  })

  test('nothing that is no token is taken, and an unsigned one neither', async () => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    expect((await send(`${part({ alg: 'none' })}.${part(aLogout())}.`)).status).toBe(400)
    expect((await send('x')).status).toBe(400)
    expect((await send(await logoutToken({}, 'JWT'))).status).toBe(400)
    const bare = await house.gate.request(`${origin}/auental/sign-in/directory/logout`, { method: 'POST' })
    expect(bare.status).toBe(400)
  })
})

describe('passwords of members of the directory', () => {
  test('hold or not as the district decides; the account for emergencies always does', async () => {
    const emergency = await withPassword('notfall@kreis.test', ['administrator'])
    const linked = await withPassword('verbunden@kreis.test', ['caseManager'])
    const person = aPerson({ email: 'verbunden@kreis.test' })
    await signIn(person)
    const tryPassword = (email: string) => house.browser().post('/sign-in', { email, password })
    expect((await tryPassword('verbunden@kreis.test')).status).toBe(303)
    await setUp({ passwords: false, emergency: emergency.id as Id<'user'> })
    const refused = await tryPassword('verbunden@kreis.test')
    expect([refused.status, refused.text.includes('Mit Kreis-Konto anmelden')]).toEqual([422, true])
    expect((await tryPassword('notfall@kreis.test')).status).toBe(303)
    expect(linked.id).toBeDefined()
    await setUp()
  })

  async function withPassword(email: string, roles: Parameters<TestGate['member']>[0]) {
    const member = await house.member(roles, { email })
    await inTenant(database.db, database.tenant, 'system', async (tx) => {
      await setPassword(tx, member.accountId, hashed, house.clock.now())
    })
    return member
  }
})

describe('its administration', () => {
  const path = '/admin/sign-in/directory'
  const typed = () => ({
    version: '0',
    on: 'on',
    label: 'Kreis-Konto',
    issuer: provider.issuer,
    clientId,
    groupsClaim: 'groups',
    newPeople: 'join',
    local: 'stay',
  })
  const versionIn = (text: string) => /name="version" value="(\d+)"/.exec(text)?.[1] as string

  test('keeps the secret to itself and asks for it again when the provider changes', async () => {
    const administrator = await house.member(['administrator'])
    const version = versionIn((await administrator.get(path)).text)
    const saved = await administrator.post(path, { ...typed(), version, clientSecret: '' })
    expect(saved.to).toBe(`${path}?done=saved`)
    const shown = (await administrator.get(path)).text
    expect(shown).not.toContain(clientSecret)
    const stolen = await administrator.post(path, {
      ...typed(),
      version: versionIn(shown),
      issuer: 'http://127.0.0.1:1',
    })
    expect([stolen.status, stolen.text.includes('Geheimnis des neuen Clients')]).toEqual([422, true])
    const alone = await administrator.post(path, { ...typed(), version: versionIn(shown), local: 'go' })
    expect([alone.status, alone.text.includes('Zugang für Notfälle')]).toEqual([422, true])
    const old = await administrator.post(path, { ...typed(), version })
    expect(old.status).toBe(409)
    expect((await (await house.member(['coordinator'])).get(path)).status).toBe(403)
    await setUp()
  })

  test('adds and removes groups', async () => {
    const administrator = await house.member(['administrator'])
    const version = versionIn((await administrator.get(path)).text)
    const added = await administrator.post(
      `${path}/groups`,
      { version, group: '/presse', role: 'council' },
      { from: path },
    )
    expect(added.to).toBe(`${path}?done=group`)
    const page = (await administrator.get(path)).text
    expect(page).toContain('/presse')
    await administrator.post(
      `${path}/groups/remove`,
      { version: versionIn(page), group: '/presse', role: 'council' },
      { from: path },
    )
    expect((await administrator.get(path)).text).not.toContain('/presse')
  })

  test('undoes the link of somebody who got a new account there', async () => {
    const administrator = await house.member(['administrator'])
    const person = aPerson()
    const { browser } = await signIn(person)
    const anew = { ...person, sub: 'made-anew' }
    expect((await signIn(anew)).answer.text).toContain('gehört zu einem anderen Konto')
    const unlink = (email: string) => administrator.post(`${path}/unlink`, { email }, { from: path })
    expect((await unlink('niemand@kreis.test')).status).toBe(422)
    expect((await unlink(person.email as string)).to).toBe(`${path}?done=unlinked`)
    expect((await browser.get('/account')).status).toBe(303)
    expect((await signIn(anew)).answer.status).toBe(303)
  })

  test('checks the connection and says what is wrong', async () => {
    const administrator = await house.member(['administrator'])
    const check = async () => (await administrator.post(`${path}/check`, {}, { from: path })).text
    expect(await check()).toContain('Die Anmeldung kann funktionieren')
    await setUp({ clientSecret: sealClientSecret(house.options.secrets, database.tenant, 'wrong') })
    expect(await check()).toContain('Der Anbieter lehnt beides ab')
    provider.mood = 'away'
    expect(await check()).toContain('Nicht erreichbar')
    provider.mood = 'garbage'
    expect(await check()).toContain('antwortet kein OpenID-Anbieter')
    provider.mood = 'impostor'
    expect(await check()).toContain('nennt sich der Anbieter anders')
    provider.mood = 'well'
    await setUp({ issuer: `${provider.issuer}/realms/kreis` })
    expect(await check()).toContain('antwortet kein OpenID-Anbieter')
    await setUp()
  })
})
