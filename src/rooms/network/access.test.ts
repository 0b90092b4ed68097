import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type RoleKey, roleKeys } from '../../platform/access/index.ts'
import { inTenant, type Sql, sql } from '../../platform/database/index.ts'
import { anActor } from '../../platform/database/testing.ts'
import { tables } from './access.ts'
import { getBody, listBodies } from './queries/bodies.ts'
import { listContacts } from './queries/contacts.ts'
import { changesOf } from './queries/records.ts'
import { setting, type TestNetwork, testNetwork } from './testing.ts'

let its: TestNetwork
beforeAll(async () => {
  its = await testNetwork()
})
afterAll(() => its.close())

const { today } = setting

describe('who sees what', () => {
  test.each(roleKeys)('%s', async (role) => {
    const actor = await its.member(role)
    const staff = !['council', 'partner', 'intake', 'immigrationOffice'].includes(role)
    await its.as(actor, async (tx) => {
      expect((await listBodies(tx, actor, {}, today)).total).toBe(staff ? 2 : 1)
      expect((await listContacts(tx, actor, {}, today)).total).toBe(staff ? 2 : 1)
      const hidden = getBody(tx, actor, 'steering-group', today)
      if (staff) expect((await hidden).name).toBe('Lenkungsgruppe KIM')
      else await expect(hidden).rejects.toThrow('there is no body')
    })
  })
})

/** One statement of each kind of write, as a program that forgot the first two locks would send it. */
const writes: readonly (readonly [string, ReturnType<Sql>, readonly RoleKey[]])[] = [
  ['change an organisation', sql`UPDATE organisation SET note = 'x'`, ['administrator', 'coordinator']],
  [
    'add a region',
    sql`INSERT INTO region (id, key, name, position) VALUES (gen_random_uuid(), 'west', 'West', 9)`,
    ['administrator', 'coordinator'],
  ],
  ['remove a source', sql`DELETE FROM network_source`, ['administrator', 'coordinator']],
  [
    'add a target',
    sql`INSERT INTO interface_target (interface_id, number, days, unit, valid_from, backdated, simulated, recorded_at)
        SELECT id, 99, 9, 'calendarDays', '2030-01-01', false, true, now() FROM service_interface LIMIT 1`,
    ['administrator', 'coordinator', 'lead'],
  ],
]

test('the queries narrow by themselves, also where the database would show all', async () => {
  const council = anActor(['council'])
  await its.as('system', async (tx) => {
    expect((await listBodies(tx, council, {}, today)).rows.map((row) => row.key)).toEqual(['council'])
    expect((await listContacts(tx, council, {}, today)).rows.map((row) => row.key)).toEqual(['first-counselling'])
    await expect(getBody(tx, council, 'steering-group', today)).rejects.toThrow('there is no body')
  })
})

