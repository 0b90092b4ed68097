import { afterAll, beforeAll, expect, test } from 'vitest'
import { rooms } from '../../src/app.ts'
import { type TestDatabase, testDatabase } from '../../src/platform/database/testing.ts'
import { listRoutes } from '../../src/platform/http/gate/routelist.ts'
import { tryEveryRoute } from '../../src/platform/http/testing/trial.ts'
import { testGate } from '../../src/platform/http/testing.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

test('every route of the app lets in exactly the roles that hold its right', async () => {
  const house = await testGate(database, { rooms })
  expect(listRoutes(rooms).length).toBeGreaterThan(rooms.length)
  expect(await tryEveryRoute(house)).toEqual([])
  // Every page asked for only texts that exist.
  expect(house.log.filter((line) => line.includes('text missing'))).toEqual([])
}, 180_000)
