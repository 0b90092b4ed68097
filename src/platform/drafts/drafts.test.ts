import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { actAsPublic } from '../access/acting.ts'
import { record } from '../audit/index.ts'
import { inTenant, sql } from '../database/index.ts'
import { anActor, type TestDatabase, testDatabase } from '../database/testing.ts'
import { claimSubmission, fingerprintOf } from '../http/gate/submissions.ts'
import { discardDraft, discardDrafts, findDraft, listDrafts, saveDraft } from './drafts.ts'

let test_: TestDatabase
beforeAll(async () => {
  test_ = await testDatabase()
})
afterAll(() => test_.close())

const form = { route: '/cases/:id/notes', address: '/cases/1/notes' }
const now = Date.parse('2026-11-16T08:00:00Z')
const as = <T>(actor: ReturnType<typeof anActor> | 'system', work: Parameters<typeof inTenant<T>>[3]) =>
  inTenant(test_.db, test_.tenant, actor, work)

describe('a draft', () => {
  test('is one for each person and form, the last one typed, until it has expired', async () => {
    const owner = anActor()
    await as(owner, (tx) => saveDraft(tx, owner.userId, form, { text: 'erst' }, now))
    await as(owner, (tx) => saveDraft(tx, owner.userId, form, { text: 'dann', days: ['1', '2'] }, now + 1000))
    const found = await as(owner, (tx) => findDraft(tx, owner.userId, form, now + 2000))
    expect(found).toMatchObject({ content: { text: 'dann', days: ['1', '2'] }, savedAt: new Date(now + 1000) })
    const elsewhere = { ...form, address: '/cases/2/notes' }
    expect(await as(owner, (tx) => findDraft(tx, owner.userId, elsewhere, now))).toBeUndefined()
    expect(await as(owner, (tx) => findDraft(tx, owner.userId, form, now + 8 * 86_400_000))).toBeUndefined()
    await as(owner, (tx) => discardDrafts(tx, owner.userId, form))
    expect(await as(owner, (tx) => findDraft(tx, owner.userId, form, now))).toBeUndefined()
  })

  test('is listed with those at addresses that begin alike, the latest fifty, and no letter stands for others', async () => {
    const owner = anActor()
    const route = '/cases/:id/handovers/new/:choice'
    await as(owner, async (tx) => {
      for (let nth = 0; nth < 60; nth++)
        await saveDraft(tx, owner.userId, { route, address: `/cases/a_b/handovers/new/${nth}` }, {}, now + nth)
      for (let nth = 0; nth < 60; nth++)
        await saveDraft(tx, owner.userId, { route, address: `/cases/axb/handovers/new/${nth}` }, {}, now + 100 + nth)
    })
    const listed = await as(owner, (tx) => listDrafts(tx, owner.userId, { route, address: '/cases/a_b/' }, now))
    expect(listed.map(({ address }) => address.split('/').at(-1))).toEqual(
      Array.from({ length: 50 }, (_, nth) => `${59 - nth}`),
    )
  })

  test('is nobody else’s, not even for a query that forgets to say whose', async () => {
    const owner = anActor()
    const other = anActor()
    const id = await as(owner, (tx) => saveDraft(tx, owner.userId, form, { text: 'privat' }, Date.now()))
    const peek = sql<{ id: string }>`SELECT id FROM draft WHERE id = ${id}`
    expect((await as(owner, (tx) => peek.execute(tx))).rows).toHaveLength(1)
    expect((await as(other, (tx) => peek.execute(tx))).rows).toEqual([])
    expect((await as('system', (tx) => peek.execute(tx))).rows).toEqual([])
    expect(await as(other, (tx) => discardDraft(tx, owner.userId, id))).toBeUndefined()
    await expect(as(other, (tx) => saveDraft(tx, owner.userId, form, {}, Date.now()))).rejects.toThrow(
      /row-level security/,
    )
  })
})

test('a submission is nobody else’s either', async () => {
  const owner = anActor()
  const fingerprint = fingerprintOf('token', '/a', { text: 'x' })
  await as(owner, (tx) => claimSubmission(tx, owner.userId, fingerprint, now))
  const peek = sql`SELECT 1 FROM submission`
  expect((await as(owner, (tx) => peek.execute(tx))).rows).toHaveLength(1)
  expect((await as(anActor(), (tx) => peek.execute(tx))).rows).toEqual([])
})

test('the public sees no member, no entry of the audit, no draft', async () => {
  const owner = anActor()
  await as(owner, async (tx) => {
    await saveDraft(tx, owner.userId, form, {}, Date.now())
    await record(tx, owner, { event: 'test.seen' })
  })
  expect(await as('system', (tx) => sql`SELECT 1 FROM audit_entry`.execute(tx)).then(({ rows }) => rows.length)).toBe(1)
  const seen = await as('system', async (tx) => {
    await actAsPublic(tx)
    const { rows } = await sql<{ seen: number }>`
      SELECT (SELECT count(*) FROM membership) + (SELECT count(*) FROM audit_entry) + (SELECT count(*) FROM draft) AS seen
    `.execute(tx)
    return rows[0]?.seen
  })
  expect(seen).toBe(0)
})
