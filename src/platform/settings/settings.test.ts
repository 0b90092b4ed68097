import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { actAsPublic } from '../access/acting.ts'
import { inTenant, type Tx } from '../database/index.ts'
import { anActor, type TestDatabase, testDatabase } from '../database/testing.ts'
import { defineSetting, listVersions, readSetting, writeSetting } from './index.ts'

let house: TestDatabase
beforeAll(async () => {
  house = await testDatabase()
})
afterAll(() => house.close())

const actor = anActor()
const colour = defineSetting({ key: 'garden.colour', schema: z.enum(['red', 'blue']), fallback: 'red' })
const now = Date.parse('2026-11-16T08:00:00Z')
const asActor = <T>(work: Parameters<typeof inTenant<T>>[3]) => inTenant(house.db, house.tenant, actor, work)

test('the fallback holds until a district decides, and every decision stays', async () => {
  expect(await asActor((tx) => readSetting(tx, colour))).toMatchObject({ value: 'red', version: 0, changedAt: null })
  await asActor((tx) => writeSetting(tx, actor, colour, 'blue', 0, now))
  await asActor((tx) => writeSetting(tx, actor, colour, 'red', 1, now + 1))
  expect(await asActor((tx) => readSetting(tx, colour))).toMatchObject({ value: 'red', version: 2 })
  expect((await asActor((tx) => listVersions(tx, colour))).map(({ value }) => value)).toEqual(['red', 'blue'])
})

test('of two who decide on the same page only the first does', async () => {
  const width = defineSetting({ key: 'garden.width', schema: z.number(), fallback: 1 })
  const decisions = [2, 3].map((metres) => asActor((tx) => writeSetting(tx, actor, width, metres, 0, now)))
  const ended = await Promise.allSettled(decisions)
  expect(ended.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
})

test('the public may read settings and not decide', async () => {
  const depth = defineSetting({ key: 'garden.depth', schema: z.number(), fallback: 1 })
  await asActor((tx) => writeSetting(tx, actor, depth, 4, 0, now))
  const asPublic = <T>(work: (tx: Tx) => Promise<T>) =>
    inTenant(house.db, house.tenant, 'system', async (tx) => {
      await actAsPublic(tx)
      return await work(tx)
    })
  expect(await asPublic((tx) => readSetting(tx, depth))).toMatchObject({ value: 4 })
  await expect(asPublic((tx) => writeSetting(tx, 'system', depth, 5, 1, now))).rejects.toThrow(/row-level security/)
})

test('a key belongs to one part', () => {
  expect(() => defineSetting({ key: 'garden.colour', schema: z.string(), fallback: '' })).toThrow(/twice/)
})
