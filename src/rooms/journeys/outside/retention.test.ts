/** What the doors leave behind goes when its time is over, and only then. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sql } from '../../../platform/database/index.ts'
import { type TestJourneys, testJourneys } from '../testing.ts'
import { outsideRetention } from './retention.ts'

let its: TestJourneys
beforeAll(async () => {
  its = await testJourneys()
  await its.as('system', (tx) =>
    sql`
      INSERT INTO reported_hurdle (id, hurdle, locale, reported_on, state, simulated) VALUES
        ('00000000-0000-4000-8000-000000000001', 'cost', 'de', '2025-10-01', 'waiting', true),
        ('00000000-0000-4000-8000-000000000002', 'cost', 'de', '2026-10-01', 'waiting', true)
    `.execute(tx),
  )
}, 60_000)
afterAll(() => its.close())

test('each kind finds what is due by its clock, removes exactly that, and what is gone already is no error', async () => {
  const before = new Date('2025-11-16T00:00:00Z')
  for (const kind of outsideRetention) {
    const due = await its.as(
      'system',
      async (tx) => (await kind.due?.(tx, { before, controllerId: null, limit: 10 })) ?? [],
    )
    const expected = kind.key === 'journeys.report' ? ['00000000-0000-4000-8000-000000000001'] : []
    expect([kind.key, due.map(({ id }) => id)]).toEqual([kind.key, expected])
    const ids = due.map(({ id }) => id)
    await its.as('system', async (tx) => kind.erase?.(tx, ids, Date.now()))
    await its.as('system', async (tx) => kind.erase?.(tx, ids, Date.now()))
  }
  const { rows } = await its.as('system', (tx) => sql<{ id: string }>`SELECT id FROM reported_hurdle`.execute(tx))
  expect(rows.map(({ id }) => id)).toEqual(['00000000-0000-4000-8000-000000000002'])
})
