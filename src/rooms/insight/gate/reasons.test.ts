import { afterAll, expect, test } from 'vitest'
import { fixedClock } from '../../../kernel/clock.ts'
import { addDays, day } from '../../../kernel/day.ts'
import { inTenant } from '../../../platform/database/index.ts'
import { anActor } from '../../../platform/database/testing.ts'
import { interfaceFigures, readQuestion } from '../questions.ts'
import { release } from '../release.ts'
import { testInsight } from '../testing.ts'
import '../access.ts'

const told = (reason: string, count: number, person?: string) =>
  Array.from({ length: count }, (_, index) => ({
    through: 'benefits' as const,
    town: 'aulenstedt' as const,
    offered: addDays(day('2025-12-01'), index * 7),
    waited: 60,
    reason,
    person: person ?? `${reason} ${index}`,
  }))
const its = await testInsight([...told('noCapacity', 12), ...told('missingDocument', 9, 'the same')])
afterAll(its.close)

test('reasons count people: nine hand-overs of one person are few', async () => {
  const actor = anActor(['coordinator'])
  const clock = fixedClock('2026-11-16T10:00:00Z')
  const released = await inTenant(its.db, its.tenant, actor, async (tx) => {
    const request = { db: its.db, tx, tenant: its.tenant, actor, clock, query: new URLSearchParams() }
    const figures = interfaceFigures(await readQuestion(request), its.tenant.land, 'benefits')
    return await release(figures!, { kind: 'steering', tx, actor, event: 'insight.release-previewed' })
  })
  expect(released.tables.reasons?.rows).toEqual([
    { reason: { value: 'noCapacity' }, handOvers: { value: 12 } },
    { reason: { value: 'missingDocument' }, handOvers: { withheld: 'few', below: 3 } },
  ])
})
