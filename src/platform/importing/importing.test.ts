/** The wizard itself, with a list that no room has. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Forbidden } from '../../kernel/errors.ts'
import { type Id, newId } from '../../kernel/ids.ts'
import { type Actor, defineRights } from '../access/index.ts'
import { inTenant, sql, type Tx } from '../database/index.ts'
import { type TestDatabase, testDatabase } from '../database/testing.ts'
import { readSheet } from '../documents/index.ts'
import type { PageRequest } from '../http/index.ts'
import { type TestGate, testGate } from '../http/testing.ts'
import { checkImport, lookElsewhere } from './actions/check.ts'
import { startImport } from './actions/upload.ts'
import { importResult } from './download.ts'
import { type ImportKind, type ImportSetting, settingOf } from './kind.ts'
import { getImport } from './queries/imports.ts'
import { actAsSender } from './sender.ts'

defineRights({ 'beds.import': ['caseManager'] })
const nothing = () => Promise.reject(new Error('nothing is written here'))
const kind: ImportKind = {
  key: 'beds.list',
  path: '/beds/import',
  right: 'beds.import',
  home: { path: '/beds', label: 'beds' },
  words: 'beds',
  columns: [
    { key: 'name', header: 'Name', known: [] },
    { key: 'plants', header: 'Pflanzen', known: [] },
  ],
  personal: true,
  mostRows: 100,
  atOnce: { check: 100, write: 100 },
  demand: () => undefined,
  judging: async () => ({
    judge: ({ cells }) => ({
      verdict: 'new',
      choice: 'create',
      values: {},
      issues: cells[1] === 'welk' ? [{ column: 'plants', code: 'importing.issue.unknown', kind: 'warning' }] : [],
      target: null,
      changed: [],
    }),
  }),
  writing: nothing,
  undo: nothing,
  describe: async () => new Map(),
}

let its: TestDatabase
let house: TestGate
let actor: Actor
let setting: ImportSetting
const team = { organisationId: newId<'organisation'>(), controllerId: newId<'organisation'>() }
beforeAll(async () => {
  its = await testDatabase()
  house = await testGate(its)
  const member = await house.member(['caseManager'], team)
  actor = { userId: member.id, accountId: member.accountId, name: '', roles: ['caseManager'], ...team, locale: 'de' }
  setting = settingOf({ clock: house.clock, tenant: its.tenant })
})
afterAll(() => its.close())

const as = <T>(work: (tx: Tx) => Promise<T>) => inTenant(its.db, its.tenant, actor, work)
const start = (lines: readonly string[]) =>
  as((tx) => startImport(tx, actor, kind, { name: 'beete.csv', bytes: Buffer.from(lines.join('\n')) }))
const check = (id: string, mapping: Readonly<Record<string, number>>) =>
  as((tx) => checkImport(tx, actor, kind, setting, id, mapping))
const mappingOf = (id: string) => as(async (tx) => (await getImport(tx, kind, id)).mapping)
const remembered = async () => (await as((tx) => sql`SELECT FROM list_import_mapping`.execute(tx))).rows.length

test('the report as a table holds rows with remarks however many are without, and says how many it does not hold', async () => {
  const id = await start([
    'Name;Pflanzen',
    ...['gut', 'gut', 'gut', 'welk', 'welk', 'welk'].map((how) => `Beet;${how}`),
  ])
  await check(id, { name: 0, plants: 1 })
  const result = async (most: number) => {
    const say = (key: string, values?: object) => `${key} ${JSON.stringify(values ?? {})}`
    const t = Object.assign(say, { has: () => false })
    const { body } = await as((tx) =>
      importResult(
        { tx, t, tenant: its.tenant, clock: house.clock, locale: 'de' } as unknown as PageRequest,
        kind,
        id,
        most,
      ),
    )
    const read = await readSheet(body as Uint8Array, 'x.xlsx')
    if (read.refused) throw new Error(read.refused)
    return read.content.slice(1).map(({ cells }) => cells.slice(0, 2))
  }
  expect((await result(3)).map(([row]) => row)).toEqual([5, 6, 7])
  const short = await result(2)
  expect(short.slice(0, 2).map(([row]) => row)).toEqual([5, 6])
  expect(short[2]?.[1]).toBe('importing.result.more {"count":1}')
})

test('what columns mean is remembered by their headers, and nothing of a list without any', async () => {
  await check(await start(['Name;Kraut', 'Beet;Dill']), { plants: 1 })
  expect(await mappingOf(await start(['Name;Kraut', 'Rabatte;Minze']))).toEqual({ plants: 1 })
  const before = await remembered()
  const bare = await start(['Beet;Dill', 'Rabatte;Minze'])
  await check(bare, { name: 0, plants: 1 })
  expect(await remembered()).toBe(before)
  expect(await mappingOf(await start(['Beet;Dill', 'Rabatte;Salbei']))).toEqual({})
})

test('the row of headers is one of those that are shown', async () => {
  const id = await start(['Name;Pflanzen', '', ...Array.from({ length: 60 }, (_, nth) => `Beet ${nth};Dill`)])
  const { sheet, preview } = await as((tx) => getImport(tx, kind, id))
  const last = preview.at(-1)?.number ?? 0
  const at = (headerRow: number) => as((tx) => lookElsewhere(tx, kind, id, { sheet, headerRow }))
  await at(last)
  for (const row of [2, last + 1, 100_000])
    await expect(at(row)).rejects.toMatchObject({
      issues: [{ field: 'headerRow', code: 'importing-header-row', values: { last } }],
    })
})

test('a job goes on as the sender for the team they sent it for, and not after they have left it', async () => {
  const id = (await start(['Name', 'Beet'])) as Id<'import'>
  const goOn = () =>
    inTenant(its.db, its.tenant, 'system', (tx) => actAsSender(tx, id, kind.right, house.clock.today()))
  expect(await goOn()).toMatchObject({ userId: actor.userId, roles: ['caseManager'], ...team })
  await inTenant(its.db, its.tenant, 'system', (tx) =>
    sql`UPDATE membership_role SET revoked_at = now() WHERE member_id = ${actor.userId}`.execute(tx),
  )
  await expect(goOn()).rejects.toThrow(Forbidden)
})
