import { createHash, createHmac } from 'node:crypto'
import { afterAll, describe, expect, test } from 'vitest'
import { fixedClock } from '../../../kernel/clock.ts'
import { addDays, day } from '../../../kernel/day.ts'
import type { Actor, RoleKey } from '../../../platform/access/index.ts'
import { asOwner, inTenant, type Role, sql } from '../../../platform/database/index.ts'
import { anActor } from '../../../platform/database/testing.ts'
import { addMember } from '../../../platform/identity/testing.ts'
import { readQuestion, situationFigures } from '../questions.ts'
import { NotReleased, release } from '../release.ts'
import { testInsight } from '../testing.ts'
import '../access.ts'
import { BreaksRule } from './guard.ts'
import { earlierReleases, freeze, frozenRelease, listReleases } from './ledger.ts'

const told = Array.from({ length: 40 }, (_, index) => [
  {
    through: 'benefits' as const,
    town: 'aulenstedt' as const,
    offered: addDays(day('2025-11-04'), index * 8),
    waited: 30 + (index % 9),
  },
  ...(index % 14 === 0
    ? [
        {
          through: 'benefits' as const,
          town: 'dornsiek' as const,
          offered: addDays(day('2025-11-04'), index * 8),
          waited: 20,
        },
      ]
    : []),
]).flat()
const its = await testInsight(told)
afterAll(its.close)
const clock = fixedClock('2026-11-16T10:00:00Z')

/** Members of the district; policies read their roles from where they are kept. */
const members = new Map<RoleKey, Actor>()
async function member(role: RoleKey): Promise<Actor> {
  const known = members.get(role)
  if (known) return known
  const actor = anActor([role])
  await inTenant(its.db, its.tenant, 'system', (tx) => addMember(tx, actor))
  members.set(role, actor)
  return actor
}

/** Releases the start page for an audience, as somebody with these roles. */
async function situationFor(kind: 'steering' | 'public' | 'funder', role: RoleKey, search = '') {
  const actor = await member(role)
  return await inTenant(its.db, its.tenant, actor, async (tx) => {
    const request = { db: its.db, tx, tenant: its.tenant, actor, clock, query: new URLSearchParams(search) }
    const question = await readQuestion(request)
    const figures = situationFigures(question, its.tenant.land)
    const released = await release(figures, { kind, tx, actor, event: 'insight.situation-released' })
    return { released, frozen: role === 'coordinator' ? await freeze(tx, actor, released, clock) : undefined }
  })
}

async function asRole<T>(role: RoleKey, work: Parameters<typeof inTenant<T>>[3]): Promise<T> {
  return await inTenant(its.db, its.tenant, await member(role), work)
}

async function rowsIn(): Promise<number> {
  return await inTenant(its.db, its.tenant, 'system', async (tx) => {
    const { rows } = await sql<{ count: number }>`SELECT count(*)::integer AS count FROM insight_release`.execute(tx)
    return rows[0]!.count
  })
}

