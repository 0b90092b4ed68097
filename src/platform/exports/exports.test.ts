/** Long, because it is one life on one database: ordered, made, fetched, expired, withdrawn, and who is kept out at each step. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { day } from '../../kernel/day.ts'
import { type Id, newId } from '../../kernel/ids.ts'
import { defineRights } from '../access/index.ts'
import { asWritten } from '../audit/testing.ts'
import { inTenant, sql } from '../database/index.ts'
import { type TestDatabase, testDatabase } from '../database/testing.ts'
import { readSheet } from '../documents/index.ts'
import { holesIn, tryRoutes } from '../http/testing/trial.ts'
import { type TestGate, testGate } from '../http/testing.ts'
import { createTranslate } from '../i18n/index.ts'
import type { Room } from '../room.ts'
import { tables } from './access.ts'
import { writeExport } from './apart.ts'
import { mostRows, narrowed, percentDone } from './domain.ts'
import { expireExports, exportKind, withdrawExports } from './expiring.ts'
import { exportsInbox } from './inbox.ts'
import { type ExportKind, portionsOf } from './kind.ts'
import { makeNow } from './testing.ts'
import { type Written, wordsIn } from './writing.ts'

const nothing = () => Promise.resolve()

/** A list without a table: which of its rows may be seen is what the test says. */
const beds = {
  ids: [] as string[],
  hidden: new Set<string>(),
  filter: '' as string | undefined,
  during: nothing,
}
const kind: ExportKind = {
  key: 'beds.list',
  right: 'beds.read',
  subjectKind: 'beds.bed',
  holdsPeople: true,
  list: '/beds',
  parameters: ['colour'],
  narrowedBy: async ({ query }) => (query.get('colour') ? [{ label: 'Farbe', value: query.get('colour') ?? '' }] : []),
  find: async (_scope, limit) => (beds.filter === undefined ? undefined : beds.ids.slice(0, limit)),
  table: async () => ({
    columns: [
      { key: 'name', header: 'Name' },
      { key: 'since', header: 'Seit', kind: 'day' },
      { key: 'plants', header: 'Pflanzen', kind: 'number' },
    ],
    read: async (ids) => {
      await beds.during()
      return ids.map((id, index) => ({ id, cells: [`=cmd|'/C calc'!A${index}; "Beet"`, '2026-11-17', 12.5] }))
    },
  }),
  countVisible: async (_scope, ids) => ids.filter((id) => !beds.hidden.has(id)).length,
}
const rights = defineRights({ 'beds.read': ['caseManager'] })
const room: Room = { key: 'beds', folder: new URL('file:///nowhere/'), rights, routes: [], exports: [kind] }

let its: TestDatabase
let house: TestGate
const team = { organisationId: newId<'organisation'>(), controllerId: newId<'organisation'>() }
beforeAll(async () => {
  its = await testDatabase()
  house = await testGate(its, { rooms: [room] })
})
afterAll(() => its.close())
beforeEach(() => {
  house.clock.set('2026-11-16T08:00:00Z')
  Object.assign(beds, { ids: [newId(), newId(), newId()], hidden: new Set(), filter: '', during: nothing })
})

type Member = Awaited<ReturnType<TestGate['member']>>

const manager = (place = team) => house.member(['caseManager'], place)
const make = (id: Id<'export'>) => makeNow({ db: its.db, tenant: its.tenant, clock: house.clock, kinds: [kind] }, id)

const known = new Set<Id<'export'>>()

async function order(member: Member, format = 'csv', query = ''): Promise<Id<'export'>> {
  const sent = await member.post(
    '/exports/new',
    { of: kind.key, format, query },
    { from: `/exports/new?of=${kind.key}` },
  )
  expect(sent.to).toBe('/exports?done=ordered')
  const { id } = await inTenant(its.db, its.tenant, 'system', (tx) =>
    tables(tx)
      .selectFrom('export_order')
      .select('id')
      .where('member_id', '=', member.id)
      .$if(known.size > 0, (query) => query.where('id', 'not in', [...known]))
      .executeTakeFirstOrThrow(),
  )
  known.add(id)
  return id
}

