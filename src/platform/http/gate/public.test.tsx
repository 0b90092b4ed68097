/** Forms and files for everybody: links that were sent to somebody, feeds. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { Conflict, Invalid, NotFound } from '../../../kernel/errors.ts'
import { actAsLink, defineRights } from '../../access/index.ts'
import { asOwner, inTenant, sql } from '../../database/index.ts'
import { type TestDatabase, testDatabase } from '../../database/testing.ts'
import { hashOf, newToken } from '../../identity/tokens.ts'
import type { Room } from '../../room.ts'
import { Button, Form, Link, TextField } from '../../ui/index.ts'
import * as field from '../fields.ts'
import type { PublicRequest } from '../request.ts'
import { routesFor } from '../routes.ts'
import { holesIn, tryRoutes } from '../testing/trial.ts'
import { type TestGate, testGate } from '../testing.ts'

const rights = defineRights({ 'fence.paint': ['lead'] })
const { publicForm, publicDownload, publicPage } = routesFor(rights)

const acted: string[] = []
const Answer = z.object({ colour: field.text(20) })

const show = async (request: PublicRequest) => ({
  title: 'Zaun',
  body: (
    <>
      <Form labels={{ colour: 'Farbe' }} {...(request.form && { state: request.form })}>
        <TextField name="colour" />
        <Button>Streichen</Button>
      </Form>
      <Link to="/de/fences">Alle Zäune</Link>
    </>
  ),
})

async function look({ tx, params }: PublicRequest): Promise<void> {
  await actAsLink(tx, hashOf(params['token'] ?? ''))
  const { rows } = await sql<{ link: string }>`SELECT current_setting('app.link') AS link`.execute(tx)
  if (params['token']?.length !== 43 || rows[0]?.link !== hashOf(params['token']).toString('hex'))
    throw new NotFound('no such link')
}

async function paint({ tx, params, path }: PublicRequest, { colour }: { colour: string }): Promise<string> {
  await sql`SELECT 1`.execute(tx)
  if (colour === 'unsichtbar') throw new Invalid([{ field: 'colour', code: 'taken' }])
  if (colour === 'rosa') throw new Conflict('member-deactivated')
  acted.push(colour)
  return params['token'] ? `${path}?n=${acted.length}` : `/de/fences?n=${acted.length}`
}

const room: Room = {
  key: 'fence',
  folder: new URL('file:///nowhere/'),
  rights,
  publicNavigation: [{ path: '/fences', label: 'page.search', order: 1 }],
  publicPanels: [
    { slot: 'fence.all', order: 2, show: async (_request, subject) => `Tafel ${subject}` },
    { slot: 'fence.all', order: 1, show: async () => null },
  ],
  routes: [
    publicPage('/fences', async ({ slot }) => ({
      title: 'Zäune',
      body: JSON.stringify(await slot('fence.all', 'Z1')),
    })),
    publicForm('/fences/new', Answer, show, paint, { free: 3 }),
    publicForm('/fences/upload', Answer, show, async ({ files }) => `/de/fences?size=${files['plan']?.size}`, {
      uploads: true,
      limit: 2000,
    }),
    publicForm(
      '/answers/:token',
      Answer,
      async (request) => {
        await look(request)
        return await show(request)
      },
      async (request, typed) => {
        await look(request)
        return await paint(request, typed)
      },
      { once: true },
    ),
    publicDownload('/fences/feed.xml', async () => ({
      type: 'application/atom+xml; charset=utf-8',
      filename: 'zäune.xml',
      inline: true,
      body: `<feed>${acted.join(' ')}</feed>`,
    })),
  ],
}

let database: TestDatabase
let house: TestGate
beforeAll(async () => {
  database = await testDatabase()
  house = await testGate(database, { rooms: [room] })
})
afterAll(() => database.close())
beforeEach(() => {
  acted.length = 0
})

describe('a form for everybody', () => {
  test('works without a session, in the frame for everybody', async () => {
    const shown = await house.browser().get('/de/fences/new')
    expect([shown.status, shown.headers.get('cache-control')]).toEqual([200, 'no-store'])
    expect(shown.text).toContain('nl--public')
    expect(shown.text).toContain('href="/auental/de/fences"')
    const sent = await house.browser().post('/de/fences/new', { colour: 'grün' })
    expect([sent.status, sent.to, acted]).toEqual([303, '/de/fences?n=1', ['grün']])
  })

  test('knows nobody, also when somebody is signed in', async () => {
    const lead = await house.member(['lead'], { name: 'Leitung Auental' })
    expect((await lead.get('/de/fences/new')).text).not.toContain('Leitung Auental')
    expect((await lead.post('/de/fences/new', { colour: 'grün' })).status).toBe(303)
  })

  test.each([
    ['', 422, 'Diese Angabe fehlt noch.'],
    ['unsichtbar', 422, 'Das gibt es schon.'],
    ['rosa', 409, 'Der Zugang ist gesperrt.'],
  ])('with %j is shown again with what was typed', async (colour, status, sentence) => {
    const shown = await house.browser().post('/de/fences/new', { colour })
    expect(shown.status).toBe(status)
    expect(shown.text).toContain(sentence)
    expect(shown.text).toContain(`value="${colour}"`)
    expect(shown.text).toContain('<title>Fehler:')
    expect(shown.headers.get('cache-control')).toBe('no-store')
    expect(acted).toEqual([])
  })

  test('without a token of this visit does nothing and loses nothing; from another site it is refused', async () => {
    const browser = house.browser()
    for (const csrf of [null, 'x', await house.browser().token('/de/fences/new')]) {
      const shown = await browser.post('/de/fences/new', { colour: 'grün' }, { csrf })
      expect([shown.status, shown.text.includes('value="grün"')]).toEqual([403, true])
    }
    const foreign = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }
    const refused = await browser.post('/de/fences/new', { colour: 'grün' }, { headers: foreign })
    expect([refused.status, refused.text.includes('grün')]).toEqual([403, false])
    expect(acted).toEqual([])
  })

  test('takes so much from one network, then it must wait, and only it', async () => {
    const browser = house.browser()
    const statuses = []
    for (const colour of ['rot', 'grün', 'blau', 'gelb']) {
      statuses.push((await browser.post('/de/fences/new', { colour })).status)
    }
    expect(statuses).toEqual([303, 303, 303, 429])
    const waits = await browser.post('/de/fences/new', { colour: 'gelb' })
    expect(waits.text).toContain('value="gelb"')
    expect(Number(waits.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await house.browser().post('/de/fences/new', { colour: 'gelb' })).status).toBe(303)
  })

  test('takes a file only where the route says so, and no more than its limit', async () => {
    const send = async (path: string, size: number) => {
      const browser = house.browser()
      const body = new FormData()
      body.set('csrf', await browser.token(path))
      body.set('colour', 'rot')
      body.set('plan', new File(['x'.repeat(size)], 'plan.txt'))
      const cookie = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
      const typed = new Response(body)
      const type = typed.headers.get('content-type') ?? ''
      const answer = await house.gate.request(`http://nahtlos.test/auental${path}`, {
        method: 'POST',
        body: await typed.arrayBuffer(),
        headers: { cookie, 'content-type': type, origin: 'http://nahtlos.test', 'sec-fetch-site': 'same-origin' },
      })
      return [answer.status, answer.headers.get('location')]
    }
    expect(await send('/de/fences/upload', 100)).toEqual([303, '/auental/de/fences?size=100'])
    expect((await send('/de/fences/upload', 3000))[0]).toBe(413)
    expect((await send('/de/fences/new', 100))[0]).toBe(400)
  })
})

describe('a link that was sent to somebody', () => {
  const token = newToken()

  test('opens and answers as often as it is looked at; only sending acts, and the same sending once', async () => {
    const browser = house.browser()
    const csrf = await browser.token(`/de/answers/${token}`)
    await browser.get(`/de/answers/${token}`)
    const sent = await Promise.all([1, 2].map(() => browser.post(`/de/answers/${token}`, { colour: 'blau' }, { csrf })))
    expect(sent.map(({ status, to }) => [status, to])).toEqual([
      [303, `/de/answers/${token}?n=1`],
      [303, `/de/answers/${token}?n=1`],
    ])
    expect(acted).toEqual(['blau'])
    expect((await browser.get('/de/answers/unknown')).status).toBe(404)
  })

  test('reaches neither log nor database nor other pages nor a cache', async () => {
    const shown = await house.browser().get(`/de/answers/${token}?from=mail`)
    expect(Object.fromEntries(shown.headers)).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'strict-origin',
      'x-robots-tag': 'noindex, nofollow',
    })
    await house.browser().get(`/de/answers/${token}x`)
    expect(house.log.join('')).toContain('/:language/answers/:token')
    expect(house.log.join('')).not.toContain(token.slice(0, 20))
    const { rows } = await asOwner(database.db, (tx) =>
      sql<{ address: string }>`SELECT address FROM ${sql.table(`${database.tenant.schema}.submission`)}`.execute(tx),
    )
    expect(JSON.stringify(rows)).not.toContain(token.slice(0, 20))
  })

  test('is known to the database by its hash, to what acts for it only', async () => {
    const settings = await inTenant(database.db, database.tenant, 'system', async (tx) => {
      await actAsLink(tx, hashOf(token))
      const { rows } =
        await sql`SELECT current_setting('app.actor') AS actor, current_setting('app.link') AS link`.execute(tx)
      return rows
    })
    expect(settings).toEqual([{ actor: 'link', link: hashOf(token).toString('hex') }])
  })
})

test('a feed is shown, may be kept, and is not sent again while nothing changed', async () => {
  const browser = house.browser()
  const first = await browser.get('/de/fences/feed.xml')
  expect(Object.fromEntries(first.headers)).toMatchObject({
    'content-type': 'application/atom+xml; charset=utf-8',
    'content-disposition': `inline; filename="z_une.xml"; filename*=UTF-8''z%C3%A4une.xml`,
    'cache-control': 'public, max-age=60',
  })
  const again = { 'if-none-match': first.headers.get('etag') ?? '' }
  expect((await browser.get('/de/fences/feed.xml', again)).status).toBe(304)
  acted.push('lila')
  expect((await browser.get('/de/fences/feed.xml', again)).status).toBe(200)
})

test('a slot of a page for everybody is filled with what the public sees', async () => {
  expect((await house.browser().get('/de/fences')).text).toContain('[&quot;Tafel Z1&quot;]')
})

test('what is not there is 404 in the frame for everybody', async () => {
  const missing = await house.browser().get('/de/answers/no')
  expect([missing.status, missing.text.includes('nl--public')]).toEqual([404, true])
})

test('routes for everybody are tried with all others, and let everybody in', async () => {
  const trials = await tryRoutes(house, { only: ({ room }) => room === 'fence' })
  expect(new Set(trials.map(({ kind }) => kind))).toEqual(new Set(['public', 'public-form', 'public-download']))
  expect(holesIn(trials)).toEqual([])
})
