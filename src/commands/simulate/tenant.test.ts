import { afterAll, expect, test } from 'vitest'
import { parseScenario } from '../../../demo/scenario/read.ts'
import { planOf } from '../../../demo/simulator/plan.ts'
import { scenarioNamed } from '../../../demo/simulator/testing.ts'
import { inTenant, listTenants, sql, type Tenant } from '../../platform/database/index.ts'
import { testDatabase } from '../../platform/database/testing.ts'
import { fillDemoTenant } from './tenant.ts'

const { db, tenant, sources, close } = await testDatabase()
afterAll(close)

const now = Date.parse('2026-11-16T08:00:00Z')
const recovery = planOf(scenarioNamed('recovery'), { until: '2026-10', months: 12 })
const passagesIn = async (one: Tenant) =>
  (
    await inTenant(
      db,
      one,
      'system',
      (tx) => sql<{ n: number }>`SELECT count(*) AS n FROM published_passage`.execute(tx),
      { role: 'insight' },
    )
  ).rows[0]!.n

test('a scenario becomes a demo tenant with its hand-overs', { timeout: 60_000 }, async () => {
  const filled = await fillDemoTenant(db, sources, 'recovery', recovery, { withTruth: true, now })
  expect(filled.tenant).toMatchObject({ key: 'recovery', name: 'Recovery', demo: true })
  expect(filled.loaded.handovers).toBeGreaterThan(800)
  expect(await passagesIn(filled.tenant)).toBe(filled.loaded.handovers)
  expect(filled.simulation.truth().interfaces).toHaveLength(12)
  await expect(fillDemoTenant(db, sources, 'recovery', recovery, { now })).rejects.toThrow('recovery has data already')
  expect(await passagesIn(filled.tenant)).toBe(filled.loaded.handovers)
})

test('towns whose names become one key, offices in every town, targets with a history', {
  timeout: 60_000,
}, async () => {
  const scenario = parseScenario({
    schema: 'nahtlos-scenario/1',
    name: 'Odd names',
    months: 3,
    towns: [{ name: 'Bad A' }, { name: 'Bad-A' }, { name: 'ءءء' }],
    organisations: [{ key: 'giver', perTown: true, jurisdiction: 'AsylbLG' }],
    interfaces: [
      {
        key: 'a-b',
        from: 'giver',
        to: 'taker',
        passagesPerYear: 400,
        targetDays: [{ days: 21 }, { from: 'end', days: 0.4 }],
        wait: { medianDays: 20 },
      },
    ],
  })
  const { loaded, network } = await fillDemoTenant(db, sources, 'odd', planOf(scenario, { until: '2026-10' }), { now })
  expect(loaded.handovers).toBeGreaterThan(50)
  expect([...network.municipalities.keys()]).toEqual(['town-1', 'town-2', 'town-3'])
})

test('a real district is never filled', async () => {
  await expect(fillDemoTenant(db, sources, tenant.key, recovery, { now })).rejects.toThrow('is a real district')
})

test('a key that cannot be one is refused, and no tenant is left', async () => {
  const before = await listTenants(db)
  await expect(fillDemoTenant(db, sources, 'Not A Key', recovery, { now })).rejects.toThrow(
    'cannot be the key of a tenant',
  )
  expect(await listTenants(db)).toEqual(before)
})