const stateOf = (id: Id<'export'>) =>
  inTenant(its.db, its.tenant, 'system', (tx) =>
    tables(tx)
      .selectFrom('export_order')
      .select(['state', 'reason', 'rows_done as done', 'rows_total as total'])
      .where('id', '=', id)
      .executeTakeFirst(),
  )

/** What the platform itself sees of files: only those that are about to go. */
const filesSeen = (id: Id<'export'>) =>
  inTenant(its.db, its.tenant, 'system', async (tx) =>
    Number(
      (await sql<{ n: string }>`SELECT count(*) AS n FROM export_file WHERE export_id = ${id}`.execute(tx)).rows[0]?.n,
    ),
  )

const fetched = (member: Member, id: Id<'export'>) => member.get(`/exports/${id}/file`)

describe('the way of an export', () => {
  test('is ordered, made with progress, announced, fetched by its owner, expires, and leaves an entry', async () => {
    const owner = await manager()
    const id = await order(owner, 'csv', 'colour=red&name=Haddad')
    expect(await stateOf(id)).toMatchObject({ state: 'ordered' })
    const waiting = await owner.get('/exports')
    expect(waiting.text).toMatch(/Wartet/)
    expect(waiting.text).toMatch(/data-progress/)
    beds.during = async () => expect(await stateOf(id)).toEqual({ state: 'running', reason: null, done: 0, total: 3 })
    await make(id)
    expect(await stateOf(id)).toEqual({ state: 'ready', reason: null, done: 3, total: 3 })
    expect((await owner.get('/inbox')).text).toContain('Export fertig zum Herunterladen')
    const file = await fetched(owner, id)
    expect(file.status).toBe(200)
    expect(file.headers.get('content-disposition')).toMatch(/^attachment; .*\.csv/)
    expect(file.headers.get('cache-control')).toBe('no-store')
    expect((await owner.get('/inbox')).text).not.toContain('Export fertig')
    expect(await expiryOf(id)).toBe('2026-11-18T08:00:00.000Z')
    await letExpire(id)
    const late = await fetched(owner, id)
    expect([late.status, late.text]).toEqual([409, expect.stringContaining('verfallen')])
    expect((await owner.get('/exports')).text).toContain('Verfallen')
    await inTenant(its.db, its.tenant, 'system', (tx) =>
      expireExports({ tx, db: its.db, tenant: its.tenant, clock: house.clock }, null),
    )
    expect(await stateOf(id)).toMatchObject({ state: 'over', reason: 'expired', total: 3 })
    expect(await filesSeen(id)).toBe(0)
    const entry = await inTenant(its.db, its.tenant, 'system', (tx) =>
      tables(tx).selectFrom('export_order').select('query').where('id', '=', id).executeTakeFirst(),
    )
    expect(entry?.query, 'what no list knows is not kept').toBe('colour=red')
  })

  test('ordering, making and fetching stand in the audit with ids and without contents', async () => {
    const owner = await manager()
    const id = await order(owner)
    await make(id)
    await fetched(owner, id)
    const { rows } = await inTenant(its.db, its.tenant, 'system', (tx) =>
      sql<{ event: string; payload: string }>`
        SELECT event, payload FROM audit_entry WHERE strpos(payload, ${id}) > 0 ORDER BY ${asWritten}`.execute(tx),
    )
    expect(rows.map(({ event }) => event)).toEqual([
      'exports.ordered',
      'exports.made',
      'exports.fetched',
      'exports.read',
    ])
    expect(rows[3]?.payload).toContain(beds.ids[1])
    expect(rows.some(({ payload }) => payload.includes('Beet'))).toBe(false)
  })

  test('is removed before, while and after it is made', async () => {
    const owner = await manager()
    const remove = (id: Id<'export'>) => owner.post('/exports/remove', { export: id }, { from: '/exports' })
    const [before, during, after] = [await order(owner), await order(owner), await order(owner)]
    await remove(before)
    await make(before)
    expect(await stateOf(before)).toMatchObject({ state: 'over', reason: 'removed' })
    beds.during = async () => void (await remove(during))
    await make(during)
    expect(await stateOf(during)).toMatchObject({ state: 'over', reason: 'removed' })
    beds.during = nothing
    await make(after)
    await remove(after)
    expect((await fetched(owner, after)).status).toBe(409)
    expect(await filesSeen(after)).toBe(0)
    expect((await remove(after)).to, 'removing twice is no error').toBe('/exports?done=removed')
    expect((await owner.get('/exports')).text).toContain('Entfernt')
  })

  test('a program that died in the middle begins again', async () => {
    const owner = await manager()
    const id = await order(owner)
    beds.during = () => Promise.reject(new Error('the power is gone'))
    await expect(make(id)).rejects.toThrow('the power is gone')
    expect(await stateOf(id)).toMatchObject({ state: 'failed', reason: 'broken' })
    const second = await order(owner)
    await inTenant(its.db, its.tenant, 'system', (tx) =>
      tables(tx)
        .updateTable('export_order')
        .set({ state: 'running', rows_total: 9, rows_done: 5 })
        .where('id', '=', second)
        .execute(),
    )
    beds.during = nothing
    await make(second)
    expect(await stateOf(second)).toMatchObject({ state: 'ready', total: 3 })
  })

  test('says why there is none: the search is over, or too many rows', async () => {
    const owner = await manager()
    const id = await order(owner)
    beds.filter = undefined
    await make(id)
    expect(await stateOf(id)).toMatchObject({ state: 'failed', reason: 'filter-over' })
    beds.filter = ''
    const many = await order(owner)
    beds.ids = Array.from({ length: mostRows + 1 }, () => 'x')
    await make(many)
    expect(await stateOf(many)).toMatchObject({ state: 'failed', reason: 'too-many' })
    expect((await owner.get(`/exports/new?of=${kind.key}`)).text).toContain('Grenzen Sie die Liste ein')
  })

  test('the page of an order asks how many rows there are, not which, where the list can tell', async () => {
    const owner = await manager()
    const counted = async (count: number | undefined) => {
      const find = () => Promise.reject(new Error('all ids are read for a number'))
      const own = { ...room, exports: [{ ...kind, find, count: () => Promise.resolve(count) }] }
      const gate = await testGate(its, { rooms: [own] })
      gate.clock.set('2026-11-16T08:00:00Z')
      return (await (await gate.member(['caseManager'], team)).get(`/exports/new?of=${kind.key}`)).text
    }
    expect(await counted(4711)).toContain('4.711')
    expect(await counted(mostRows + 1)).toContain('Grenzen Sie die Liste ein')
    expect(await counted(undefined)).toContain('ist abgelaufen')
    expect((await owner.get(`/exports/new?of=${kind.key}`)).text).toMatch(/>3</)
  })

  test('a filter that is longer than an address is refused', async () => {
    const owner = await manager()
    const query = String(new URLSearchParams({ colour: '\u6c34'.repeat(120) }))
    const from = `/exports/new?of=${kind.key}`
    const sent = await owner.post(
      '/exports/new',
      { of: kind.key, format: 'csv', query: `${query}&x=${'y'.repeat(20)}` },
      { from },
    )
    expect(sent.status).toBe(422)
  })

  test('five at a time of one member', async () => {
    const owner = await manager()
    for (let nth = 0; nth < 5; nth++) await order(owner, 'csv', `colour=${nth}`)
    const sixth = await owner.post(
      '/exports/new',
      { of: kind.key, format: 'csv', query: '' },
      { from: `/exports/new?of=${kind.key}` },
    )
    expect([sixth.status, sixth.text]).toEqual([422, expect.stringContaining('Fünf Exporte')])
  })
})