describe('the ledger', () => {
  test('holds what was released, once for the same figures', async () => {
    const first = await situationFor('public', 'coordinator')
    expect(first.frozen).toMatchObject({
      name: 'situation',
      audience: 'public',
      rule: 'least-5',
      checksum: first.released.checksum,
    })
    expect(first.frozen?.tables).toEqual(JSON.parse(JSON.stringify(first.released.tables)))
    const count = await rowsIn()
    const again = await situationFor('public', 'coordinator')
    expect(again.frozen?.id).toBe(first.frozen?.id)
    expect(again.released.proof.linked).toEqual([first.frozen?.id])
    expect(await rowsIn()).toBe(count)
  })

  test('shows few people as few, and no figure of them anywhere in it', async () => {
    const { frozen } = await situationFor('public', 'coordinator')
    const towns = frozen!.tables.towns!.rows as readonly Record<string, { value?: unknown; withheld?: string }>[]
    const dornsiek = towns.find((row) => row.town?.value === 'dornsiek')
    expect(dornsiek?.handOvers).toEqual({ withheld: 'few', below: 5 })
    expect(dornsiek?.lostDays).toEqual({ withheld: 'base', below: 5 })
    const stored = await asRole('coordinator', (tx) =>
      sql<{ cells: unknown }>`SELECT cells FROM insight_release`.execute(tx),
    )
    const of = (
      stored.rows[0]!.cells as { where: { municipality?: string[] }; measure: string; least: number | null }[]
    ).filter(({ where }) => where.municipality?.includes('dornsiek'))
    expect(of.length).toBeGreaterThan(0)
    for (const cell of of) expect([null, 0, 1]).toContain(cell.least)
  })

  test('is append-only', async () => {
    await situationFor('steering', 'coordinator')
    for (const statement of [sql`UPDATE insight_release SET name = 'x'`, sql`DELETE FROM insight_release`])
      await expect(asRole('coordinator', (tx) => statement.execute(tx))).rejects.toThrow(/permission denied/)
  })

  test.each<[RoleKey, readonly string[]]>([
    ['coordinator', ['public', 'steering']],
    ['lead', ['public', 'steering']],
    ['steering', ['public', 'steering']],
    ['council', ['public']],
    ['caseManager', ['public']],
  ])('%s reads the releases for %s', async (role, audiences) => {
    const { frozen } = await situationFor('steering', 'coordinator')
    await situationFor('public', 'coordinator')
    const seen = await asRole(role, (tx) => listReleases(tx, { limit: 10 }))
    expect([...new Set(seen.map(({ audience }) => audience))].sort()).toEqual(audiences)
    const actor = await member(role)
    const one = await inTenant(its.db, its.tenant, actor, (tx) => frozenRelease(tx, actor, frozen!.id))
    expect(one?.id).toBe(audiences.includes('steering') ? frozen!.id : undefined)
  })

  test('takes in nothing that the gate did not make', async () => {
    const { released } = await situationFor('public', 'coordinator')
    const actor = await member('coordinator')
    await expect(
      inTenant(its.db, its.tenant, actor, (tx) => freeze(tx, actor, structuredClone(released), clock)),
    ).rejects.toThrow(TypeError)
    const other = await member('steering')
    await expect(inTenant(its.db, its.tenant, other, (tx) => freeze(tx, other, released, clock))).rejects.toThrow(
      /insight.publish/,
    )
  })
})

test('the exact number of hand-overs stands neither in the release nor in its checksum', async () => {
  const { released, frozen } = await situationFor('public', 'coordinator')
  for (const one of [released, frozen!]) expect(one.source).not.toHaveProperty('population')
  expect(frozen!.source).toMatchObject({ question: '', simulated: expect.any(Boolean) })
  const told = [released.audience, released.name, released.source, released.tables]
  const checksum = createHash('sha256').update(JSON.stringify(told)).digest('hex')
  expect(released.checksum).toBe(checksum.slice(0, 16))
  const { rows } = await asRole('coordinator', (tx) =>
    sql<{ source: object }>`SELECT source FROM insight_release`.execute(tx),
  )
  for (const { source } of rows) expect(source).not.toHaveProperty('population')
})

test('a thousand earlier releases are looked at, one more refuses', async () => {
  // Releases of a population of their own, for this transaction only.
  const add = (from: number, to: number) => sql`
    INSERT INTO insight_release (id, audience, name, question, rule, source, tables, proof, cells, populations, checksum,
      simulated, released_at, released_by)
    SELECT gen_random_uuid(), 'public', 'toy', '', 'least-5', '{}', '{}', '{}', '[]', ARRAY['crowd'],
      lpad(to_hex(n), 16, '0'), true, now(), NULL
    FROM generate_series(${from}::integer, ${to}::integer) AS n`
  class Undone extends Error {}
  const looking = inTenant(its.db, its.tenant, 'system', async (tx) => {
    await add(1, 1000).execute(tx)
    expect(await earlierReleases(tx, ['crowd', 'nobody'])).toHaveLength(1000)
    await add(1001, 1001).execute(tx)
    await expect(earlierReleases(tx, ['crowd'])).rejects.toThrow(BreaksRule)
    expect(await earlierReleases(tx, ['nobody'])).toEqual([])
    throw new Undone()
  })
  await expect(looking).rejects.toThrow(Undone)
})

