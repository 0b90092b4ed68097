/** Every route that the app serves, tried as every role: with records of the demo, and with those of another district. */
import '../production.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rooms } from '../../src/app.ts'
import type { Id } from '../../src/kernel/ids.ts'
import { type RoleKey, roleKeys } from '../../src/platform/access/index.ts'
import { type Database, getTenant, inTenant, sql, type Tenant } from '../../src/platform/database/index.ts'
import { type ListedRoute, listRoutes } from '../../src/platform/http/gate/routelist.ts'
import { holesIn, inventedAddress, tryRoutes } from '../../src/platform/http/testing/trial.ts'
import { type TestGate, testGate } from '../../src/platform/http/testing.ts'
import { demoDatabase } from '../demo.ts'
import { addressWith, keysOf } from './records.ts'

/**
 * Buttons that are only posted to, links that have to be sent to somebody, records that the demo does not have, and a note
 * that only whoever wrote it may change.
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
  '/admin/programs/webhooks/:id',
  '/admin/retention/runs/:id/package',
  '/admin/substitutions/:id/end',
  '/cases/:id/documents/:document',
  '/cases/:id/handovers/:handover/sent',
  '/cases/:id/notes/:note',
  '/cases/from/:id',
  '/cases/from/:id/assign',
  '/cases/import/:id',
  '/cases/import/:id/columns',
  '/cases/import/:id/discard',
  '/cases/import/:id/leave-out',
  '/cases/import/:id/report.xlsx',
  '/cases/import/:id/rows',
  '/cases/import/:id/run',
  '/cases/import/:id/undo',
  '/drafts/discard',
  '/explore/:id',
  '/explore/:id/remove',
  '/explore/:id/values.csv',
  '/exports/:id/file',
  '/exports/remove',
  '/findings/:id',
  '/findings/release/told/:id',
  '/handovers/:id/documents/:document',
  '/log-export/:id/file',
  '/measures/:id/documents/:document/file',
  '/measures/answers/:id',
  '/measures/answers/:id/:item',
  '/measures/concepts/:key/documents/:document/file',
  '/measures/import/:id',
  '/measures/import/:id/columns',
  '/measures/import/:id/discard',
  '/measures/import/:id/leave-out',
  '/measures/import/:id/report.xlsx',
  '/measures/import/:id/rows',
  '/measures/import/:id/run',
  '/measures/import/:id/undo',
  '/measures/reviews/:id/effects',
  '/measures/reviews/:id/outcome',
  '/measures/reviews/:id/outcome/concept',
  '/measures/reviews/:id/outcome/decision',
  '/measures/reviews/:id/successor',
  '/offers/import/:id',
  '/offers/import/:id/columns',
  '/offers/import/:id/discard',
  '/offers/import/:id/leave-out',
  '/offers/import/:id/report.xlsx',
  '/offers/import/:id/rows',
  '/offers/import/:id/run',
  '/offers/import/:id/undo',
  '/papers/:id/attachments/:attachment',
  '/papers/:id/versions/:number',
  '/papers/drafts/:id/compare',
  '/people/:id/bases/:basis/scan',
  '/people/notices/:id',
  '/people/proofs/:basis/scan',
  '/people/searches/:id',
  '/people/tellings/:id',
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
  const places = await demoPlaces()
  const trials = await tryRoutes(house, {
    placeOf: (role) => places.get(role),
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
  // A referral opens for who wrote it alone; which one is tried depends on its id, which is drawn anew.
  const never = new Set(closed.map(({ route }) => route).filter((route) => !route.startsWith('/referrals/:id')))
  expect([...never].sort()).toEqual(neverOpened)
  // Coordination holds the right to read a file that it opened with a reason. It has opened none.
  const filesOfPeople = /^\/(cases|people)\/(:id|families)/
  const seen = trials.filter(
    ({ role, route, status }) => role === 'coordinator' && filesOfPeople.test(route) && status < 400,
  )
  expect(seen).toEqual([])
  // Some twelve roles at some six hundred routes.
}, 600_000)

/** Where the roles of the demo work: whoever tries a route as one of them works there too. */
async function demoPlaces() {
  const { rows } = await inTenant(db, tenant, 'system', (tx) =>
    sql<{ role: RoleKey; organisationId: Id<'organisation'>; controllerId: Id<'organisation'> }>`
      SELECT DISTINCT held.role, m.organisation_id AS "organisationId", m.controller_id AS "controllerId"
      FROM membership AS m JOIN membership_role AS held ON held.member_id = m.id
      WHERE m.email IS NULL AND m.organisation_id IS NOT NULL AND m.controller_id IS NOT NULL`.execute(tx),
  )
  return new Map(rows.map(({ role, ...place }) => [role, place]))
}

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