describe('whose it is', () => {
  test('nobody else sees it, not the administration, not who looks as somebody else, not the platform', async () => {
    const owner = await manager()
    const id = await order(owner)
    await make(id)
    for (const other of [
      await manager(),
      await house.member(['administrator', 'dataProtection', 'coordinator'], team),
    ]) {
      expect((await fetched(other, id)).status).toBe(404)
      expect((await other.get('/exports')).text).toContain('Noch kein Export')
      expect((await other.post('/exports/remove', { export: id }, { from: '/account' })).status).toBe(404)
      const seen = await inTenant(its.db, its.tenant, { userId: other.id, ...team }, async (tx) => [
        await tables(tx).selectFrom('export_order').selectAll().where('id', '=', id).execute(),
        await tables(tx).selectFrom('export_file').selectAll().where('export_id', '=', id).execute(),
      ])
      expect(seen).toEqual([[], []])
    }
    expect(await filesSeen(id), 'the platform reads no file that is ready').toBe(0)
    const looking = await inTenant(its.db, its.tenant, { userId: owner.id, ...team }, async (tx) => {
      await sql`SET LOCAL "app"."view_roles" = 'caseManager'`.execute(tx)
      return await tables(tx).selectFrom('export_order').selectAll().execute()
    })
    expect(looking).toEqual([])
    expect((await fetched(owner, id)).status).toBe(200)
  })

  test('a substitute reads the inbox of the absent member and not of their exports', async () => {
    const owner = await manager()
    await make(await order(owner))
    const asked = (accountId: Id<'account'>) =>
      inTenant(its.db, its.tenant, { userId: owner.id, ...team }, (tx) =>
        exportsInbox.inbox(
          tx,
          { userId: owner.id, accountId, name: '', roles: ['caseManager'], ...team, locale: 'de' },
          house.clock.today(),
          9,
        ),
      )
    expect(await asked(owner.accountId)).toHaveLength(1)
    expect(await asked(newId<'account'>())).toEqual([])
  })

  test('a right that is gone when it is its turn makes nothing', async () => {
    const owner = await manager()
    const id = await order(owner)
    await revoke(owner)
    await make(id)
    expect(await stateOf(id)).toMatchObject({ state: 'failed', reason: 'not-allowed', total: null })
  })

  test('a team that was changed when it is its turn makes nothing', async () => {
    const owner = await manager()
    const id = await order(owner)
    await changeTeam(owner)
    await make(id)
    expect(await stateOf(id)).toMatchObject({ state: 'failed', reason: 'not-allowed' })
    expect((await owner.get('/exports')).text).toContain('handelten nicht mehr für die Stelle')
  })

  test('a team or a right that was lost since keeps the file from its own orderer', async () => {
    const [moved, lost] = [await manager(), await house.member(['caseManager', 'coordinator'], team)]
    const [one, two] = [await order(moved), await order(lost)]
    await make(one)
    await make(two)
    await changeTeam(moved)
    const elsewhere = await fetched(moved, one)
    expect([elsewhere.status, elsewhere.text]).toEqual([
      409,
      expect.stringContaining('für eine andere Stelle bestellt'),
    ])
    expect((await moved.get('/exports')).text).not.toContain(`/exports/${one}/file`)
    await revoke(lost, 'caseManager')
    const without = await fetched(lost, two)
    expect([without.status, without.text]).toEqual([409, expect.stringContaining('nicht mehr herausgegeben')])
    expect(await stateOf(two)).toMatchObject({ state: 'over', reason: 'withdrawn' })
  })

  test('one record that may not be seen any more takes the whole file away, and is noted as refused', async () => {
    const owner = await manager()
    const id = await order(owner)
    await make(id)
    beds.hidden.add(beds.ids[2] ?? '')
    expect((await fetched(owner, id)).text).toContain('nicht mehr herausgegeben')
    expect(await stateOf(id)).toMatchObject({ state: 'over', reason: 'withdrawn' })
    beds.hidden.clear()
    expect((await fetched(owner, id)).status, 'it does not come back').toBe(409)
    const { rows } = await inTenant(its.db, its.tenant, 'system', (tx) =>
      sql`SELECT FROM audit_entry WHERE event = 'exports.withheld' AND outcome = 'refused' AND subject = ${id}`.execute(
        tx,
      ),
    )
    expect(rows).toHaveLength(1)
  })

  test('who may not see the list orders none of it', async () => {
    const other = await house.member(['intake'], team)
    expect((await other.get(`/exports/new?of=${kind.key}`)).status).toBe(403)
    const sent = await other.post('/exports/new', { of: kind.key, format: 'csv' }, { from: '/exports/new' })
    expect(sent.status).toBe(403)
    expect((await (await house.member(['council'])).get('/exports')).status).toBe(403)
  })

  test('when a person is erased, the files of the controller go at once, and what waits or is being made ends', async () => {
    const owner = await manager()
    const [ready, running, ordered] = [await order(owner), await order(owner), await order(owner)]
    const withdraw = () =>
      inTenant(its.db, its.tenant, 'system', (tx) => withdrawExports(tx, team.controllerId, house.clock.now()))
    await make(ready)
    // The rows were read before; what is written of them must not become a file.
    beds.during = async () => void (await withdraw())
    await make(running)
    beds.during = nothing
    await make(ordered)
    for (const id of [ready, running, ordered])
      expect(await stateOf(id)).toMatchObject({ state: 'over', reason: 'withdrawn' })
    expect((await fetched(owner, ready)).status).toBe(409)
    const other = await manager({ ...team, controllerId: newId<'organisation'>() })
    const untouched = await order(other)
    await withdraw()
    expect(await stateOf(untouched), 'of another controller').toMatchObject({ state: 'ordered' })
  })

  test('entries are forgotten 30 days after their end, never one that can still be fetched', async () => {
    const owner = await manager()
    const [over, ready] = [await order(owner), await order(owner)]
    await owner.post('/exports/remove', { export: over }, { from: '/exports' })
    await make(ready)
    const due = await inTenant(
      its.db,
      its.tenant,
      'system',
      (tx) =>
        exportKind.due?.(tx, { before: new Date('2027-01-01'), controllerId: null, limit: 1000 }) ??
        Promise.resolve([]),
    )
    expect(due?.map(({ id }) => id)).toContain(over)
    expect(due?.map(({ id }) => id)).not.toContain(ready)
    await inTenant(its.db, its.tenant, 'system', (tx) => exportKind.erase?.(tx, [over], 0) ?? Promise.resolve({}))
    expect(await stateOf(over)).toBeUndefined()
  })
})

