import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Browser, type TestGate, testGate } from '../../platform/http/testing.ts'
import { room } from './index.ts'
import { type TestNetwork, testNetwork } from './testing.ts'

let its: TestNetwork
let gate: TestGate
let coordinator: Browser
beforeAll(async () => {
  its = await testNetwork()
  gate = await testGate(its, { rooms: [room] })
  coordinator = await gate.member(['coordinator'])
})
afterAll(() => its.close())

/** A record of each kind that the small network has. */
const records = {
  organisations: 'integration-centre',
  sites: 'villa',
  contacts: 'first-counselling',
  municipalities: 'aulenstedt',
  jurisdictions: 'asylblg',
  bodies: 'steering-group',
  interfaces: 'asylblg-sgb2',
}
const forEachKind = Object.entries(records)

/** Every address of the room, with a real key. */
const addresses = room.routes.flatMap((route) => {
  if (route.path.endsWith('/remove')) return []
  const record = forEachKind.find(([list]) => route.path.startsWith(`/network/${list}/`))
  return [{ kind: route.kind, path: route.path.replace(':key', record?.[1] ?? '') }]
})

describe('every page opens', () => {
  test.each(addresses)('$path', async ({ path }) => {
    const german = await coordinator.get(path)
    expect(german.status).toBe(200)
    const english = await coordinator.get(path, { 'accept-language': 'en' })
    expect(english.status).toBe(200)
  })

  test('and no text is missing', () => {
    expect(gate.log.filter((line) => line.includes('text missing'))).toEqual([])
  })

  test('but not that of a record that is not there', async () => {
    for (const [list] of forEachKind)
      for (const rest of ['', '/edit', '/history', '/end', '/reopen', '/sources'])
        expect((await coordinator.get(`/network/${list}/nobody${rest}`)).status, list + rest).toBe(404)
  })
})
