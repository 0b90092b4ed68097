import { createServer, type Server } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { NotFound } from '../../kernel/errors.ts'
import type { Id } from '../../kernel/ids.ts'
import { defineRights } from '../access/index.ts'
import { secretsFrom } from '../config/index.ts'
import { inTenant, sql } from '../database/index.ts'
import { type TestDatabase, testDatabase } from '../database/testing.ts'
import { ChangedMeanwhile } from '../http/changed.ts'
import { type TestGate, testGate } from '../http/testing.ts'
import type { JobRun } from '../jobs/index.ts'
import type { Room } from '../room.ts'
import { announce, apiRoutesFor } from './index.ts'
import { removeOldCalls } from './programs.ts'
import { webhookJobs } from './webhooks/deliver.ts'
import { isSigned } from './webhooks/signing.ts'

/** A room that is made up: beds of a garden, which gardeners (intake) water. */
const rights = defineRights({ 'garden.look': ['intake', 'caseManager'], 'garden.water': ['intake'] })
const { read, write } = apiRoutesFor(rights)
const watered: string[] = []
const Bed = z.object({ id: z.uuid(), state: z.enum(['dry', 'wet']) })
const town = '0190a5b2-7e2c-7cc0-8d4a-6f3e1f0a9b1c' as Id<'organisation'>
const bed = '0190a5b2-7e2c-7cc0-8d4a-6f3e1f0a9b1d'

const garden: Room = {
  key: 'garden',
  folder: new URL('./nowhere/', import.meta.url),
  rights,
  routes: [],
  organisations: async () => [{ id: town, name: 'Stadt Aulenstedt', controllerId: town }],
  webhookEvents: ['garden.watered'],
  api: [
    read(
      '/beds/:id',
      'garden.look',
      { id: 'getBed', scope: 'beds:read', input: z.object({ close: z.enum(['yes', 'no']).optional() }), answer: Bed },
      async ({ params, actor }) => {
        if (params.id !== bed) throw new NotFound('bed')
        // More than the schema names must not leave.
        return { id: params.id, state: 'dry' as const, secret: actor.name }
      },
    ),
    write(
      '/beds/:id/water',
      'garden.water',
      { id: 'waterBed', scope: 'beds:write', input: z.object({ litres: z.int().min(1).max(50) }), answer: Bed },
      async ({ params, tx, actor }, { litres }) => {
        if (litres === 50) throw new ChangedMeanwhile('Gärtnerei', new Date(0))
        watered.push(`${litres} ${actor.organisationId}`)
        await announce(tx, { event: 'garden.watered', organisationIds: [town], data: { id: params.id, litres } })
        return { id: params.id, state: 'wet' as const }
      },
    ),
  ],
}

let database: TestDatabase
let house: TestGate
let admin: Awaited<ReturnType<TestGate['member']>>
let receiver: Server
const received: { headers: Record<string, string>; body: string }[] = []
let answers = 200

beforeAll(async () => {
  database = await testDatabase()
  house = await testGate(database, { rooms: [garden] })
  admin = await house.member(['administrator'])
  receiver = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.on('end', () => {
      received.push({ headers: request.headers as Record<string, string>, body })
      response.writeHead(answers).end('nothing of this is kept')
    })
  })
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve))
})
afterAll(async () => {
  receiver?.close()
  await database.close()
})

const tokenIn = (text: string) => /nahtlos_[A-Za-z0-9_-]{43}/.exec(text)?.[0] ?? ''
async function admit(role: string, scopes: readonly string[], validTo = '01.11.2027') {
  const sent = await admin.post('/admin/programs/new', {
    name: `Fachverfahren ${role} ${scopes.join(' ')}`,
    organisation: town,
    role,
    scopes: [...scopes],
    validTo,
  })
  return { token: tokenIn(sent.text), sent, id: /\/admin\/programs\/([0-9a-f-]{36})/.exec(sent.text)?.[1] ?? '' }
}
async function call(token: string | undefined, path: string, sending?: { body: unknown; key?: string; type?: string }) {
  const answer = await house.gate.request(`http://nahtlos.test/${database.tenant.key}/api/v1${path}`, {
    method: sending ? 'POST' : 'GET',
    headers: {
      ...(token && { authorization: `Bearer ${token}` }),
      ...(sending && { 'content-type': sending.type ?? 'application/json' }),
      ...(sending?.key && { 'idempotency-key': sending.key }),
    },
    ...(sending && { body: typeof sending.body === 'string' ? sending.body : JSON.stringify(sending.body) }),
  })
  const text = await answer.text()
  return { status: answer.status, headers: answer.headers, text, body: text ? JSON.parse(text) : undefined }
}

