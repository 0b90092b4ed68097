import { afterAll, beforeAll, expect, test } from 'vitest'
import { defineRights, roleKeys } from '../../access/index.ts'
import { type TestDatabase, testDatabase } from '../../database/testing.ts'
import type { Room } from '../../room.ts'
import { routesFor } from '../routes.ts'
import { holesIn, tryRoutes } from '../testing/trial.ts'
import { testGate } from '../testing.ts'
import { listRoutes } from './routelist.ts'

let test_: TestDatabase
beforeAll(async () => {
  test_ = await testDatabase()
})
afterAll(() => test_.close())

test('the list names every route with its right and roles', () => {
  const routes = listRoutes([])
  expect(routes.find((route) => route.path === '/admin/users')).toEqual({
    room: 'identity',
    kind: 'page',
    methods: ['GET'],
    path: '/admin/users',
    right: 'users.manage',
    roles: ['administrator'],
  })
  // The few that must work before anybody is known, and the mails for everybody. One more is a decision, not a slip.
  expect(routes.filter((route) => route.right === null).map((route) => route.path)).toEqual([
    '/sign-in',
    '/sign-in/passkey',
    '/sign-in/forgotten',
    '/sign-in/demo',
    '/welcome/:token',
    '/sign-in/second',
    '/sign-in/set-up',
    '/sign-in/again',
    '/sign-in/leave',
    '/sign-in/directory',
    '/sign-in/directory/back',
    '/sign-in/directory/out',
    '/sign-out/directory',
    '/sign-in/directory/logout',
    '/:language/imprint',
    '/:language/privacy',
    '/:language/accessibility',
    '/:language/keyboard',
    '/:language/accessibility/feedback',
    '/:language/accessibility/feedback/sent',
    '/:language/subscribe',
    '/:language/subscribe/sent',
    '/:language/subscriptions/:token',
  ])
})

test('a hole that is planted is seen', async () => {
  const rights = defineRights({ 'hole.read': ['lead'] })
  const { page } = routesFor(rights)
  const route = page('/hole', 'hole.read', async () => ({ title: 'Loch', body: null }))
  const room: Room = { key: 'hole', folder: new URL('file:///nowhere/'), rights, routes: [route] }
  const house = await testGate(test_, { rooms: [room] })
  const only = ({ path }: { path: string }) => path === '/hole'
  expect(holesIn(await tryRoutes(house, { only }))).toEqual([])
  // As if somebody had opened the gate's door and left the right in the list: the route now asks for one that all have.
  Object.assign(route, { right: 'account.own' })
  const open = await testGate(test_, { rooms: [{ ...room, routes: [route] }] })
  Object.assign(open.options, { rooms: [{ ...room, routes: [{ ...route, right: 'hole.read' }] }] })
  const holes = holesIn(await tryRoutes(open, { only }))
  expect(holes.map((hole) => hole.role)).toEqual(roleKeys.filter((role) => role !== 'lead'))
})