describe('what stands in the file', () => {
  const made = async (format: string) => {
    const owner = await manager()
    const id = await order(owner, format, 'colour=red')
    await make(id)
    return await inTenant(its.db, its.tenant, { userId: owner.id, ...team }, (tx) =>
      tables(tx)
        .selectFrom('export_file')
        .select(['content', 'subjects'])
        .where('export_id', '=', id)
        .executeTakeFirstOrThrow(),
    )
  }

  test('CSV for the German Excel: mark, semicolons, German days and decimals, no formulas', async () => {
    const { content, subjects } = await made('csv')
    expect(content.toString('utf8').split('\r\n').slice(0, 2)).toEqual([
      '\ufeffName;Seit;Pflanzen',
      `"'=cmd|'/C calc'!A0; ""Beet""";17.11.2026;12,5`,
    ])
    expect(subjects).toEqual(beds.ids)
  })

  test('XLSX: texts, real days and numbers, and a sheet that says which filter', async () => {
    const { content } = await made('xlsx')
    const read = await readSheet(content, 'x.xlsx')
    if (read.refused) throw new Error(read.refused)
    expect(read.content[1]?.cells).toEqual([`=cmd|'/C calc'!A0; "Beet"`, { kind: 'day', day: '2026-11-17' }, 12.5])
    expect(read.formulas).toBe(0)
    const notes = await readSheet(content, 'x.xlsx', { sheet: 'Hinweise' })
    if (notes.refused) throw new Error(notes.refused)
    expect(notes.content.map(({ cells }) => cells[0])).toContain('Farbe: red')
  })

  test('large ones are written by a thread of their own, and are the same', async () => {
    const written: Written = {
      format: 'xlsx',
      title: 'Beete',
      district: 'Kreis Auental',
      asOf: day('2026-11-16'),
      isDemo: true,
      locale: 'de',
      narrowedBy: [],
      columns: [{ key: 'name', header: 'Name' }],
      rows: beds.ids.map((id) => ({ id, cells: [id] })),
      words: wordsIn(createTranslate('de', {}, { onMissing: (key) => key }), 'de', day('2026-11-16'), 3),
    }
    expect(Buffer.from(await writeExport(written, 0))).toEqual(Buffer.from(await writeExport(written)))
  })

  test('JSON: rows by name of the column', async () => {
    const { content } = await made('json')
    const read = JSON.parse(content.toString('utf8'))
    expect(read).toMatchObject({ format: 'nahtlos-export/1', asOf: '2026-11-16', filter: [{ value: 'red' }] })
    expect(read.rows[2]).toEqual({ name: `=cmd|'/C calc'!A2; "Beet"`, since: '2026-11-17', plants: 12.5 })
  })
})

