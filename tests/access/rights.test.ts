/** The matrix of rights: generated from what is served, with words for every right. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rooms } from '../../src/app.ts'
import { roleKeys } from '../../src/platform/access/index.ts'
import { matrixOf } from '../../src/platform/access/matrix.ts'
import { type TestDatabase, testDatabase } from '../../src/platform/database/testing.ts'
import { messageFolders, platformParts } from '../../src/platform/http/gate/own.ts'
import { listRoutes } from '../../src/platform/http/gate/routelist.ts'
import { type TestGate, testGate } from '../../src/platform/http/testing.ts'
import { flatten, readCatalogues } from '../../src/platform/i18n/catalogues.ts'
import type { Messages } from '../../src/platform/i18n/translate.ts'

const sections = matrixOf([...rooms, ...platformParts({ rooms })])
const rows = sections.flatMap((section) => section.rows)

let test_: TestDatabase
let house: TestGate
beforeAll(async () => {
  test_ = await testDatabase()
  house = await testGate(test_, { rooms })
})
afterAll(() => test_.close())

test('names every route that demands a right once, with exactly the roles that it lets in', () => {
  const listed = listRoutes(rooms).filter(({ right }) => right !== null)
  expect(rows.flatMap(({ routes }) => routes)).toHaveLength(listed.length)
  for (const { path, right, roles } of listed) {
    const row = rows.find((one) => one.right === right)
    expect({ path, roles: row?.roles, there: row?.routes.some((route) => route.path === path) }).toEqual({
      path,
      roles,
      there: true,
    })
  }
})

test('every right, every section and every role has words in both languages', async () => {
  const catalogues = await readCatalogues([...messageFolders(), ...rooms.map(({ folder }) => folder)])
  for (const locale of ['de', 'en'] as const) {
    const there = new Set(flatten(catalogues[locale] as Messages).map(([key]) => key))
    const wanted = [
      ...rows.map(({ right }) => `access.right.${right}`),
      ...sections.map(({ key }) => `access.section.${key}`),
      ...roleKeys.flatMap((role) => [`access.role.${role}`, `access.role-short.${role}`, `access.role-means.${role}`]),
    ]
    expect(wanted.filter((key) => !there.has(key))).toEqual([])
  }
})

test('shows rights by role, as a file too, and leads to who holds one today', async () => {
  const protection = await house.member(['dataProtection'], { name: 'Kim Schutz' })
  const lead = await house.member(['lead'], { name: 'Alex Leitung' })
  const page = await protection.get('/admin/rights?role=municipality')
  expect(page.status).toBe(200)
  expect(page.text).toContain('Netzwerk, Gremien und Schnittstellen lesen')
  expect(page.text).not.toContain('Zugänge und Rollen verwalten')
  const file = await protection.get('/admin/rights/matrix.csv')
  expect(file.text.trim().split('\r\n').length).toBeGreaterThan(listRoutes(rooms).filter(({ right }) => right).length)
  const holders = await protection.get('/admin/rights/holders?right=council.release')
  const main = holders.text.slice(holders.text.indexOf('<main'))
  expect(main).toContain('Alex Leitung')
  expect(main).not.toContain('Kim Schutz')
  expect((await protection.get('/admin/rights/holders?right=council.nothing')).status).toBe(404)
  expect((await lead.get('/admin/rights')).status).toBe(200)
  expect((await (await house.member(['coordinator'])).get('/admin/rights')).status).toBe(403)
})