describe('a program', () => {
  test('reads with its token what its role and its scopes allow, and nothing that the schema does not name', async () => {
    const { token } = await admit('intake', ['beds:read'])
    const answer = await call(token, `/beds/${bed}`)
    expect(answer.status).toBe(200)
    expect(answer.body).toEqual({ id: bed, state: 'dry' })
    expect(answer.headers.get('cache-control')).toBe('no-store')
  })

  test('without a token, with a wrong one, or in another district it is nobody', async () => {
    for (const token of [undefined, 'nahtlos_x', `nahtlos_${'a'.repeat(43)}`]) {
      const answer = await call(token, `/beds/${bed}`)
      expect(answer.status).toBe(401)
      expect(answer.headers.get('www-authenticate')).toBe('Bearer')
      expect(answer.headers.get('content-type')).toBe('application/problem+json')
    }
  })

  test('a session of a person opens nothing, and a token no page', async () => {
    const { token } = await admit('intake', ['beds:read'])
    const page = await house.gate.request(`http://nahtlos.test/${database.tenant.key}/admin/programs`, {
      headers: { authorization: `Bearer ${token}` },
    })
    expect(page.status).toBe(303)
    const cookie = [...admin.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const api = await house.gate.request(`http://nahtlos.test/${database.tenant.key}/api/v1/beds/${bed}`, {
      headers: { cookie },
    })
    expect(api.status).toBe(401)
  })

  test('a scope that the token lacks, or a right that the role lacks, is refused and audited', async () => {
    const reader = await admit('intake', ['beds:read'])
    const manager = await admit('caseManager', ['beds:write'])
    const body = { body: { litres: 3 }, key: 'k1' }
    expect((await call(reader.token, `/beds/${bed}/water`, body)).body).toMatchObject({ status: 403, code: 'scope' })
    expect((await call(manager.token, `/beds/${bed}/water`, body)).body).toMatchObject({
      status: 403,
      code: 'forbidden',
    })
    const { rows } = await inTenant(database.db, database.tenant, 'system', (tx) =>
      sql<{
        n: number
      }>`SELECT count(*)::int AS n FROM audit_entry WHERE event = 'access.refused' AND subject = ${bed}`.execute(tx),
    )
    expect(rows[0]?.n).toBe(2)
    expect(watered).toEqual([])
  })

  test('the same key again gets the same answer and does nothing; with something else it is refused', async () => {
    const { token } = await admit('intake', ['beds:write'])
    const first = await call(token, `/beds/${bed}/water`, { body: { litres: 3 }, key: 'morning' })
    const again = await call(token, `/beds/${bed}/water`, { body: { litres: 3 }, key: 'morning' })
    expect(first).toMatchObject({ status: 201, body: { id: bed, state: 'wet' } })
    expect(again).toMatchObject({ status: 201, body: first.body })
    expect(again.headers.get('idempotency-replayed')).toBe('true')
    expect(watered).toEqual([`3 ${town}`])
    const other = await call(token, `/beds/${bed}/water`, { body: { litres: 4 }, key: 'morning' })
    expect(other.body).toMatchObject({ status: 422, issues: [{ code: 'key-used-otherwise' }] })
    // Another program may choose the same key.
    const neighbour = await admit('intake', ['beds:write'])
    expect((await call(neighbour.token, `/beds/${bed}/water`, { body: { litres: 5 }, key: 'morning' })).status).toBe(
      201,
    )
  })

  test('ten at the same time under one key do it once', async () => {
    const { token } = await admit('intake', ['beds:write'])
    const before = watered.length
    const all = await Promise.all(
      Array.from({ length: 10 }, () => call(token, `/beds/${bed}/water`, { body: { litres: 7 }, key: 'noon' })),
    )
    expect(all.map(({ status }) => status)).toEqual(Array(10).fill(201))
    expect(watered.length - before).toBe(1)
  })

  test('what does not fit is said field by field; what failed may be sent again under its key', async () => {
    const { token } = await admit('intake', ['beds:write', 'beds:read'])
    const bad = await call(token, `/beds/${bed}/water`, { body: { litres: 500 }, key: 'k' })
    expect(bad.body).toMatchObject({ status: 422, issues: [{ field: 'litres', code: 'too-large' }] })
    expect((await call(token, `/beds/${bed}/water`, { body: { litres: 5 }, key: 'k' })).status).toBe(201)
    expect((await call(token, `/beds/${bed}/water`, { body: { litres: 5 } })).body).toMatchObject({
      issues: [{ field: 'Idempotency-Key', code: 'required' }],
    })
    expect((await call(token, `/beds/${bed}/water`, { body: '{', key: 'x' })).status).toBe(400)
    expect((await call(token, `/beds/${bed}/water`, { body: {}, key: 'x', type: 'text/plain' })).status).toBe(400)
    expect((await call(token, `/beds/${bed}/water`, { body: { litres: 50 }, key: 'y' })).body).toMatchObject({
      status: 409,
      code: 'changed-meanwhile',
    })
    expect((await call(token, `/beds/${town}`)).status).toBe(404)
    expect((await call(token, '/beds/seven')).status).toBe(404)
    expect((await call(token, '/nothing')).body).toMatchObject({ status: 404, code: 'not-found' })
    expect((await call(token, `/beds/${bed}?close=perhaps`)).status).toBe(422)
  })

  test('one that runs wild must wait, and only that one', async () => {
    const wild = await admit('intake', ['beds:read'])
    const calm = await admit('intake', ['beds:read'])
    const statuses = new Set<number>()
    for (let n = 0; n < 125; n++) statuses.add((await call(wild.token, `/beds/${bed}`)).status)
    expect([...statuses]).toEqual([200, 429])
    expect((await call(wild.token, `/beds/${bed}`)).headers.get('retry-after')).toBe('1')
    expect((await call(calm.token, `/beds/${bed}`)).status).toBe(200)
  })

  test('a new token ends the old one; an ended access opens nothing; so does one whose day is over', async () => {
    const { token, id } = await admit('intake', ['beds:read'])
    const renewed = await admin.post(
      `/admin/programs/${id}/renew`,
      { version: '1', validTo: '01.12.2026' },
      { from: `/admin/programs/${id}` },
    )
    const newer = tokenIn(renewed.text)
    expect((await call(token, `/beds/${bed}`)).status).toBe(401)
    expect((await call(newer, `/beds/${bed}`)).status).toBe(200)
    house.clock.set('2026-12-02T08:00:00Z')
    expect((await call(newer, `/beds/${bed}`)).status).toBe(401)
    house.clock.set('2026-11-16T08:00:00Z')
    const ended = await admin.post(`/admin/programs/${id}/end`, { version: '2' }, { from: `/admin/programs/${id}` })
    expect(ended.status).toBe(303)
    expect((await call(newer, `/beds/${bed}`)).status).toBe(401)
  })

  test('is admitted for twelve months at most, for a role that the API knows, and by administrators alone', async () => {
    expect((await admit('intake', ['beds:read'], '01.02.2028')).sent.status).toBe(422)
    expect((await admit('administrator', ['beds:read'])).sent.status).toBe(422)
    expect((await admit('intake', ['beds:everything'])).sent.status).toBe(422)
    const lead = await house.member(['lead'])
    expect((await lead.get('/admin/programs')).status).toBe(403)
  })

  test('the table holds no token', async () => {
    const { token } = await admit('intake', ['beds:read'])
    const { rows } = await inTenant(database.db, database.tenant, 'system', (tx) =>
      sql<{ all: string }>`SELECT string_agg(p::text, ' ') AS all FROM program_access AS p`.execute(tx),
    )
    expect(rows[0]?.all).not.toContain(token)
  })
})

test('the description comes from the schemas', async () => {
  const { body, status } = await call(undefined, '/openapi.json?lang=de')
  expect(status).toBe(200)
  expect(body.openapi).toBe('3.1.1')
  expect(Object.keys(body.paths)).toEqual(['/beds/{id}', '/beds/{id}/water'])
  const water = body.paths['/beds/{id}/water'].post
  expect(water.requestBody.content['application/json'].schema.properties.litres).toEqual({
    type: 'integer',
    minimum: 1,
    maximum: 50,
  })
  expect(water.parameters.map(({ name }: { name: string }) => name)).toEqual(['id', 'Idempotency-Key'])
  expect(body.webhooks['garden.watered'].post.operationId).toBe('told.garden.watered')
})

describe('a program that wants to be told', () => {
  const secrets = secretsFrom('a secret that only the tests of the gate have')
  const jobs = webhookJobs({ secrets, reach: { loopback: true, privateHosts: [] } })

  /** Runs what is in the queue of the tenant, as the runner would: first what is told, then each message once. */
  async function runQueue(): Promise<void> {
    for (const name of ['api.tell', 'api.deliver'] as const) {
      const { rows } = await database.db.owner.pool.query(
        `DELETE FROM ${queue()}._private_jobs AS j USING ${queue()}._private_tasks AS t
         WHERE t.id = j.task_id AND t.identifier = $1 RETURNING j.payload`,
        [name],
      )
      for (const { payload } of rows)
        await inTenant(database.db, database.tenant, 'system', (tx) =>
          jobs[name]!({ tx, db: database.db, tenant: database.tenant, clock: house.clock } as JobRun, payload.payload),
        )
    }
  }
  const queue = () => database.db.names.shared.replace(/nahtlos$/, 'graphile_worker')

  test('gets a signed message with number and state, and again later when it does not answer', async () => {
    const { port } = receiver.address() as { port: number }
    const made = await admin.post('/admin/programs/webhooks/new', {
      organisation: town,
      address: `http://127.0.0.1:${port}/told`,
      events: ['garden.watered'],
    })
    const secret = /whsec_[A-Za-z0-9+/=]+/.exec(made.text.replaceAll('&#x2F;', '/'))?.[0] ?? ''
    const id = /webhooks\/([0-9a-f-]{36})/.exec(made.text)?.[1]
    const { token } = await admit('intake', ['beds:write'])
    await runQueue()
    received.length = 0
    await call(token, `/beds/${bed}/water`, { body: { litres: 9 }, key: 'told' })
    await runQueue()
    expect(received).toHaveLength(1)
    const [{ headers, body }] = received as [(typeof received)[number]]
    expect(JSON.parse(body)).toMatchObject({ type: 'garden.watered', data: { id: bed, litres: 9 } })
    expect(isSigned(secret, headers, body, house.clock.now())).toBe(true)
    expect(isSigned(secret, headers, `${body} `, house.clock.now())).toBe(false)
    expect(isSigned(secret, headers, body, house.clock.now() + 600_000)).toBe(false)

    answers = 500
    await admin.post(`/admin/programs/webhooks/${id}`, { what: 'test' })
    await runQueue()
    const page = await admin.get(`/admin/programs/webhooks/${id}`)
    expect(page.text).toContain('unterwegs')
    expect(page.text).toContain('kommt nicht an seit')
    expect(page.text).not.toContain('nothing of this is kept')
    answers = 200
    const later = await database.db.owner.pool.query(
      `SELECT run_at FROM ${queue()}._private_jobs AS j JOIN ${queue()}._private_tasks AS t ON t.id = j.task_id WHERE identifier = 'api.deliver'`,
    )
    expect(later.rows).toHaveLength(1)
  })

  test('an address of the internal network is refused, when it is typed and when a name leads there', async () => {
    const strict = await testGate(database, { rooms: [garden], origin: 'https://nahtlos.test' })
    const careful = await strict.member(['administrator'])
    for (const address of [
      'http://example.org/x',
      'https://127.0.0.1/x',
      'https://10.1.2.3/x',
      'https://[::1]/x',
      'ftp://x',
    ]) {
      const sent = await careful.post('/admin/programs/webhooks/new', {
        organisation: town,
        address,
        events: ['garden.watered'],
      })
      expect([address, sent.status]).toEqual([address, 422])
    }
  })

  test('what is old is removed', async () => {
    await inTenant(database.db, database.tenant, 'system', (tx) =>
      removeOldCalls(tx, house.clock.now() + 40 * 86_400_000),
    )
    const { rows } = await inTenant(database.db, database.tenant, 'system', (tx) =>
      sql<{ calls: number; done: number }>`
        SELECT (SELECT count(*)::int FROM program_call) AS calls,
          (SELECT count(*)::int FROM webhook_delivery WHERE state <> 'waiting') AS done`.execute(tx),
    )
    expect(rows).toEqual([{ calls: 0, done: 0 }])
  })
})