describe('rules', () => {
  test.each([
    [0, null, 0],
    [0, 0, 100],
    [499, 1000, 49],
    [999, 1000, 99],
    [1000, 1000, 100],
  ])('%s of %s is %s %%', (done, total, percent) => expect(percentDone({ done, total })).toBe(percent))

  test('of an address only what the list knows, in its order', () => {
    const query = new URLSearchParams('page=3&b=2&a=%201%20&csrf=x&c=')
    expect(String(narrowed(query, ['a', 'b', 'c']))).toBe('a=1&b=2')
    const odd = new URLSearchParams([['a', `x\u0000\ud83d${'y'.repeat(200)}`]])
    expect(narrowed(odd, ['a']).get('a')).toBe(`x\ufffd${'y'.repeat(98)}`)
  })

  test('rows come in portions, in the order of the ids, without those that are gone', async () => {
    const table = {
      columns: [],
      read: async (ids: readonly string[]) =>
        ids
          .filter((id) => id !== 'c')
          .map((id) => ({ id, cells: [] }))
          .toReversed(),
    }
    const portions: string[][] = []
    for await (const portion of portionsOf(table, ['a', 'b', 'c', 'd', 'e'], 2))
      portions.push(portion.map(({ id }) => id))
    expect(portions).toEqual([['a', 'b'], ['d'], ['e']])
  })
})

