/** What waits: how much, in the frame of every page; what, on a page of its own, the most urgent first. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Day, day } from '../../../kernel/day.ts'
import { defineRights } from '../../access/index.ts'
import { type TestDatabase, testDatabase } from '../../database/testing.ts'
import type { InboxItem, Room } from '../../room.ts'
import { routesFor } from '../routes.ts'
import { type TestGate, testGate } from '../testing.ts'
import { standingOf } from './inbox.tsx'

const rights = defineRights({ 'post.read': ['lead'] })
const { page } = routesFor(rights)

const item = (title: string, due: Day | null): InboxItem => ({ title, path: `/${title}`, kind: 'page.search', due })
const asked: string[] = []
const rooms: Room[] = [
  {
    key: 'post',
    folder: new URL('file:///nowhere/'),
    rights,
    navigation: [{ path: '/post', label: 'page.search', right: 'post.read', order: 1 }],
    routes: [page('/post', 'post.read', async () => ({ title: 'Post', body: null }))],
    inbox: async (_tx, actor, today, limit) => {
      asked.push(`${today} ${limit}`)
      return actor.roles.includes('lead')
        ? [item('ohne', null), item('spaet', day('2026-11-13')), item('bald', day('2026-11-20'))]
        : []
    },
  },
  {
    key: 'many',
    folder: new URL('file:///nowhere/'),
    rights: {},
    routes: [],
    inbox: async () => [item('uralt', day('2026-01-01'))],
    inboxCount: async (_tx, _actor, _today, limit) => Math.min(limit, 200),
  },
]

let database: TestDatabase
let house: TestGate
beforeAll(async () => {
  database = await testDatabase()
  house = await testGate(database, { rooms })
})
afterAll(() => database.close())

test('every page says how much waits, counted to 99 at most, on the day of the clock', async () => {
  const alone = await testGate(database, { rooms: [rooms[0] as Room] })
  const lead = await alone.member(['lead'])
  expect((await lead.get('/post')).text).toMatch(/Postkorb <span class="nl-count">3</)
  expect(asked).toContain('2026-11-16 99')
  expect((await (await house.member(['lead'])).get('/post')).text).toMatch(/nl-count">99</)
})

test('a district whose rooms have no inbox shows none', async () => {
  const none = await testGate(database, { rooms: [] })
  expect((await (await none.member(['lead'])).get('/account')).text).not.toContain('Postkorb')
})

test('the page lists by room, the room with the most urgent first, and says what a deadline means', async () => {
  const { text } = await (await house.member(['lead'])).get('/inbox')
  const order = ['/uralt', '/spaet', '/bald', '/ohne'].map((path) => text.indexOf(`href="/auental${path}"`))
  expect(order.every((at) => at > 0)).toBe(true)
  expect(order).toEqual([...order].sort((one, other) => one - other))
  expect(text).toContain('4 Vorgänge warten auf Sie')
  expect(text).toContain('13.11.2026, überfällig seit 3 Tagen')
  expect(text).toContain('20.11.2026, in 4 Tagen')
})

test('what waits for others is not there', async () => {
  const { text } = await (await house.member(['council'])).get('/inbox')
  expect(text).not.toContain('/spaet')
})

test.each([
  ['2026-11-15', 'late', 1],
  ['2026-11-16', 'today', 0],
  ['2026-11-17', 'soon', 1],
  ['2026-11-24', 'soon', 8],
])('on 16 November a deadline of %s is %s', (due, word, count) => {
  const standing = standingOf(day(due), day('2026-11-16'))
  expect([standing.word, standing.count]).toEqual([word, count])
  expect(standing.kind).toBe(count > 7 ? 'open' : word === 'late' ? 'late' : 'attention')
})
