/** What operators see of requests that fail, and what they never see: log lines, trace ids, pages of errors. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { Conflict, Forbidden, NotFound } from '../../../kernel/errors.ts'
import { defineRights } from '../../access/index.ts'
import { type TestDatabase, testDatabase } from '../../database/testing.ts'
import type { Room } from '../../room.ts'
import { routesFor } from '../routes.ts'
import { type Answered, type TestGate, testGate } from '../testing.ts'
import { traceOf } from './trace.ts'

const rights = defineRights({ 'cellar.read': ['lead'] })
const { page, form, publicPage } = routesFor(rights)

/** What a case worker may have typed or the database may hold; none of it may be in a line of the log. */
const person = { name: 'Ada Beispiel', born: '1971-03-04', mail: 'ada@kreis.example', phone: '02581 531234' }
const told = Object.values(person).join(' ')

const failures: Readonly<Record<string, () => never>> = {
  broken: () => {
    throw new TypeError(`cannot read "${told}"`)
  },
  gone: () => {
    throw new NotFound(told)
  },
  closed: () => {
    throw new Forbidden(told)
  },
  taken: () => {
    throw new Conflict(told)
  },
  away: () => {
    throw Object.assign(new Error(told), { code: '57P01', severity: 'FATAL' })
  },
}

function Crashing(): never {
  throw new Error(`no element for '${told}'`)
}

const room: Room = {
  key: 'cellar',
  folder: new URL('file:///nowhere/'),
  rights,
  routes: [
    page('/cellar/crash', 'cellar.read', async () => ({ title: 'Keller', body: <Crashing /> })),
    publicPage('/cellar/crash', async () => ({ title: 'Keller', body: <Crashing /> })),
    ...Object.entries(failures).flatMap(([name, fail]) => [
      page(`/cellar/${name}`, 'cellar.read', async () => fail()),
      publicPage(`/cellar/${name}`, async () => fail()),
    ]),
    form(
      '/cellar/shelf',
      'cellar.read',
      z.object({ name: z.string() }),
      async () => ({ title: 'Regal', body: null }),
      async () => failures['broken']?.() ?? '/',
      { limit: 2000 },
    ),
  ],
}

let test_: TestDatabase
let house: TestGate
beforeAll(async () => {
  test_ = await testDatabase()
  house = await testGate(test_, { rooms: [room] })
})
afterAll(() => test_.close())

/** The lines about one answer, as objects. */
function linesOf(answer: Answered): Record<string, unknown>[] {
  const trace = answer.headers.get('x-trace-id')
  return house.log.map((line) => JSON.parse(line) as Record<string, unknown>).filter((line) => line['trace'] === trace)
}

const statusOf: Readonly<Record<string, number>> = {
  broken: 500,
  crash: 500,
  gone: 404,
  closed: 403,
  taken: 409,
  away: 503,
}

describe.each(['', '/de'])('pages below %s', (prefix) => {
  test.each(Object.keys(statusOf))(
    'that end as %s tell their reference, and the log everything but values',
    async (name) => {
      const lead = await house.member(['lead'])
      const answer = await lead.get(`${prefix}/cellar/${name}?q=${encodeURIComponent(told)}`)
      expect(answer.status).toBe(statusOf[name])
      const trace = answer.headers.get('x-trace-id')
      expect(trace).toMatch(/^[0-9a-f]{16}$/)
      expect(answer.text).toContain(trace)
      expect(answer.text).not.toContain(person.name)
      const lines = linesOf(answer)
      expect(lines.at(-1)).toMatchObject({
        level: 'info',
        msg: 'request',
        method: 'GET',
        route: prefix ? `/:language/cellar/${name}` : `/cellar/${name}`,
        tenant: 'auental',
        status: statusOf[name],
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
        ms: expect.any(Number),
      })
      // What broke is told once more, with where it broke.
      expect(lines.some(({ level }) => level === 'error')).toBe((statusOf[name] ?? 0) >= 500)
    },
  )
})

test('a form that is too large, unreadable, forged or breaks does the same, whatever was typed', async () => {
  const lead = await house.member(['lead'])
  const csrf = await lead.token('/account')
  const send = (values: Record<string, string>, headers: Record<string, string> = {}, token: string | null = csrf) =>
    lead.post('/cellar/shelf', values, { csrf: token, headers })
  const answers = [
    await send({ name: told.repeat(100) }),
    await send({ name: told }, { 'content-type': 'application/json' }),
    await send({ name: told }, { origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' }),
    await send({ name: told }),
  ]
  expect(answers.map(({ status }) => status)).toEqual([413, 400, 403, 500])
  for (const answer of answers) expect(answer.text).toContain(answer.headers.get('x-trace-id'))
})

test('an address that is none, of a district or of nobody, is answered and logged without what was asked', async () => {
  const lead = await house.member(['lead'])
  const nowhere = await lead.get(`/${encodeURIComponent(told)}`)
  expect(nowhere.status).toBe(404)
  expect(nowhere.text).toContain(nowhere.headers.get('x-trace-id'))
  const stranger = await house.gate.request(`http://nahtlos.test/${encodeURIComponent(person.name)}/x`)
  expect(stranger.status).toBe(404)
  expect(await stranger.text()).toContain(stranger.headers.get('x-trace-id'))
})

test('no line of the log holds what somebody typed, was called or asked for', () => {
  expect(house.log.length).toBeGreaterThan(20)
  for (const line of house.log) {
    const { trace: _, time: __, ...rest } = JSON.parse(line) as Record<string, unknown>
    const text = decodeURIComponent(JSON.stringify(rest).replaceAll('%', '%25'))
    for (const secret of [...Object.values(person), 'Beispiel', 'kreis.example', '531234', '10.0.'])
      expect(text).not.toContain(secret)
  }
})

const trace = '4bf92f3577b34da6a3ce929d0e0e4736'
test.each([
  ['a valid one of a trusted proxy', `00-${trace}-00f067aa0ba902b7-01`, 1, true],
  ['one that nobody vouches for', `00-${trace}-00f067aa0ba902b7-01`, 0, false],
  ['none', undefined, 1, false],
  ['another version', `01-${trace}-00f067aa0ba902b7-01`, 1, false],
  ['only zeros', `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`, 1, false],
  ['a parent of zeros', `00-${trace}-${'0'.repeat(16)}-01`, 1, false],
  ['something longer', `00-${trace}-00f067aa0ba902b7-01-x`, 1, false],
  ['a text', told, 1, false],
])('traceparent: %s', (_what, given, proxies, taken) => {
  const found = traceOf(given, proxies)
  if (taken) expect(found).toBe(trace)
  else expect(found).toMatch(/^[0-9a-f]{16}$/)
})

test('the id of a trusted proxy is that of page, header and log', async () => {
  const behind = await testGate(test_, { rooms: [room], trustedProxies: 1 })
  const answer = await behind.browser().get('/de/cellar/broken', { traceparent: `00-${trace}-00f067aa0ba902b7-01` })
  expect(answer.headers.get('x-trace-id')).toBe(trace)
  expect(answer.text).toContain(trace)
  expect(behind.log.filter((line) => line.includes(trace)).length).toBe(2)
})