test('every role comes exactly where its right leads, and pages show something', async () => {
  const trials = await tryRoutes(house, { only: ({ path }) => /^\/(admin\/)?exports/.test(path) })
  expect(holesIn(trials)).toEqual([])
  const shown = trials.filter(({ method, status }) => method === 'GET' && status === 200).map(({ route }) => route)
  expect([...new Set(shown)].sort()).toEqual(['/admin/exports', '/exports', '/exports/new'])
})

test('the period is a setting of the district', async () => {
  const admin = await house.member(['administrator'], team)
  expect((await admin.post('/admin/exports', { hours: '0', version: '0' })).status).toBe(422)
  expect((await admin.post('/admin/exports', { hours: '2', version: '0' })).to).toBe('/admin/exports?done=changed')
  const owner = await manager()
  const id = await order(owner)
  await make(id)
  expect(await expiryOf(id)).toBe('2026-11-16T10:00:00.000Z')
})

function revoke(member: Member, role = 'caseManager') {
  return inTenant(its.db, its.tenant, 'system', (tx) =>
    sql`UPDATE membership_role SET revoked_at = now(), revoked_by = member_id WHERE member_id = ${member.id} AND role = ${role}`.execute(
      tx,
    ),
  )
}

function changeTeam(member: Member) {
  const next = newId<'organisation'>()
  return inTenant(its.db, its.tenant, 'system', (tx) =>
    sql`UPDATE membership SET organisation_id = ${next}, controller_id = ${next} WHERE id = ${member.id}`.execute(tx),
  )
}

function expiryOf(id: Id<'export'>) {
  return inTenant(its.db, its.tenant, 'system', async (tx) => {
    const order = await tables(tx)
      .selectFrom('export_order')
      .select('expires_at')
      .where('id', '=', id)
      .executeTakeFirst()
    return order?.expires_at?.toISOString()
  })
}

/** The session would end before the export does. */
function letExpire(id: Id<'export'>) {
  return inTenant(its.db, its.tenant, 'system', (tx) =>
    tables(tx)
      .updateTable('export_order')
      .set({ expires_at: new Date(house.clock.now()) })
      .where('id', '=', id)
      .execute(),
  )
}
