import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor, RoleKey } from '../../../platform/access/index.ts'
import { admitProgram } from '../../../platform/api/administer.ts'
import { sql } from '../../../platform/database/index.ts'
import { type TestGate, testGate } from '../../../platform/http/testing.ts'
import { room as network } from '../../network/index.ts'
import { room as people } from '../../people/index.ts'
import { room } from '../index.ts'
import { type TestJourneys, testJourneys } from '../testing.ts'

let its: TestJourneys
let house: TestGate
let admin: Actor
let town: string
let jobcenter: string
const every = ['handovers:read', 'handovers:write', 'handovers:offer']

beforeAll(async () => {
  its = await testJourneys()
  house = await testGate(its, { rooms: [network, people, room] })
  admin = await its.member('administrator', 'town')
  town = await admit('municipality', 'town')
  jobcenter = await admit('intake', 'jobcenter')
})
afterAll(() => its?.close())

async function admit(role: RoleKey, key: string, scopes: readonly string[] = every): Promise<string> {
  const organisationId = its.organisation(key)
  const { token } = await its.as(admin, (tx) =>
    admitProgram(
      { tx, tenant: its.tenant, actor: admin, clock: house.clock },
      {
        name: `Fachverfahren ${key}`,
        organisationId,
        controllerId: organisationId,
        role,
        scopes,
        validTo: '2027-01-01' as never,
      },
    ),
  )
  return token
}

let keys = 0
async function call(token: string, path: string, body?: unknown) {
  const answer = await house.gate.request(`http://nahtlos.test/${its.tenant.key}/api/v1${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      ...(body !== undefined && {
        'content-type': 'application/json',
        'idempotency-key': `key ${++keys}`.replace(' ', '-'),
      }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  return { status: answer.status, body: JSON.parse(await answer.text()) }
}

const anOffer = () => ({
  interfaceId: its.interface('town-jobcenter'),
  toOrganisationId: its.organisation('jobcenter'),
  reference: 'AUL-2026-0007',
  items: [{ category: 'livelihood', label: 'Ende der Leistungen', lines: ['30.11.2026'], norm: '§ 67d SGB X' }],
})

describe('hand-overs between programs', () => {
  test('the program of a town offers; that of the Jobcenter reads what was shared, answers, records and completes', async () => {
    const offered = await call(town, '/handovers', anOffer())
    expect(offered).toMatchObject({ status: 201, body: { state: 'offered', version: 1 } })
    const { id } = offered.body
    const list = await call(jobcenter, '/handovers')
    expect(list.body.handovers.map((one: { id: string }) => one.id)).toContain(id)
    const read = await call(jobcenter, `/handovers/${id}`)
    expect(read.body).toMatchObject({
      side: 'receiver',
      reference: 'AUL-2026-0007',
      content: { closing: 'open', items: [{ category: 'livelihood', lines: ['30.11.2026'] }] },
    })
    expect((await call(jobcenter, `/handovers/${id}/answer`, { answer: 'declined', version: 1 })).body).toMatchObject({
      status: 422,
      issues: [{ field: 'reason', code: 'required' }],
    })
    expect((await call(jobcenter, `/handovers/${id}/answer`, { answer: 'accepted', version: 1 })).body).toMatchObject({
      state: 'accepted',
      version: 2,
    })
    // Somebody who read before is told that it has changed, and changes nothing.
    expect(
      (await call(jobcenter, `/handovers/${id}/answer`, { answer: 'declined', version: 1, reason: 'noCapacity' }))
        .status,
    ).toBe(409)
    expect(
      (await call(jobcenter, `/handovers/${id}/first-appointment`, { version: 2, on: '2026-11-16' })).body,
    ).toMatchObject({ state: 'firstAppointment' })
    expect(
      (await call(jobcenter, `/handovers/${id}/completion`, { version: 3, on: '2026-11-16', outcome: 'settled' })).body,
    ).toMatchObject({ state: 'completed' })
    expect((await call(town, `/handovers/${id}`)).body).toMatchObject({ side: 'sender', outcome: 'settled' })
  })

  test('another office finds nothing, by list, by number or by answering; what it may not do is not done', async () => {
    const { body } = await call(town, '/handovers', anOffer())
    const school = await admit('intake', 'school')
    expect((await call(school, '/handovers')).body).toEqual({ total: 0, handovers: [] })
    expect((await call(school, `/handovers/${body.id}`)).status).toBe(404)
    expect((await call(school, `/handovers/${body.id}/answer`, { answer: 'accepted', version: 1 })).status).toBe(404)
    expect((await call(jobcenter, '/handovers', anOffer())).status).toBe(403)
    expect((await call(jobcenter, `/handovers/${body.id}/withdrawal`, { version: 1 })).status).toBe(403)
    const reader = await admit('intake', 'jobcenter', ['handovers:read'])
    expect((await call(reader, `/handovers/${body.id}/answer`, { answer: 'accepted', version: 1 })).body.code).toBe(
      'scope',
    )
    expect((await call(town, `/handovers/${body.id}/withdrawal`, { version: 1 })).body).toMatchObject({
      state: 'withdrawn',
    })
    expect((await call(jobcenter, `/handovers/${body.id}`)).body.content).toMatchObject({
      closing: 'withdrawn',
      items: [],
    })
  })

  test('no other role gets in with any route, whatever its scopes', async () => {
    const { body } = await call(town, '/handovers', anOffer())
    for (const role of [
      'coordinator',
      'lead',
      'council',
      'dataProtection',
      'immigrationOffice',
      'administrator',
    ] as const) {
      const token = await admit(role, 'jobcenter')
      for (const route of room.api ?? []) {
        const path = route.path.replace(':id', body.id)
        const answer = await call(token, path, route.method === 'POST' ? {} : undefined)
        expect([role, path, answer.status]).toEqual([role, path, 403])
      }
    }
  })

  test('what needs a consent does not go this way: each item names its norm', async () => {
    const item = { category: 'health', label: 'Gesundheit', lines: ['Attest'] }
    expect((await call(town, '/handovers', { ...anOffer(), items: [item] })).body).toMatchObject({ status: 422 })
  })

  test('each step is announced to both offices by number and state alone', async () => {
    const { body } = await call(town, '/handovers', anOffer())
    const { rows } = await its.db.owner.pool.query(
      `SELECT j.payload -> 'payload' AS news FROM ${its.db.names.shared.replace(/nahtlos$/, 'graphile_worker')}._private_jobs AS j
       WHERE j.payload -> 'payload' ->> 'event' = 'handover.offered' ORDER BY j.id DESC LIMIT 1`,
    )
    expect(rows[0].news).toEqual({
      event: 'handover.offered',
      organisationIds: [its.organisation('town'), its.organisation('jobcenter')],
      data: { id: body.id, state: 'offered' },
    })
  })

  test('reading by a program is audited as a look', async () => {
    const { body } = await call(town, '/handovers', anOffer())
    await call(jobcenter, `/handovers/${body.id}`)
    const { rows } = await its.as('system', (tx) =>
      sql<{ n: number }>`
        SELECT count(*)::int AS n FROM audit_entry
        WHERE event = 'journeys.content-read' AND outcome = 'looked' AND subject = ${body.id}`.execute(tx),
    )
    expect(rows[0]?.n).toBe(1)
  })
})
