import { afterAll, expect, test } from 'vitest'
import { fixedClock } from '../../../kernel/clock.ts'
import { addDays, day } from '../../../kernel/day.ts'
import { Forbidden } from '../../../kernel/errors.ts'
import type { Actor, RoleKey } from '../../../platform/access/index.ts'
import { inTenant, type Tx } from '../../../platform/database/index.ts'
import { anActor } from '../../../platform/database/testing.ts'
import { addMember } from '../../../platform/identity/testing.ts'
import { rights } from '../access.ts'
import { release } from '../release.ts'
import { type Told, testInsight } from '../testing.ts'
import { type EffectAsked, effectFigures, powerFigures } from './figures.ts'

/** Ten hand-overs a month over three years; from December 2025 on people wait half as long in Aulenstedt. Today is 16.11.2026. */
const told = Array.from({ length: 360 }, (_, index): Told => {
  const offered = addDays(day('2023-11-01'), Math.floor((index * 1096) / 360))
  const town = index % 2 === 0 ? 'aulenstedt' : 'dornsiek'
  const usual = 30 + ((index * 37) % 29)
  const waited = town === 'aulenstedt' && offered >= '2025-12-01' ? Math.round(usual / 2) : usual
  return { through: 'benefits', town, offered, ...(addDays(offered, waited) <= '2026-11-14' && { waited }) }
})
const its = await testInsight(told)
afterAll(its.close)
const clock = fixedClock('2026-11-16T08:00:00Z')

async function as<T>(role: RoleKey, work: (tx: Tx, actor: Actor) => Promise<T>): Promise<T> {
  const actor = anActor([role])
  await inTenant(its.db, its.tenant, 'system', (tx) => addMember(tx, actor))
  return await inTenant(its.db, its.tenant, actor, (tx) => work(tx, actor))
}
const measure: EffectAsked = { interfaceKey: 'benefits', startsOn: day('2025-12-01'), towns: ['aulenstedt'] }
const compared: EffectAsked = { ...measure, comparison: { towns: ['dornsiek'] } }
const figures = (tx: Tx, actor: Actor, asked: EffectAsked) =>
  effectFigures({ db: its.db, tx, tenant: its.tenant, actor, clock }, asked)
const event = 'insight.effect-seen'

test('a measure that halved the waits of a town is found to have helped', async () => {
  const { table } = await as('coordinator', async (tx, actor) =>
    release((await figures(tx, actor, compared))!, { kind: 'coordinator', tx, actor, event }),
  )
  const row = table.tables.effect.rows[0]!
  expect(row).toMatchObject({ verdict: 'helped', monthsBefore: 24, monthsAfter: 10 })
  expect(row.ratio).toBeCloseTo(0.5, 1)
  expect(row.ratioLow! < 0.5 && row.ratioHigh! > 0.5 && row.ratioHigh! < 0.7).toBe(true)
  expect(row.comparisonRatio).toBeCloseTo(1, 1)
  expect(row.handOvers).toBe(row.before + row.after)
  const months = table.tables.months.rows
  expect(months.reduce((sum, { handOvers }) => sum + handOvers, 0)).toBe(row.handOvers)
  // October ends after the day up to which everything is recorded.
  expect(months.at(-1)!.month).toBe('2026-09')
})

test('the steering group gets the verdict and its numbers, the months stay with coordination', async () => {
  const { tables } = await as('steering', async (tx, actor) =>
    release((await figures(tx, actor, compared))!, { kind: 'steering', tx, actor, event }),
  )
  expect(Object.keys(tables)).toEqual(['effect'])
  const row = tables.effect!.rows[0]! as unknown as Record<string, unknown>
  expect(JSON.stringify(row)).toContain('helped')
  expect(JSON.stringify(row)).toContain('"ratio":{"value":0.5')
})

test('a town in which nothing changed: it did not help', async () => {
  const { table } = await as('coordinator', async (tx, actor) =>
    release((await figures(tx, actor, { ...measure, towns: ['dornsiek'] }))!, {
      kind: 'coordinator',
      tx,
      actor,
      event,
    }),
  )
  expect(table.tables.effect.rows[0]!.verdict).toBe('didNot')
})

test('what can be seen is said before the start', async () => {
  const { table } = await as('coordinator', async (tx, actor) => {
    const request = { db: its.db, tx, tenant: its.tenant, actor, clock }
    const power = await powerFigures(request, { interfaceKey: 'benefits', startsOn: day('2026-12-01') })
    return release(power!, { kind: 'coordinator', tx, actor, event })
  })
  const row = table.tables.power.rows[0]!
  expect(row.perMonth).toBeCloseTo(10, 0)
  const months = [row.months50!, row.months30!, row.months20!, row.months10!]
  expect(months).toEqual(months.toSorted((a, b) => a - b))
  const drops = table.tables.byMonth.rows.map(({ power20 }) => power20!)
  expect(drops).toEqual(drops.toSorted((a, b) => a - b))
})

test('an interface that nobody passes has no figures', async () => {
  await as('coordinator', async (tx, actor) => {
    expect(await figures(tx, actor, { ...measure, interfaceKey: 'unknown' })).toBeUndefined()
    const asked = { interfaceKey: 'counselling', startsOn: day('2026-12-01') }
    expect(await powerFigures({ db: its.db, tx, tenant: its.tenant, actor, clock }, asked)).toBeUndefined()
  })
})

test('without the right nothing is released', async () => {
  expect(Object.keys(rights).length).toBeGreaterThan(0)
  await as('caseManager', async (tx, actor) => {
    const withheld = await figures(tx, anActor(['coordinator']), measure)
    await expect(release(withheld!, { kind: 'coordinator', tx, actor, event })).rejects.toThrow(Forbidden)
    await expect(release(withheld!, { kind: 'steering', tx, actor, event })).rejects.toThrow(Forbidden)
  })
})
