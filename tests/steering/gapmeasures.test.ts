import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RoleKey } from '../../src/platform/access/index.ts'
import { type Database, getTenant, inTenant, sql } from '../../src/platform/database/index.ts'
import { anActor } from '../../src/platform/database/testing.ts'
import { addMember } from '../../src/platform/identity/testing.ts'
import { frozenReading, needPowerReadingOf, needReadingOf } from '../../src/rooms/steering/effects/figures.ts'
import { getCheck } from '../../src/rooms/steering/effects/queries/checks.ts'
import { clock, demoDatabase } from '../demo.ts'

/** Measures on gaps: what they will be able to show, told before they start, and what became of them. */

let db: Database
beforeAll(async () => {
  db = await demoDatabase()
})
afterAll(() => db?.close())

async function reading(role: RoleKey) {
  const tenant = await getTenant(db, 'auental')
  const actor = anActor([role])
  await inTenant(db, tenant, 'system', (tx) => addMember(tx, actor))
  return await inTenant(db, tenant, actor, async (tx) => {
    const { rows } = await sql<{
      id: string
    }>`SELECT id FROM effect_check WHERE gap_id IS NOT NULL AND state = 'planned'`.execute(tx)
    const check = await getCheck(tx, actor, rows[0]!.id)
    expect(check.state).toBe('planned')
    return (await needPowerReadingOf({ db, tx, tenant, actor, clock, locale: 'de' }, check))!
  })
}

test('coordination sees needs, places and months; a larger gain is seen sooner', async () => {
  const { row, byMonth } = await reading('coordinator')
  expect(row.needs).toBeGreaterThan(0)
  expect(row.metPerMonth).toBeCloseTo(row.met! / row.months!, 1)
  const months = [row.months100, row.months50, row.months25, row.months10].map((one) => one ?? Infinity)
  expect(months).toEqual(months.toSorted((a, b) => a - b))
  expect(byMonth).toHaveLength(24)
})

test('the steering group sees the same through its rule, without the months', async () => {
  const { row, byMonth } = await reading('steering')
  expect(byMonth).toEqual([])
  const seen = await reading('coordinator')
  for (const name of ['needs', 'met', 'months50'] as const)
    if (row[name] !== undefined) expect(row[name]).toBeCloseTo(seen.row[name]!, 1)
  expect(row.needs).toBeDefined()
})

test('a verdict on a gap is what its frozen row says, and the page of today reads the same question', async () => {
  const tenant = await getTenant(db, 'auental')
  const actor = anActor(['coordinator'])
  await inTenant(db, tenant, 'system', (tx) => addMember(tx, actor))
  await inTenant(db, tenant, actor, async (tx) => {
    const { rows } = await sql<{ id: string }>`SELECT id FROM effect_check
      WHERE gap_id IS NOT NULL AND state = 'told'`.execute(tx)
    const check = await getCheck(tx, actor, rows[0]!.id)
    const frozen = await frozenReading(tx, actor, check.releaseId)
    expect(frozen?.needs?.verdict).toBe(check.verdict)
    const now = await needReadingOf({ db, tx, tenant, actor, clock, locale: 'de' }, check)
    for (const name of ['metBefore', 'metAfter', 'arisenBefore', 'arisenAfter'] as const)
      expect(now?.row[name]).toBe(frozen?.needs?.[name])
    expect(now?.months.some(({ comparisonMet }) => comparisonMet > 0)).toBe(true)
  })
})
