import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Browser, type TestGate, testGate } from '../../platform/http/testing.ts'
import { room } from './index.ts'
import { type TestOffers, testOffers } from './testing.ts'

let its: TestOffers
let gate: TestGate
let provider: Browser
beforeAll(async () => {
  its = await testOffers()
  gate = await testGate(its, { rooms: [room] })
  provider = await gate.member(['partner'], { organisationId: its.organisation('welfare') })
})
afterAll(() => its.close())

const path = (key: string) => `/offers/${its.offers.get(key)}`

describe('every page opens in German and English, without a missing text', () => {
  test.each([
    '',
    '/free',
    '/full',
    '/stale',
    '/ended',
    '/cafe',
    '/free/history',
    '/free/edit',
    '/free/places',
    '/free/state',
    '/new',
    '?show=own',
    '?show=unchecked',
    '?show=all&sort=free&order=down',
    '?q=cafe&topic=participation&town=aulenstedt&language=de&group=frauen&room=free',
    '?view=filter',
  ])('%s', async (rest) => {
    const [, key = '', more = ''] = /^\/(free|full|stale|ended|cafe)(.*)$/.exec(rest) ?? []
    for (const language of ['de', 'en']) {
      const page = await provider.get(key ? path(key) + more : `/offers${rest}`, { 'accept-language': language })
      expect(page.status).toBe(200)
    }
    expect(gate.log.filter((line) => line.includes('text missing'))).toEqual([])
  })
})

test('free places are reported in two clicks: open the offer, confirm', async () => {
  const page = await provider.get(path('free'))
  const version = /name="version" value="(\d+)"/.exec(page.text)?.[1] as string
  expect(page.text).toContain('Stand bestätigen')
  const sent = await provider.post(`${path('free')}/places`, {
    version,
    told: 'provider',
    capacity: '12',
    freePlaces: '3',
    waiting: '',
  })
  expect(sent.status).toBe(303)
  expect((await provider.get(path('free'))).text).toContain('3 Plätze frei')
})

test('a wrong number comes back with all that was typed', async () => {
  const sent = await provider.post(`${path('full')}/places`, {
    version: '1',
    told: 'phone',
    capacity: '3',
    freePlaces: '5',
    waiting: 'viele',
  })
  expect(sent.status).toBe(422)
  expect(sent.text).toContain('viele')
  const again = await provider.post(`${path('full')}/places`, {
    version: '1',
    told: 'phone',
    capacity: '3',
    freePlaces: '5',
  })
  expect(again.text).toContain('Es können nicht mehr Plätze frei sein')
})

test('an offer of another organisation shows no way to keep it, and has none', async () => {
  expect((await provider.get(path('cafe'))).text).not.toContain(`${path('cafe')}/edit`)
  for (const rest of ['edit', 'places', 'state'])
    expect((await provider.get(`${path('cafe')}/${rest}`)).status).toBe(404)
})

test('the page after a conflict says who was faster', async () => {
  const sent = await provider.post(`${path('stale')}/places`, { version: '7', told: 'provider', freePlaces: '1' })
  expect(sent.status).toBe(409)
  expect(sent.text).toContain('Inzwischen hat jemand anderes')
})
