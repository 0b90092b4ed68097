/** Long, because it is one list: every answer of the gate, asked of one made-up room. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { day } from '../../../kernel/day.ts'
import { Conflict, Forbidden, Invalid, NotFound } from '../../../kernel/errors.ts'
import { defineRights } from '../../access/index.ts'
import type { AuditTables } from '../../audit/tables.ts'
import { createTenant, inTenant, sql, type Tenant } from '../../database/index.ts'
import { anActor, type TestDatabase, testDatabase } from '../../database/testing.ts'
import { insertGrants, plainGrant } from '../../identity/grants.ts'
import type { IdentityTables } from '../../identity/tables.ts'
import { addMember } from '../../identity/testing.ts'
import type { Room } from '../../room.ts'
import { Button, Form, Text, TextField } from '../../ui/index.ts'
import { ChangedMeanwhile } from '../changed.ts'
import * as field from '../fields.ts'
import type { PageRequest } from '../request.ts'
import { routesFor } from '../routes.ts'
import { type TestGate, testGate } from '../testing.ts'

const rights = defineRights({
  'garden.read': ['coordinator', 'lead'],
  'garden.dig': ['lead'],
  'garden.wide': ['council'],
})
const { page, form, download, publicPage } = routesFor(rights)

const acted: string[] = []

function GardenForm({ request, action }: { request: PageRequest; action: string }) {
  return (
    <Form action={action} labels={{ plant: 'Pflanze' }} {...(request.form && { state: request.form })}>
      <TextField name="plant" />
      <Button>Setzen</Button>
    </Form>
  )
}

const PlantForm = z.object({ plant: field.text(20) })

async function plant({ tx }: PageRequest, typed: { plant: string }): Promise<string> {
  await sql`SELECT 1`.execute(tx)
  if (typed.plant === 'Unkraut') throw new Invalid([{ field: 'plant', code: 'taken' }])
  if (typed.plant === 'Eiche') throw new ChangedMeanwhile('Ada', new Date('2026-11-16T07:00:00Z'))
  if (typed.plant === 'Buche') throw new Conflict('member-deactivated')
  if (typed.plant === 'fremd') throw new Forbidden('not yours')
  acted.push(typed.plant)
  return `/garden?n=${acted.length}`
}

const room: Room = {
  key: 'garden',
  folder: new URL('file:///nowhere/'),
  rights,
  navigation: [{ path: '/garden', label: 'page.search', right: 'garden.read', order: 1 }],
  routes: [
    page('/garden', 'garden.read', async ({ actor }) => ({ title: 'Garten', body: <Text>Hallo {actor.name}</Text> })),
    page('/garden/shown', 'garden.read', async (request) => ({
      title: 'Beet',
      keeps: [{ route: '/garden/typed', address: '/garden/typed' }],
      body: <GardenForm request={request} action="/garden/typed" />,
    })),
    page('/garden/:id', 'garden.read', async ({ params }) => ({ title: params.id, body: null })),
    page('/garden/missing', 'garden.read', () => Promise.reject(new NotFound('x'))),
    page('/garden/broken', 'garden.read', () => Promise.reject(new Error('Frau Muster, geboren 1971'))),
    page('/garden/away', 'garden.read', () => Promise.reject(Object.assign(new Error('x'), { code: 'ECONNREFUSED' }))),
    page('/garden/long', 'garden.read', async () => ({ title: 'Lang', body: <Text>{'Beet '.repeat(2000)}</Text> })),
    form(
      '/garden/plant',
      'garden.dig',
      PlantForm,
      async (request) => ({ title: 'Pflanzen', body: <GardenForm request={request} action="/garden/plant" /> }),
      plant,
    ),
    form(
      '/garden/once',
      'garden.dig',
      PlantForm,
      async (request) => ({ title: 'Pflanzen', body: <GardenForm request={request} action="/garden/once" /> }),
      plant,
      { once: true },
    ),
    form(
      '/garden/kept',
      'garden.dig',
      PlantForm,
      async (request) => ({ title: 'Pflanzen', body: <GardenForm request={request} action="/garden/kept" /> }),
      plant,
      { draft: true },
    ),
    form(
      '/garden/typed',
      'garden.dig',
      PlantForm,
      async (request) => ({ title: 'Pflanzen', body: <GardenForm request={request} action="/garden/typed" /> }),
      plant,
      { autosave: true, secret: ['pin'] },
    ),
    download('/garden/list.csv', 'garden.read', async () => ({
      type: 'text/csv; charset=utf-8',
      filename: 'Übersicht "Beet".csv',
      body: 'a;b\n',
    })),
    publicPage('/beds', async ({ t, tx }) => {
      const { rows } = await sql<{ who: string }>`SELECT current_setting('app.actor') AS who`.execute(tx)
      return { title: t('page.search'), body: rows[0]!.who }
    }),
  ],
  panels: [
    { slot: 'garden.bed', right: 'garden.wide', order: 1, show: async () => 'geheim' },
    { slot: 'garden.bed', right: 'garden.read', order: 2, show: async (_request, subject) => `Tafel ${subject}` },
    { slot: 'garden.bed', right: 'garden.read', order: 3, show: async () => null },
  ],
}
const shaken: string[] = []
const slots: Room = {
  ...room,
  key: 'slots',
  panels: [],
  navigation: [],
  routes: [
    // The connection is lost in the middle, the first time.
    page('/shaky', 'garden.read', async ({ tx }) => {
      shaken.push('page')
      if (shaken.length === 1) await sql`SELECT pg_terminate_backend(pg_backend_pid())`.execute(tx)
      return { title: 'Wackelt', body: 'da' }
    }),
    form(
      '/shaky/plant',
      'garden.dig',
      PlantForm,
      async () => ({ title: 'Wackelt', body: '' }),
      async ({ tx }) => {
        shaken.push('sent')
        await sql`SELECT pg_terminate_backend(pg_backend_pid())`.execute(tx)
        return '/slots'
      },
    ),
    page('/slots', 'garden.read', async ({ slot }) => ({
      title: 'Fächer',
      body: JSON.stringify(await slot('garden.bed', 'B7')),
    })),
  ],
}

let test_: TestDatabase
let house: TestGate
let other: Tenant
beforeAll(async () => {
  test_ = await testDatabase()
  other = await createTenant(test_.db, test_.sources, {
    key: 'anderswo',
    name: 'Kreis Anderswo',
    demo: false,
    land: 'NW',
  })
  house = await testGate(test_, { rooms: [room, slots] })
})
afterAll(() => test_.close())
beforeEach(() => {
  acted.length = 0
  house.clock.set('2026-11-16T08:00:00Z')
})

const auditOf = (tenant: Tenant) =>
  inTenant(test_.db, tenant, 'system', async (tx) => {
    const rows = await tx
      .withTables<AuditTables>()
      .selectFrom('audit_entry')
      .select(['payload'])
      .orderBy('id')
      .execute()
    return rows.map(
      (row) => JSON.parse(row.payload!) as { event: string; user?: string; details: Record<string, unknown> },
    )
  })

describe('a right stands before every page', () => {
  test('who has it gets in, in a frame with what they may open', async () => {
    const lead = await house.member(['lead'], { name: 'Leitung' })
    const seen = await lead.get('/garden')
    expect(seen.status).toBe(200)
    expect(seen.text).toContain('Hallo Leitung')
    expect(seen.text).toContain('href="/auental/garden"')
    expect(seen.text).toMatch(/^<!doctype html><html lang="de" dir="ltr">/)
  })

  test('who lacks it gets 403, a page that helps, and an entry in the audit although nothing else was written', async () => {
    const coordinator = await house.member(['coordinator'])
    const refused = await coordinator.get('/garden/plant')
    expect(refused.status).toBe(403)
    expect(refused.text).toContain('Dafür fehlt Ihnen das Recht')
    const entries = await auditOf(test_.tenant)
    expect(entries.filter((entry) => entry.user === coordinator.id)).toMatchObject([
      { event: 'access.refused', details: { route: '/garden/plant', right: 'garden.dig' } },
    ])
  })

  test('a refusal by the action itself is audited too, and nothing was done', async () => {
    const lead = await house.member(['lead'])
    const refused = await lead.post('/garden/plant', { plant: 'fremd' })
    expect(refused.status).toBe(403)
    const entries = await auditOf(test_.tenant)
    expect(entries.filter((entry) => entry.user === lead.id).map((entry) => entry.event)).toEqual(['access.refused'])
  })

  test('who is nobody is led to sign-in and back', async () => {
    const answer = await house.browser().get('/garden?q=a%20b')
    expect([answer.status, answer.to]).toEqual([303, '/sign-in?next=%2Fgarden%3Fq%3Da%2520b'])
  })

  test('a session of another tenant is none here', async () => {
    const stranger = await house.member(['lead'], { tenant: other })
    expect((await stranger.get('/garden')).status).toBe(200)
    const here = house.browser()
    here.cookies.set('nahtlos-session-auental', stranger.cookies.get('nahtlos-session-anderswo')!)
    expect((await here.get('/garden')).to).toMatch(/^\/sign-in/)
  })

  test('a session belongs to one tenant, also of somebody who is a member of both', async () => {
    const there = await house.member(['lead'], { tenant: other })
    await inTenant(test_.db, test_.tenant, 'system', (tx) =>
      addMember(tx, anActor(['lead'], { accountId: there.accountId })),
    )
    const here = house.browser()
    here.cookies.set('nahtlos-session-auental', there.cookies.get('nahtlos-session-anderswo')!)
    expect((await here.get('/garden')).to).toMatch(/^\/sign-in/)
  })

  test('an unknown tenant, an unknown page and an id that is none are 404', async () => {
    const lead = await house.member(['lead'])
    for (const path of ['/nowhere', "/garden/1' OR '1", '/garden/missing'])
      expect((await lead.get(path)).status).toBe(404)
    expect((await house.gate.request('http://nahtlos.test/nowhere/garden')).status).toBe(404)
    expect((await lead.get('/garden/0190a5b2-7e2c-7cc0-8d4a-6f3e1f0a9b1c')).status).toBe(200)
  })

  test('a deactivated member is out at once', async () => {
    const lead = await house.member(['lead'])
    expect((await lead.get('/garden')).status).toBe(200)
    await inTenant(test_.db, test_.tenant, 'system', (tx) =>
      tx
        .withTables<IdentityTables>()
        .updateTable('membership')
        .set({ deactivated_at: new Date() })
        .where('id', '=', lead.id)
        .execute(),
    )
    expect((await lead.get('/garden')).to).toMatch(/^\/sign-in/)
  })

  test.each([
    ['before it begins', { validFrom: day('2026-11-17') }],
    ['after it has ended', { validTo: day('2026-11-15') }],
    ['while it waits for a second person', { awaitsSecond: true }],
  ])('a role does not hold %s', async (_when, change) => {
    const lead = await house.member([])
    const grant = { ...plainGrant('lead', day('2020-01-01')), ...change }
    await inTenant(test_.db, test_.tenant, 'system', (tx) => insertGrants(tx, lead.id, [grant], house.clock.now()))
    expect((await lead.get('/garden')).to).toMatch(/^\/sign-in/)
  })

  test('a session ends after an hour without use, and after twelve hours in any case', async () => {
    const lead = await house.member(['lead'])
    house.clock.set('2026-11-16T08:59:00Z')
    expect((await lead.get('/garden')).status).toBe(200)
    house.clock.set('2026-11-16T10:00:00Z')
    expect((await lead.get('/garden')).to).toMatch(/^\/sign-in/)
    house.clock.set('2026-11-16T08:00:00Z')
    const busy = await house.member(['lead'])
    for (let minute = 0; minute < 12 * 60; minute += 50) {
      house.clock.set(new Date(Date.parse('2026-11-16T08:00:00Z') + minute * 60_000).toISOString())
      expect((await busy.get('/garden')).status).toBe(200)
    }
    house.clock.set('2026-11-16T20:00:01Z')
    expect((await busy.get('/garden')).to).toMatch(/^\/sign-in/)
  })
})

describe('a form', () => {
  test('is sent and answers 303 with the address of the action', async () => {
    const lead = await house.member(['lead'])
    const sent = await lead.post('/garden/plant', { plant: 'Rose' })
    expect([sent.status, sent.to, acted]).toEqual([303, '/garden?n=1', ['Rose']])
  })

  test.each([
    ['the schema finds', '', 422, 'Diese Angabe fehlt noch.'],
    ['the action finds', 'Unkraut', 422, 'Das gibt es schon.'],
    ['somebody else has caused', 'Eiche', 409, 'Ada hat das am 16.11.2026, 08:00'],
    ['the state has caused', 'Buche', 409, 'Der Zugang ist gesperrt.'],
  ])('with something wrong that %s is shown again with what was typed', async (_what, typed, status, sentence) => {
    const lead = await house.member(['lead'])
    const shown = await lead.post('/garden/plant', { plant: typed })
    expect(shown.status).toBe(status)
    expect(shown.text).toContain(sentence)
    expect(shown.text).toContain(`value="${typed}"`)
    expect(shown.text).toContain('<title>Fehler:')
    expect(acted).toEqual([])
  })

  test('sent twice from the same page acts twice, unless the route says once', async () => {
    const lead = await house.member(['lead'])
    for (const [path, expected] of [
      ['/garden/plant', 2],
      ['/garden/once', 1],
    ] as const) {
      acted.length = 0
      const csrf = await lead.token(path)
      const answers = await Promise.all([1, 2].map(() => lead.post(path, { plant: 'Rose' }, { csrf })))
      expect(answers.map((answer) => answer.status)).toEqual([303, 303])
      expect(acted).toHaveLength(expected)
      if (expected === 1) expect(answers[0]!.to).toBe(answers[1]!.to)
    }
    const csrf = await lead.token('/garden/once')
    await lead.post('/garden/once', { plant: 'Nelke' }, { csrf })
    await lead.post('/garden/once', { plant: 'Tulpe' }, { csrf })
    expect(acted).toEqual(['Rose', 'Nelke', 'Tulpe'])
  })

  test('without a token does nothing, answers 403 and gives back what was typed', async () => {
    const lead = await house.member(['lead'])
    for (const csrf of [null, 'x', await house.browser().token('/sign-in')]) {
      const shown = await lead.post('/garden/plant', { plant: 'Rose' }, { csrf })
      expect(shown.status).toBe(403)
      expect(shown.text).toContain('value="Rose"')
      expect(shown.text).toContain('Diese Seite war zu lange offen')
    }
    expect(acted).toEqual([])
  })

  test.each([
    [{ origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
    [{ origin: 'https://evil.example', 'sec-fetch-site': '' }],
    [{ origin: 'http://nahtlos.test', 'sec-fetch-site': 'same-site' }],
    [{ origin: 'null', 'sec-fetch-site': 'cross-site' }],
  ])('from another site does nothing, even with the right token: %j', async (headers) => {
    const lead = await house.member(['lead'])
    const answer = await lead.post('/garden/plant', { plant: 'Rose' }, { headers })
    expect(answer.status).toBe(403)
    expect(answer.text).not.toContain('Rose')
    expect(acted).toEqual([])
  })

  test('over its limit is 413, and what is no form is 400', async () => {
    const lead = await house.member(['lead'])
    expect((await lead.post('/garden/plant', { plant: 'x'.repeat(300_000) })).status).toBe(413)
    const headers = { 'content-type': 'application/json' }
    expect((await lead.post('/garden/plant', { plant: 'Rose' }, { headers })).status).toBe(400)
  })

  test('that its session did not outlive is kept for its owner, and stands there again after sign-in', async () => {
    const lead = await house.member(['lead'])
    const csrf = await lead.token('/garden/plant')
    house.clock.set('2026-11-16T12:00:00Z')
    const sent = await lead.post('/garden/plant', { plant: 'Rose' }, { csrf })
    expect(sent.to).toBe('/sign-in?next=%2Fgarden%2Fplant%3Fdraft%3Drestore&reason=kept')
    expect(acted).toEqual([])
    expect((await lead.get(sent.to!)).text).toContain('ist gesichert')

    const stranger = await house.member(['lead'])
    expect((await stranger.get('/garden/plant?draft=restore')).text).not.toContain('Rose')

    const again = await inTenant(test_.db, test_.tenant, 'system', async (tx) => {
      const { startSession } = await import('../../identity/sessions.ts')
      return await startSession(tx, test_.tenant, lead.accountId, 'password', house.clock.now(), 'totp')
    })
    lead.cookies.set('nahtlos-session-auental', again)
    const restored = await lead.get('/garden/plant?draft=restore')
    expect(restored.text).toContain('value="Rose"')
    expect(restored.text).toContain('Entwurf von 13:00 Uhr wiederhergestellt')
    await lead.post('/garden/plant', { plant: 'Rose' })
    expect(acted).toEqual(['Rose'])
    expect((await lead.get('/garden/plant?draft=restore')).text).not.toContain('wiederhergestellt')
  })

  test('that keeps drafts offers what did not pass, to its owner only, until it is discarded', async () => {
    const lead = await house.member(['lead'])
    await lead.post('/garden/kept', { plant: 'Unkraut' })
    const offered = await lead.get('/garden/kept')
    expect(offered.text).toContain('gibt es einen Entwurf vom')
    expect(offered.text).not.toContain('value="Unkraut"')
    expect((await lead.get('/garden/kept?draft=restore')).text).toContain('value="Unkraut"')
    const id = /name="id" value="([^"]+)"/.exec(offered.text)![1]!
    const thief = await house.member(['lead'])
    await thief.post('/drafts/discard', { id }, { from: '/account' })
    const gone = await lead.post('/drafts/discard', { id }, { from: '/account' })
    expect(gone.to).toBe('/garden/kept')
    expect((await lead.get('/garden/kept')).text).not.toContain('Entwurf')
  })

  describe('that is kept while somebody types', () => {
    const keep = { headers: { 'x-nahtlos-draft': 'keep' } }

    test('says so to the module beside it, and only at its own address', async () => {
      const lead = await house.member(['lead'])
      const page = await lead.get('/garden/typed')
      expect(page.text).toContain('data-keeps=""')
      expect(page.text).toContain('/assets/drafts.js')
      expect((await lead.get('/garden/kept')).text).not.toContain('data-keeps')
    })

    test('is full again when it is opened the next time, says from when, and is empty after it was sent', async () => {
      house.clock.set('2026-11-16T08:32:00Z')
      const lead = await house.member(['lead'])
      const kept = await lead.post('/garden/typed', { plant: 'Rosm', pin: '4711' }, keep)
      expect([kept.status, kept.text]).toEqual([200, 'Entwurf gesichert um 09:32 Uhr.'])
      expect(kept.headers.get('cache-control')).toBe('no-store')
      expect(acted).toEqual([])
      const opened = await lead.get('/garden/typed')
      expect(opened.text).toContain('value="Rosm"')
      expect(opened.text).toContain('Entwurf von 09:32 Uhr wiederhergestellt.')
      expect(opened.text).toContain('Entwurf verwerfen')
      expect(opened.text).not.toContain('4711')
      expect((await (await house.member(['lead'])).get('/garden/typed')).text).not.toContain('Rosm')
      await lead.post('/garden/typed', { plant: 'Rosmarin' })
      expect(acted).toEqual(['Rosmarin'])
      expect((await lead.get('/garden/typed')).text).not.toContain('wiederhergestellt')
    })

    test('is kept from a page that shows it and offered there', async () => {
      const lead = await house.member(['lead'])
      expect((await lead.get('/garden/shown')).text).toContain('data-keeps=""')
      await lead.post('/garden/typed', { plant: 'Salbei' }, { ...keep, from: '/garden/shown' })
      const offered = await lead.get('/garden/shown')
      expect(offered.text).toContain('Zu diesem Formular gibt es einen Entwurf')
      expect(offered.text).toContain('href="/auental/garden/typed?draft=restore"')
    })

    test('never puts what was typed about one into the form of another', async () => {
      const lead = await house.member(['lead'])
      await lead.post('/garden/typed', { plant: 'Rosmarin', bed: 'one' }, keep)
      expect((await lead.get('/garden/typed?bed=one')).text).toContain('value="Rosmarin"')
      const other = await lead.get('/garden/typed?bed=two')
      expect(other.text).not.toContain('Rosmarin')
      expect(other.text).not.toContain('wiederhergestellt')
    })

    test('takes nothing from who may not send it, without its token, or for a form that is not kept', async () => {
      const reader = await house.member(['coordinator'])
      const lead = await house.member(['lead'])
      const csrf = await reader.token('/account')
      expect((await reader.post('/garden/typed', { plant: 'Rose' }, { ...keep, csrf })).status).toBe(403)
      expect((await lead.post('/garden/typed', { plant: 'Rose' }, { ...keep, csrf: 'forged' })).status).toBe(403)
      expect((await lead.get('/garden/typed')).text).not.toContain('Rose')
      expect((await lead.post('/garden/plant', { plant: 'Tulpe' }, keep)).status).toBe(303)
    })
  })
})

describe('answers', () => {
  test('an error of the program tells its reference and nothing else, and the log no person', async () => {
    const lead = await house.member(['lead'])
    const broken = await lead.get('/garden/broken')
    expect(broken.status).toBe(500)
    expect(broken.text).toContain(broken.headers.get('x-trace-id'))
    expect(broken.text).not.toContain('Muster')
    expect(house.log.join('')).not.toMatch(/1971/)
    expect(
      house.log.some((line) => line.includes(broken.headers.get('x-trace-id')!) && line.includes('"failed"')),
    ).toBe(true)
  })

  test('a database that is away is 503 with the time to try again', async () => {
    const lead = await house.member(['lead'])
    const away = await lead.get('/garden/away')
    expect([away.status, away.headers.get('retry-after')]).toEqual([503, '5'])
  })

  test('the log names the route as registered, never the address', async () => {
    const lead = await house.member(['lead'])
    const id = '0190a5b2-7e2c-7cc0-8d4a-6f3e1f0a9b1c'
    await lead.get(`/garden/${id}?name=Muster`)
    const line = JSON.parse(house.log.at(-1)!)
    expect(line).toMatchObject({ method: 'GET', route: '/garden/:id', status: 200, tenant: 'auental', msg: 'request' })
    expect(house.log.join('')).not.toMatch(/0190a5b2-7e2c|name=Muster/)
  })

  test('every answer carries the headers that protect it', async () => {
    const lead = await house.member(['lead'])
    for (const answer of [await lead.get('/garden'), await lead.get('/nowhere'), await lead.get('/garden/broken')]) {
      expect(answer.headers.get('content-security-policy')).toMatch(
        /^default-src 'none'; .*form-action 'self'; frame-ancestors 'none'; base-uri 'none'$/,
      )
      expect(answer.headers.get('content-security-policy')).not.toMatch(/unsafe|\*|http:/)
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
      expect(answer.headers.get('referrer-policy')).toBe('same-origin')
      expect(answer.headers.get('cross-origin-opener-policy')).toBe('same-origin')
      expect(answer.headers.get('cache-control')).toBe('no-store')
      expect(answer.headers.get('strict-transport-security')).toBeNull()
    }
  })

  test('with https cookies are bound to the host and the browser is told to stay with https', async () => {
    const secure = await testGate(test_, { rooms: [room], origin: 'https://nahtlos.test' })
    const page = await secure.browser().get('/sign-in')
    expect(page.headers.get('strict-transport-security')).toMatch(/max-age=63072000/)
    expect(page.headers.getSetCookie()[0]).toMatch(
      /^__Host-nahtlos-visit=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    )
    expect((await (await secure.member(['lead'])).get('/garden')).status).toBe(200)
  })

  test('a page of some size travels compressed, and HEAD has no body', async () => {
    const lead = await house.member(['lead'])
    const long = await lead.get('/garden/long', { 'accept-encoding': 'gzip, br;q=0.9' })
    expect(long.headers.get('content-encoding')).toBe('br')
    expect(
      (await lead.get('/garden/long', { 'accept-encoding': 'gzip, br;q=0' })).headers.get('content-encoding'),
    ).toBe('gzip')
    expect((await lead.get('/garden/long')).headers.get('content-encoding')).toBeNull()
    const head = await house.gate.request('http://nahtlos.test/auental/sign-in', { method: 'HEAD' })
    expect([head.status, await head.text()]).toEqual([200, ''])
  })

  test('a file comes as an attachment under its name', async () => {
    const file = await (await house.member(['lead'])).get('/garden/list.csv')
    expect(file.text).toBe('a;b\n')
    expect(file.headers.get('content-disposition')).toBe(
      `attachment; filename="_bersicht_Beet_.csv"; filename*=UTF-8''%C3%9Cbersicht%20%22Beet%22.csv`,
    )
    expect(file.headers.get('cache-control')).toBe('no-store')
  })

  test('a public page stands in its language, with no member’s context', async () => {
    const answer = await house.browser().get('/ar/beds')
    expect(answer.status).toBe(200)
    expect(answer.text).toMatch(/<html lang="ar" dir="rtl">/)
    expect(answer.text).toContain('public')
    expect(answer.headers.get('cache-control')).toBe('public, max-age=60')
    expect(answer.headers.getSetCookie()).toEqual([])
    expect((await house.browser().get('/xx/beds')).status).toBe(404)
  })

  test('?lang= is remembered and leaves the address', async () => {
    const lead = await house.member(['lead'])
    expect((await lead.get('/garden?q=1&lang=en')).to).toBe('/garden?q=1')
    expect((await lead.get('/garden')).text).toContain('<html lang="en"')
    const nobody = house.browser()
    expect((await nobody.get('/sign-in?lang=en')).to).toBe('/sign-in')
    expect((await nobody.get('/sign-in')).text).toContain('<html lang="en"')
    expect((await house.browser().get('/sign-in', { 'accept-language': 'fr, en;q=0.8' })).text).toContain(
      '<html lang="en"',
    )
  })

  test('slots are filled under the reader’s rights, in order', async () => {
    const lead = await house.member(['lead'])
    expect((await lead.get('/slots')).text).toContain('[&quot;Tafel B7&quot;]')
  })

  test('a page is read again when the connection is lost under it; what is sent is not done again', async () => {
    const gardener = await house.member(['coordinator', 'lead'])
    expect((await gardener.get('/shaky')).text).toContain('da')
    expect(shaken).toEqual(['page', 'page'])
    shaken.length = 0
    const sent = await gardener.post(
      '/shaky/plant',
      { plant: 'Linde' },
      { csrf: await gardener.token('/garden/plant') },
    )
    expect([sent.status, shaken]).toEqual([503, ['sent']])
  })

  test('the start of a tenant leads to the first page that the person may open', async () => {
    expect((await (await house.member(['lead'])).get('/')).to).toBe('/garden')
    expect((await (await house.member(['administrator'])).get('/')).to).toBe('/admin')
    expect((await (await house.member(['administrator', 'lead'])).get('/')).to).toBe('/garden')
    expect((await (await house.member(['council'])).get('')).to).toBe('/account')
    expect((await house.gate.request('http://nahtlos.test/')).status).toBe(200)
  })
})

describe('for those who run it', () => {
  test('/healthz lives, /readyz is ready only with a migrated database, /metrics is for this machine or a token', async () => {
    const ask = (gate: TestGate, path: string, headers = {}) =>
      gate.gate.request(`http://nahtlos.test${path}`, { headers })
    expect((await ask(house, '/healthz')).status).toBe(200)
    expect((await ask(house, '/readyz')).status).toBe(200)
    const behind = await testGate(test_, { isMigrated: async () => false, metricsToken: 'metrics-token' })
    expect(await (await ask(behind, '/readyz')).text()).toBe('migrations pending\n')
    expect((await ask(behind, '/metrics')).status).toBe(404)
    expect((await ask(behind, '/metrics', { authorization: 'Bearer other' })).status).toBe(404)
    const metrics = await ask(behind, '/metrics', { authorization: 'Bearer metrics-token' })
    expect(await metrics.text()).toContain('nahtlos_http_request_duration_seconds')
  })
})

test('two routes at one address are a mistake that is seen at the start', async () => {
  const twice: Room = {
    ...room,
    routes: [
      page('/a/:id', 'garden.read', async () => ({ title: '', body: null })),
      page('/a/:other', 'garden.read', async () => ({ title: '', body: null })),
    ],
  }
  await expect(testGate(test_, { rooms: [twice] })).rejects.toThrow(/two routes/)
})

test('a route without a right of its room does not compile', () => {
  const show = async () => ({ title: '', body: null })
  // @ts-expect-error the right is missing
  expect(() => page('/a', show)).toBeDefined()
  // @ts-expect-error the right of nobody
  expect(() => page('/a', 'garden.weed', show)).toBeDefined()
  // @ts-expect-error no right at all
  expect(() => form('/a', undefined, PlantForm, show, async () => '/')).toBeDefined()
  // @ts-expect-error a parameter that the path does not have
  expect(() => page('/a/:id', 'garden.read', async ({ params }) => ({ title: params.other, body: null }))).toBeDefined()
})