describe('the database itself', () => {
  describe.each(writes)('lets %s', (_, statement, allowed) => {
    test.each(roleKeys)('%s', async (role) => {
      const actor = await its.member(role)
      // The work is rolled back, so that each role finds the same.
      const attempt = its.as(actor, async (tx) => {
        const { numAffectedRows = 0n } = await statement.execute(tx)
        throw new Error(`affected ${numAffectedRows > 0n}`)
      })
      if (allowed.includes(role)) await expect(attempt).rejects.toThrow('affected true')
      else await expect(attempt).rejects.toThrow(/affected false|row-level security/)
    })
  })

  test.each([
    ['a key', sql`UPDATE organisation SET key = 'x'`],
    ['the mark of a simulated record', sql`UPDATE organisation SET simulated = false`],
    ['a target', sql`UPDATE interface_target SET days = 1`],
    ['the history', sql`UPDATE network_change SET event = 'x'`],
  ])('never lets anybody change %s', async (_, statement) => {
    const actor = await its.member('administrator', 'coordinator', 'lead')
    await expect(its.as(actor, (tx) => statement.execute(tx))).rejects.toThrow('permission denied')
    await expect(its.as('system', (tx) => statement.execute(tx))).rejects.toThrow('permission denied')
  })

  test.each(['organisation', 'service_interface', 'interface_target'])(
    'never lets anybody delete from %s',
    async (table) => {
      await expect(its.as('system', (tx) => sql`DELETE FROM ${sql.table(table)}`.execute(tx))).rejects.toThrow(
        'permission denied',
      )
    },
  )

  test('lets members delete nothing of the history, and deletion runs only that of contacts', async () => {
    const kindsLeft = async () => {
      const { rows } = await its.as('system', (tx) =>
        sql<{ kind: string }>`SELECT DISTINCT subject_kind AS kind FROM network_change ORDER BY 1`.execute(tx),
      )
      return rows.map(({ kind }) => kind)
    }
    const before = await kindsLeft()
    const all = sql`DELETE FROM network_change`
    await its.as(await its.member('administrator', 'coordinator', 'lead'), (tx) => all.execute(tx))
    expect(await kindsLeft()).toEqual(before)
    await its.as('system', (tx) => all.execute(tx))
    expect(await kindsLeft()).toEqual(before.filter((kind) => kind !== 'contact'))
  })

  test('shows members of councils nothing internal, whatever is asked', async () => {
    const actor = await its.member('council')
    await its.as(actor, async (tx) => {
      const db = tables(tx)
      expect(await db.selectFrom('body').select('key').execute()).toEqual([{ key: 'council' }])
      expect(await db.selectFrom('body_member').selectAll().execute()).toEqual([])
      expect(await db.selectFrom('contact').select('key').execute()).toEqual([{ key: 'first-counselling' }])
      expect(await db.selectFrom('network_change').selectAll().execute()).toEqual([])
    })
  })

  test('shows nothing to a session without context', async () => {
    const seen = await inTenant(its.db, its.tenant, 'system', async (tx) => {
      await sql`SET LOCAL "app"."actor" = ''`.execute(tx)
      const found = await tables(tx).selectFrom('organisation').select('key').execute()
      return found.length
    })
    expect(seen).toBe(0)
  })

  test('gives insight what is published, and no table', async () => {
    const insight = { role: 'insight' } as const
    const rows = await inTenant(
      its.db,
      its.tenant,
      'system',
      async (tx) =>
        (
          await sql<{ key: string; days: number | null; from_jurisdiction: string | null }>`
            SELECT published_interface.key, from_jurisdiction, days FROM published_interface
            LEFT JOIN published_interface_target ON interface_key = published_interface.key AND next_from IS NULL
            ORDER BY 1`.execute(tx)
        ).rows,
      insight,
    )
    expect(rows).toEqual([
      { key: 'asylblg-sgb2', days: 14, from_jurisdiction: 'AsylbLG' },
      { key: 'course-a2-b1', days: null, from_jurisdiction: null },
    ])
    const places = await inTenant(
      its.db,
      its.tenant,
      'system',
      async (tx) =>
        (await sql`SELECT name, region_name, population FROM published_municipality ORDER BY 1`.execute(tx)).rows,
      insight,
    )
    expect(places).toEqual([
      { name: 'Aulenstedt', region_name: 'Nordkreis', population: 41_200 },
      { name: 'Dornsiek', region_name: 'Südkreis', population: null },
    ])
    for (const table of ['organisation', 'contact', 'service_interface', 'municipality'])
      await expect(
        inTenant(its.db, its.tenant, 'system', (tx) => sql`SELECT FROM ${sql.table(table)}`.execute(tx), insight),
      ).rejects.toThrow('permission denied')
  })
})

test('the history of a record is for staff', async () => {
  const [lead, council] = [await its.member('lead'), await its.member('council')]
  const { id } = await its.as(lead, (tx) =>
    tables(tx).selectFrom('organisation').select('id').where('key', '=', 'jobcenter').executeTakeFirstOrThrow(),
  )
  expect(await its.as(lead, (tx) => changesOf(tx, id, 5))).toHaveLength(1)
  expect(await its.as(council, (tx) => changesOf(tx, id, 5))).toHaveLength(0)
})
