import { afterAll, expect, test } from 'vitest'
import { fixedClock } from '../../../kernel/clock.ts'
import { addDays, day } from '../../../kernel/day.ts'
import { Forbidden } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Actor, RoleKey } from '../../../platform/access/index.ts'
import { inTenant, type Tx } from '../../../platform/database/index.ts'
import { anActor } from '../../../platform/database/testing.ts'
import { addMember } from '../../../platform/identity/testing.ts'
import { loadNeeds, type NeedData } from '../../cases/index.ts'
import { rights } from '../access.ts'
import { release } from '../release.ts'
import { testInsight } from '../testing.ts'
import { type NeedEffectAsked, needEffectFigures, needPowerFigures } from './needs.ts'

const its = await testInsight()
afterAll(its.close)
const clock = fixedClock('2026-11-16T08:00:00Z')
const org = its.network.organisations.get('kreis') as Id<'organisation'>

/**
 * Two years with four courses a month in either town, of eight that are needed; from November 2025 on eight in Aulenstedt.
 * The need that arises in a month first is met on its last day or later, three years long.
 */
const needs: NeedData[] = (['aulenstedt', 'dornsiek'] as const).flatMap((town) => {
  const all = Array.from({ length: 36 * 8 }, (_, at) => addDays(day('2023-11-01'), Math.floor((at * 1096) / 288)))
  let served = 0
  const metOn = new Map<number, string>()
  for (let month = 0; month < 36; month++) {
    const last = addDays(day('2023-11-01'), Math.floor(((month + 1) * 1096) / 36) - 1)
    const places = (month % 2 === 0 ? 3 : 5) + (town === 'aulenstedt' && month >= 24 ? 4 : 0)
    for (let place = 0; place < places && all[served]! <= last; place++) metOn.set(served++, last)
  }
  return all.map((neededOn, at): NeedData => {
    const met = metOn.get(at)
    return {
      caseId: null,
      controllerId: org,
      recordedBy: org,
      topic: 'language',
      language: null,
      targetGroup: 'Familien',
      municipalityId: its.network.municipalities.get(town) as Id<'municipality'>,
      neededOn,
      ...(met !== undefined && { metOn: day(met) }),
    }
  })
})
await inTenant(its.db, its.tenant, 'system', (tx) => loadNeeds(tx, needs, { simulated: true, now: clock.now() }))

async function as<T>(role: RoleKey, work: (tx: Tx, actor: Actor) => Promise<T>): Promise<T> {
  const actor = anActor([role])
  await inTenant(its.db, its.tenant, 'system', (tx) => addMember(tx, actor))
  return await inTenant(its.db, its.tenant, actor, (tx) => work(tx, actor))
}
const measure: NeedEffectAsked = { topic: 'language', startsOn: day('2025-11-01'), towns: ['aulenstedt'] }
const event = 'insight.effect-seen'
const figures = (tx: Tx, actor: Actor, asked: NeedEffectAsked) =>
  needEffectFigures({ db: its.db, tx, tenant: its.tenant, actor, clock }, asked)
const seen = (asked: NeedEffectAsked) =>
  as('coordinator', async (tx, actor) => {
    const { table } = await release((await figures(tx, actor, asked))!, { kind: 'coordinator', tx, actor, event })
    return { row: table.tables.effect.rows[0]!, months: table.tables.months.rows }
  })

test('a measure that doubles the places of a town is found to have helped, against the other town', async () => {
  const { row, months } = await seen({ ...measure, comparison: { towns: ['dornsiek'] } })
  expect(row).toMatchObject({ verdict: 'helped', monthsBefore: 24, monthsAfter: 12, perNeed: false })
  expect(row.metRatio).toBeCloseTo(2, 0)
  expect(row.comparisonMet).toBeCloseTo(1, 0)
  expect(row.unmetHigh!).toBeLessThan(1)
  expect(row.savedLow!).toBeGreaterThan(0)
  expect(months.reduce((sum, { met }) => sum + met, 0)).toBe(row.metBefore + row.metAfter)
  expect(months.at(-1)!.month).toBe('2026-10')
})

test('a town in which nothing changed has not been helped', async () => {
  const { row } = await seen({ ...measure, towns: ['dornsiek'] })
  expect(row.verdict).not.toBe('helped')
  expect(row.metRatio).toBeCloseTo(1, 1)
})

test('group and language narrow both sides; a topic that nobody needs has no figures', async () => {
  expect((await seen({ ...measure, group: 'Familien', language: 'none' })).row.verdict).toBe('helped')
  expect((await seen({ ...measure, group: 'nobody' })).row).toMatchObject({
    verdict: 'tooEarly',
    needs: 0,
    metRatio: null,
  })
  await as('coordinator', async (tx, actor) =>
    expect(await figures(tx, actor, { ...measure, topic: 'unknown' })).toBeUndefined(),
  )
})

test('what can be seen is said before the start', async () => {
  const { power, byMonth } = await as('coordinator', async (tx, actor) => {
    const request = { db: its.db, tx, tenant: its.tenant, actor, clock }
    const asked = { topic: 'language', startsOn: day('2026-12-01'), towns: ['dornsiek'] }
    const { table } = await release((await needPowerFigures(request, asked))!, {
      kind: 'coordinator',
      tx,
      actor,
      event,
    })
    return { power: table.tables.power.rows[0]!, byMonth: table.tables.byMonth.rows }
  })
  expect(power.metPerMonth).toBeCloseTo(4, 0)
  const months = [power.months100, power.months50, power.months25].map((one) => one ?? Number.POSITIVE_INFINITY)
  expect(months).toEqual(months.toSorted((a, b) => a - b))
  expect(byMonth).toHaveLength(24)
})

test('nothing is released without the right', async () => {
  expect(Object.keys(rights).length).toBeGreaterThan(0)
  await as('caseManager', async (tx, actor) => {
    const withheld = await figures(tx, anActor(['coordinator']), measure)
    await expect(release(withheld!, { kind: 'coordinator', tx, actor, event })).rejects.toThrow(Forbidden)
  })
})

test('the steering group sees counts, ratio and verdict by the rule of the gate, and no months', async () => {
  const { row } = await seen({ ...measure, comparison: { towns: ['dornsiek'] } })
  await as('steering', async (tx, actor) => {
    const withheld = await figures(tx, actor, { ...measure, comparison: { towns: ['dornsiek'] } })
    const { tables } = await release(withheld!, { kind: 'steering', tx, actor, event })
    const shown = tables.effect!.rows[0]!
    expect(shown.verdict).toEqual({ value: 'helped' })
    for (const name of ['metBefore', 'metAfter', 'arisenAfter', 'metRatio', 'metLow'] as const)
      expect(shown[name]).toEqual({ value: expect.closeTo(row[name] as number, 2) })
    expect(Object.keys(tables)).toEqual(['effect'])
    expect(shown).not.toHaveProperty('savedDays')
  })
})
