/** Every route that the app serves, tried as every role: with records of the demo, and with those of another district. */
import '../production.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rooms } from '../../src/app.ts'
import { roleKeys } from '../../src/platform/access/index.ts'
import { type Database, getTenant, type Tenant } from '../../src/platform/database/index.ts'
import { type ListedRoute, listRoutes } from '../../src/platform/http/gate/routelist.ts'
import { holesIn, inventedAddress, tryRoutes } from '../../src/platform/http/testing/trial.ts'
import { type TestGate, testGate } from '../../src/platform/http/testing.ts'
import { demoDatabase } from '../demo.ts'
import { addressWith, keysOf } from './records.ts'

/**
 * Buttons that are only posted to, links that have to be sent to somebody, records that the demo does not have, and those of
 * teams: the members who try the routes belong to none.
 */
const neverOpened = [
  '/:language/follow-ups/:token',
  '/:language/handover-answers/:token',
  '/:language/handover-answers/:token/accept',
  '/:language/handover-answers/:token/appointment',
  '/:language/handover-answers/:token/ask',
  '/:language/handover-answers/:token/decline',
  '/:language/handover-answers/:token/documents/:document',
  '/:language/papers/:id/attachments/:attachment',
  '/:language/reports/:token',
  '/:language/reports/:token/:item',
  '/:language/subscriptions/:token',
  '/account/access/:id/end',
  '/account/app/remove',
  '/account/passkeys/:id',
  '/account/passkeys/:id/remove',
  '/admin/feedback/:id',
  '/admin/mail/:id',
  '/admin/mail/:id/undeliverable',
  '/admin/programs/:id',
  '/admin/programs/:id/end',
  '/admin/programs/:id/renew',
  '/admin/programs/webhooks/:id',
  '/admin/retention/runs/:id/package',
  '/admin/substitutions/:id/end',
  '/cases/:id',
  '/cases/:id/assessments',
  '/cases/:id/assessments/new',
  '/cases/:id/close',
  '/cases/:id/conferences',
  '/cases/:id/conferences/:conference',
  '/cases/:id/conferences/:conference/decisions',
  '/cases/:id/conferences/:conference/participants',
  '/cases/:id/conferences/new',
  '/cases/:id/course/:entry',
  '/cases/:id/course/new',
  '/cases/:id/documents',
  '/cases/:id/documents/:document',
  '/cases/:id/documents/:document/remove',
  '/cases/:id/findings/new',
  '/cases/:id/goals/:goal',
  '/cases/:id/goals/:goal/edit',
  '/cases/:id/goals/:goal/steps/new',
  '/cases/:id/goals/new',
  '/cases/:id/handovers',
  '/cases/:id/handovers/:handover/sent',
  '/cases/:id/handovers/new',
  '/cases/:id/handovers/preview',
  '/cases/:id/looks',
  '/cases/:id/manage',
  '/cases/:id/move',
  '/cases/:id/network',
  '/cases/:id/network/:contact',
  '/cases/:id/notes',
  '/cases/:id/notes/:note',
  '/cases/:id/notes/new',
  '/cases/:id/phase',
  '/cases/:id/plan',
  '/cases/:id/plan/confirm',
  '/cases/:id/plan/pdf',
  '/cases/:id/plan/print',
  '/cases/:id/steps/:step',
  '/cases/:id/steps/:step/edit',
  '/cases/:id/tasks',
  '/cases/:id/tasks/:task',
  '/cases/:id/tasks/:task/edit',
  '/cases/:id/tasks/:task/end',
  '/cases/:id/tasks/:task/postpone',
  '/cases/:id/tasks/new',
  '/cases/from/:id',
  '/cases/from/:id/assign',
  '/drafts/discard',
  '/findings/:id',
  '/findings/release/:id',
  '/findings/release/told/:id',
  '/handovers/:id',
  '/handovers/:id/accept',
  '/handovers/:id/acknowledge',
  '/handovers/:id/answer',
  '/handovers/:id/appointment',
  '/handovers/:id/ask',
  '/handovers/:id/assign',
  '/handovers/:id/code',
  '/handovers/:id/code/revoke',
  '/handovers/:id/complete',
  '/handovers/:id/decline',
  '/handovers/:id/documents/:document',
  '/handovers/:id/message',
  '/handovers/:id/outside',
  '/handovers/:id/outside/end',
  '/handovers/:id/record',
  '/handovers/:id/withdraw',
  '/measures/:id/documents/:document/file',
  '/measures/answers/:id',
  '/measures/answers/:id/:item',
  '/measures/concepts/:key/documents/:document/file',
  '/measures/import/:id',
  '/measures/import/:id/columns',
  '/measures/import/:id/discard',
  '/measures/import/:id/errors',
  '/measures/import/:id/rows',
  '/measures/import/:id/run',
  '/measures/import/:id/undo',
  '/measures/reviews/:id/effects',
  '/measures/reviews/:id/outcome',
  '/measures/reviews/:id/outcome/concept',
  '/measures/reviews/:id/outcome/decision',
  '/measures/reviews/:id/successor',
  '/papers/:id/attachments/:attachment',
  '/papers/:id/versions/:number',
  '/papers/drafts/:id/compare',
  '/people/:id',
  '/people/:id/bases',
  '/people/:id/bases/:basis',
  '/people/:id/bases/:basis/form',
  '/people/:id/bases/:basis/pdf',
  '/people/:id/bases/:basis/revoke',
  '/people/:id/bases/:basis/scan',
  '/people/:id/bases/:basis/sign',
  '/people/:id/bases/new',
  '/people/:id/bases/release',
  '/people/:id/bases/task',
  '/people/:id/compare/:other',
  '/people/:id/data',
  '/people/:id/data/copy.html',
  '/people/:id/data/copy.json',
  '/people/:id/data/copy.pdf',
  '/people/:id/data/decide',
  '/people/:id/data/lift',
  '/people/:id/data/requests',
  '/people/:id/edit',
  '/people/:id/family',
  '/people/:id/history',
  '/people/:id/information',
  '/people/:id/information/pdf',
  '/people/:id/undo-merge',
  '/people/families/:id',
  '/people/families/:id/end',
  '/people/families/:id/members',
  '/people/notices/:id',
  '/people/searches/:id',
  '/referrals/:id',
  '/referrals/:id/withdraw',
  '/resolutions/lists/:id',
  '/resolutions/lists/:id/:form',
]

