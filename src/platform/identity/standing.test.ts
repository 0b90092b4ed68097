/** Who stands in for whom, who acts for which organisation, and who gives which role: in browsers, on the database. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { type Id, newId } from '../../kernel/ids.ts'
import { defineRights } from '../access/index.ts'
import { record } from '../audit/index.ts'
import { inTenant, sql } from '../database/index.ts'
import { type TestDatabase, testDatabase } from '../database/testing.ts'
import { routesFor } from '../http/index.ts'
import { type TestGate, testGate } from '../http/testing.ts'
import type { Room } from '../room.ts'

const rights = defineRights({ 'yard.sweep': ['lead'], 'yard.read': ['lead', 'coordinator', 'municipality'] })
const { page, form } = routesFor(rights)
const show = async () => ({ title: 'Hof', body: null })
const town = { id: newId<'organisation'>(), name: 'Stadt Süd' }
const room: Room = {
  key: 'yard',
  folder: new URL('file:///nowhere/'),
  rights,
  routes: [
    page('/yard', 'yard.read', async ({ actor }) => ({
      title: `Hof: ${actor.roles.join()} ${actor.organisationId}`,
      body: null,
    })),
    form('/yard/sweep', 'yard.sweep', z.object({}), show, async ({ tx, actor }) => {
      await record(tx, actor, { event: 'yard.swept', subject: 'yard' })
      return '/yard'
    }),
  ],
  organisations: async () => [{ ...town, controllerId: town.id }],
  inbox: async (_tx, actor) =>
    actor.roles.includes('lead')
      ? [{ title: `Hof von ${actor.userId}`, path: '/yard', kind: 'yard.read', due: null }]
      : [],
}

let test_: TestDatabase
let house: TestGate
beforeAll(async () => {
  test_ = await testDatabase()
  house = await testGate(test_, { rooms: [room] })
})
afterAll(() => test_.close())

const days = { validFrom: '16.11.2026', validTo: '20.11.2026', reason: 'absence' }
const lastEntry = async (event: string) => {
  const { rows } = await inTenant(test_.db, test_.tenant, 'system', (tx) =>
    sql<{
      payload: string
    }>`SELECT payload FROM audit_entry WHERE event = ${event} ORDER BY at_ms DESC, id DESC LIMIT 1`.execute(tx),
  )
  return JSON.parse(rows[0]?.payload ?? '{}') as { user?: string; actingFor?: string; details?: unknown }
}

describe('a substitute', () => {
  test('has the roles of the absent member for these days, sees their inbox, and is named beside them', async () => {
    const lead = await house.member(['lead'], { name: 'Lea Leitung' })
    const coordinator = await house.member(['coordinator'], { name: 'Kim Vertretung' })
    expect((await coordinator.post('/yard/sweep', {}, { from: '/account' })).status).toBe(403)
    const set = await lead.post('/account/access', { ...days, substitute: coordinator.id })
    expect(set.to).toBe('/account/access?done=set')
    expect((await coordinator.get('/yard')).text).toContain('Hof: coordinator,lead')
    expect((await coordinator.post('/yard/sweep', {}, { from: '/account' })).to).toBe('/yard')
    expect(await lastEntry('yard.swept')).toMatchObject({ user: coordinator.id, actingFor: lead.id })
    const inbox = (await coordinator.get('/inbox')).text
    expect(inbox).toContain('In Vertretung für Lea Leitung')
    expect(inbox).toContain(`Hof von ${lead.id}`)
    expect((await lead.post('/yard/sweep', {}, { from: '/account' })).to).toBe('/yard')
    expect((await lastEntry('yard.swept')).actingFor).toBeUndefined()

    // It is over by itself, and whoever stands in passes nothing on.
    const third = await house.member(['coordinator'])
    expect((await coordinator.post('/account/access', { ...days, substitute: third.id })).to).toContain('done=set')
    expect((await third.get('/yard')).text).toContain('Hof: coordinator ')
    house.clock.set('2026-11-21T08:00:00Z')
    const later = await house.member(['lead'])
    expect((await later.get('/yard')).status).toBe(200)
    house.clock.set('2026-11-16T08:00:00Z')
    const path = /\/account\/access\/[0-9a-f-]+\/end/.exec((await lead.get('/account/access')).text)?.[0] ?? ''
    expect((await third.post(path, {}, { from: '/account' })).status).toBe(404)
    expect((await lead.post(path, {}, { from: '/account/access' })).to).toBe('/account/access?done=ended')
    expect((await coordinator.get('/yard')).text).toContain('Hof: coordinator ')
  })

  test('of an administrator administers only when a third one decides so', async () => {
    const absent = await house.member(['administrator', 'lead'], { name: 'Ada Admin' })
    const substitute = await house.member(['coordinator'], { name: 'Bo Büro' })
    const third = await house.member(['administrator'])
    const both = { ...days, absent: absent.id, substitute: substitute.id }
    const self = await absent.post('/admin/substitutions', { ...both, includesGuarded: 'on' })
    expect(self.status).toBe(422)
    expect(self.text).toContain('der weder fehlt noch vertritt')
    expect((await absent.post('/account/access', { ...days, substitute: substitute.id })).to).toContain('done=set')
    expect((await substitute.get('/admin/users')).status).toBe(403)
    expect((await substitute.get('/yard')).text).toContain('Hof: coordinator,lead')
    const later = { validFrom: '21.11.2026', validTo: '22.11.2026' }
    expect((await third.post('/admin/substitutions', { ...both, ...later, includesGuarded: 'on' })).to).toContain(
      'done=set',
    )
    expect((await substitute.get('/admin/users')).status).toBe(403)
  })
})

describe('roles', () => {
  const grantOf = async (
    browser: TestGate extends never ? never : Awaited<ReturnType<TestGate['member']>>,
    id: string,
  ) =>
    new RegExp(`/admin/users/${id}/grants/[0-9a-f-]{36}`, 'g')[Symbol.matchAll](
      (await browser.get(`/admin/users/${id}`)).text,
    )

  test('are given for an organisation, chosen in the own access, and end', async () => {
    const administrator = await house.member(['administrator'])
    const member = await house.member(['coordinator'])
    const path = `/admin/users/${member.id}`
    const given = { role: 'municipality', organisation: town.id, validFrom: '16.11.2026', validTo: '30.11.2026' }
    expect((await administrator.post(`${path}/grants`, given)).to).toBe(`${path}?done=granted`)
    expect((await administrator.post(`${path}/grants`, given)).text).toContain('in diesem Zeitraum schon')
    expect((await member.get('/yard')).text).toContain('Hof: coordinator null')
    const chosen = { organisation: town.id, controller: town.id }
    expect((await member.post('/account/access/act', chosen, { from: '/account/access' })).status).toBe(303)
    expect((await member.get('/yard')).text).toContain(`Hof: municipality ${town.id}`)
    const foreign = { organisation: newId(), controller: newId() }
    expect((await member.post('/account/access/act', foreign, { from: '/account/access' })).status).toBe(422)
    expect((await administrator.get('/admin/users?ends=soon')).text).toContain(path)
    expect((await administrator.get('/inbox')).text).toContain('Zugang endet')
    for (const [grant] of await grantOf(administrator, member.id)) {
      const shown = await administrator.get(grant)
      if (shown.text.includes('<dd>Stadt oder Gemeinde')) await administrator.post(grant, { how: 'now' })
    }
    expect((await member.get('/yard')).text).toContain('Hof: coordinator null')
  })

  test('of a partner need an organisation and an end within a year', async () => {
    const administrator = await house.member(['administrator'])
    const member = await house.member(['council'])
    const path = `/admin/users/${member.id}/grants`
    const answer = await administrator.post(path, { role: 'partner', validFrom: '16.11.2026', validTo: '' })
    expect(answer.status).toBe(422)
    expect(answer.text).toContain('Bitte geben Sie einen letzten Tag an')
    expect(answer.text).toContain('Bitte wählen Sie eine.')
  })

  test('that open what others keep closed wait for a second administrator; nobody gives them to themselves', async () => {
    const one = await house.member(['administrator'])
    const two = await house.member(['administrator'])
    const member = await house.member(['coordinator'], { name: 'Dana Schutz' })
    const path = `/admin/users/${member.id}`
    const given = { role: 'dataProtection', validFrom: '16.11.2026', validTo: '' }
    expect((await one.post(`/admin/users/${one.id}/grants`, given)).text).toContain('nur eine andere Person')
    expect((await one.post(`${path}/grants`, given)).to).toBe(`${path}?done=awaiting`)
    expect((await member.get('/admin/rights')).status).toBe(403)
    const waiting = /\/admin\/users\/[0-9a-f-]+\/grants\/[0-9a-f-]+/.exec((await two.get('/inbox')).text)?.[0] ?? ''
    expect(waiting).toContain(member.id)
    expect((await one.post(`${waiting}/confirm`, {}, { from: waiting })).status).toBe(422)
    expect((await two.post(`${waiting}/confirm`, {}, { from: waiting })).to).toBe(`${path}?done=confirmed`)
    expect((await member.get('/admin/rights')).status).toBe(200)
    expect((await lastEntry('identity.role-confirmed')).user).toBe(two.id as Id<'user'>)
  })
})