test('of two releases at once the second is attacked together with the first', async () => {
  const actor = await member('coordinator')
  const going = async (search: string, released: () => void, wait: Promise<void>) =>
    await inTenant(its.db, its.tenant, actor, async (tx) => {
      const request = { db: its.db, tx, tenant: its.tenant, actor, clock, query: new URLSearchParams(search) }
      const figures = situationFigures(await readQuestion(request), its.tenant.land)
      const one = await release(figures, { kind: 'public', tx, actor, event: 'insight.situation-released' })
      released()
      await wait
      return { seen: one.proof.linked, frozen: await freeze(tx, actor, one, clock) }
    })
  const [first, second, both] = [
    Promise.withResolvers<void>(),
    Promise.withResolvers<void>(),
    Promise.withResolvers<void>(),
  ]
  const one = going('town=aulenstedt', first.resolve, both.promise)
  const other = going('period=24-months', second.resolve, both.promise)
  const begun = Promise.all([first.promise, second.promise])
  await Promise.race([begun, Promise.all([one, other])]).finally(both.resolve)
  const made = [await one, await other]
  // Neither could see the other when it was attacked first; which came second is open.
  const ids = made.map(({ frozen }) => frozen.id)
  for (const { seen } of made) expect(seen.filter((id) => ids.includes(id))).toEqual([])
  const linked = made.map(({ frozen }) => frozen.proof.linked.filter((id) => ids.includes(id)))
  expect(linked.flat()).toHaveLength(1)
})

describe('for whom', () => {
  test.each<['steering' | 'public' | 'funder', RoleKey, RegExp]>([
    ['steering', 'caseManager', /insight.released/],
    ['public', 'steering', /insight.publish/],
    ['public', 'council', /insight.publish/],
    ['funder', 'coordinator', /no norm prescribes/],
  ])('%s is not released by %s', async (kind, role, message) => {
    await expect(situationFor(kind, role)).rejects.toThrow(message)
  })

  test('NotReleased is what a rule says, Forbidden what a right says', async () => {
    await expect(situationFor('funder', 'coordinator')).rejects.toBeInstanceOf(NotReleased)
  })
})

describe('the keys of the records', () => {
  const as = <T>(role: Role, work: Parameters<typeof inTenant<T>>[3]) =>
    inTenant(its.db, its.tenant, 'system', work, role === 'insight' ? { role, readOnly: true } : {})

  test('the secret is readable for neither the app nor insight', async () => {
    for (const role of ['app', 'insight'] as const)
      await expect(as(role, (tx) => sql`SELECT * FROM record_key`.execute(tx))).rejects.toThrow(/permission denied/)
  })

  test('are HMAC-SHA256 of the hand-over, as a library computes it, and the same in every load', async () => {
    const ids = await as('app', (tx) => sql<{ id: string }>`SELECT id FROM handover`.execute(tx))
    const keys = async () =>
      (
        await as('insight', (tx) => sql<{ key: number }>`SELECT record_key AS key FROM published_passage`.execute(tx))
      ).rows
        .map(({ key }) => key)
        .sort((a, b) => a - b)
    const published = await keys()
    expect(await keys()).toEqual(published)
    expect(new Set(published).size).toBe(ids.rows.length)
    // As a backup reads it.
    const { rows } = await asOwner(its.db, async (tx) => {
      await sql`SET LOCAL app.copying = 'on'`.execute(tx)
      return await sql<{ inner_key: Buffer; outer_key: Buffer }>`
        SELECT inner_key, outer_key FROM ${sql.table(`${its.tenant.schema}.record_key`)}
      `.execute(tx)
    })
    const secret = Buffer.from(rows[0]!.inner_key.map((byte) => byte ^ 0x36))
    expect(rows[0]!.outer_key).toEqual(Buffer.from(secret.map((byte) => byte ^ 0x5c)))
    const computed = ids.rows.map(({ id }) =>
      createHmac('sha256', secret)
        .update(Buffer.from(id.replaceAll('-', ''), 'hex'))
        .digest()
        .readInt32BE(0),
    )
    expect(computed.sort((a, b) => a - b)).toEqual(published)
  })
})