let db: Database
let tenant: Tenant
let other: Tenant
let house: TestGate
beforeAll(async () => {
  db = await demoDatabase()
  tenant = await getTenant(db, 'auental')
  other = await getTenant(db, 'warendorf')
  house = await testGate({ db, tenant }, { rooms })
})
afterAll(() => db.close())

test('every route lets in exactly the roles that hold its right, and every page then shows the record', async () => {
  const { looked, sent } = await keysOf(db, tenant, other)
  const colleague = await house.member(['caseManager'])
  const trials = await tryRoutes(house, {
    addressOf: (route, method, role) => {
      // Everybody tries every route. What stands behind the right is opened for two of those who may, which takes longest.
      const between = role !== 'nobody' && route.roles.slice(1, -1).includes(role)
      if (between && route.right !== null) return inventedAddress(route)
      return addressWith(method === 'GET' ? looked : sent, colleague.id, route)
    },
  })
  expect(trials.length).toBeGreaterThan((roleKeys.length + 1) * listRoutes(rooms).length)
  expect(holesIn(trials)).toEqual([])
  const opened = new Set(
    trials.filter(({ method, status }) => method === 'GET' && status === 200).map(({ route }) => route),
  )
  const closed = trials.filter(({ method, actual, route }) => method === 'GET' && actual === 'in' && !opened.has(route))
  expect([...new Set(closed.map(({ route }) => route))].sort()).toEqual(neverOpened)
})

test('records of another district are not there, whoever asks and however', async () => {
  const { looked: keys } = await keysOf(db, other, tenant)
  expect(keys.size).toBeGreaterThan(5)
  const stranger = await house.member(['caseManager'], { tenant: other })
  const trials = await tryRoutes(house, {
    addressOf: (route) => addressWith(keys, stranger.id, route),
    // Who is kept out by right is kept out before anybody looks for the record, which was tried above.
    only: ({ path, right, roles }, role) =>
      /:(key|id)/.test(path) && (right === null || (role !== 'nobody' && roles.includes(role))),
  })
  expect(holesIn(trials)).toEqual([])
  expect(trials.filter(({ actual, status }) => actual === 'in' && status !== 404)).toEqual([])
  expect(trials.some(({ actual, method }) => actual === 'in' && method === 'POST')).toBe(true)
})

test('nothing is served but what the list names and the little that has no tenant or no right', () => {
  const served = (path: string) =>
    `/:_tenant${path.replace('/:language', '/:_language{[a-z][a-z]}').replace(/\/$/, '')}`
  const listed = new Set(listRoutes(rooms).map(({ path }) => served(path)))
  const others = new Set(house.gate.routes.map(({ path }) => path).filter((path) => !listed.has(path)))
  // Programs have routes of their own; who gets in there is tried beside them, with tokens of every role.
  const api = '/:_tenant/api/v1'
  const forPrograms = rooms.flatMap((room) => (room.api ?? []).map(({ path }) => `${api}${path}`))
  expect([...others]).toEqual([
    ...['/*', '/healthz', '/readyz', '/metrics', '/assets/*', '/'],
    ...new Set([`${api}/openapi.json`, ...forPrograms, `${api}/*`]),
    ...['/:_tenant', '/:_tenant/'],
  ])
})

test('a right that somebody sets wrong is seen', async () => {
  const path = '/network/organisations/:key/edit'
  const careless = rooms.map((room) => ({
    ...room,
    routes: room.routes.map((route) => (route.path === path ? { ...route, right: 'network.read' } : route)),
  }))
  const open = await testGate({ db, tenant }, { rooms: careless as typeof rooms })
  // The list still says what was decided.
  Object.assign(open.options, { rooms })
  const holes = holesIn(await tryRoutes(open, { only: (route: ListedRoute) => route.path === path }))
  const [reads, edits] = ['/network', path].map((at) => listRoutes(rooms).find((route) => route.path === at)?.roles)
  const wrong = roleKeys.filter((role) => reads?.includes(role) && !edits?.includes(role))
  expect(wrong.length).toBeGreaterThan(0)
  expect(holes.map(({ role, method, expected }) => `${role} ${method} ${expected}`)).toEqual(
    wrong.flatMap((role) => [`${role} GET out`, `${role} POST out`]),
  )
})

test('every page had all its texts', () => {
  expect(house.log.filter((line) => line.includes('text missing'))).toEqual([])
})
