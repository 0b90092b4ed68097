/** The district's codelists over the register: what a merge does to measures, and what comes of it on the pages. */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { day } from '../../kernel/day.ts'
import type { Actor } from '../../platform/access/index.ts'
import { addEntry, removeEntry } from '../../platform/codelists/actions/entries.ts'
import { mergeEntries, undoMerge } from '../../platform/codelists/actions/merging.ts'
import { readTable } from '../../platform/codelists/exchange.ts'
import { fieldsOfAction } from '../../platform/codelists/index.ts'
import { readList } from '../../platform/codelists/queries.ts'
import { countUses, declarationsOf } from '../../platform/codelists/uses.ts'
import type { ListWork } from '../../platform/codelists/write.ts'
import { inTenant, sql, type Tx } from '../../platform/database/index.ts'
import { type TestGate, testGate } from '../../platform/http/testing.ts'
import { room as network } from '../network/index.ts'
import { room } from './index.ts'
import { type TestRegister, testRegister } from './testing.ts'

let house: TestRegister
let gate: TestGate
let editor: Actor
beforeAll(async () => {
  house = await testRegister()
  editor = await house.member('coordinator')
  gate = await testGate({ db: house.db, tenant: house.tenant }, { rooms: [network, room] })
})
afterAll(() => house.close())

const now = Date.parse('2026-11-16T08:00:00Z')

/** Works on the list in one transaction, which is rolled back where `keep` is not said. */
async function onList<T>(work: (list: ListWork) => Promise<T>): Promise<T> {
  const actor = editor
  return await inTenant(house.db, house.tenant, actor, (tx) =>
    work({
      tx,
      actor,
      list: fieldsOfAction,
      declarations: declarationsOf([room], fieldsOfAction),
      now,
      today: day('2026-11-16'),
      demo: false,
    }),
  )
}

/** Which measures stand in which field, by key. */
const fieldsOf = async (tx: Tx) => {
  const { rows } = await sql<{ key: string; measures: string[] }>`
    SELECT key, array_agg(measure_id::text ORDER BY measure_id) AS measures
    FROM measure_field JOIN field_of_action ON field_of_action.id = field_id
      JOIN measure ON measure.id = measure_id AND withdrawn_on IS NULL
    GROUP BY key ORDER BY key
  `.execute(tx)
  return Object.fromEntries(rows.map(({ key, measures }) => [key, measures]))
}
const seen = async (work: ListWork) => (await readList(work.tx, work.list)).version
class Back extends Error {}

test('a merge loses no use and adds none, every measure has it once, and undoing it gives back what was', async () => {
  const keys = ['education', 'language', 'work']
  const pair = fc.shuffledSubarray(keys, { minLength: 2, maxLength: 2 })
  // Which measures have which fields is drawn, so that overlaps of all kinds occur.
  const having = fc.array(fc.subarray(keys), { minLength: 5, maxLength: 5 })
  await fc.assert(
    fc.asyncProperty(pair, having, async ([from = '', into = ''], drawn) => {
      const done = onList(async (work) => {
        const { tx } = work
        await sql`DELETE FROM measure_field`.execute(tx)
        await sql`
          INSERT INTO measure_field (measure_id, field_id)
          SELECT numbered.id, field.id FROM (SELECT id, row_number() OVER (ORDER BY id) AS nth FROM measure) AS numbered
            JOIN unnest(${drawn.flatMap((has, index) => has.map(() => index + 1))}::integer[], ${drawn.flat()}::text[])
              AS given (nth, key) ON given.nth = numbered.nth
            JOIN field_of_action AS field ON field.key = given.key
        `.execute(tx)
        const before = await fieldsOf(tx)
        await mergeEntries(work, { from, into, version: await seen(work) })
        const { [from]: gone = [], [into]: had = [], ...others } = before
        const merged = await fieldsOf(tx)
        const both = [...new Set([...gone, ...had])].sort()
        expect(merged).toEqual({ ...others, ...(both.length > 0 && { [into]: both }) })
        await undoMerge(work, { version: await seen(work) })
        expect(await fieldsOf(tx)).toEqual(before)
        throw new Back()
      })
      await expect(done).rejects.toThrow(Back)
    }),
    { numRuns: 8 },
  )
})

describe('after a merge', () => {
  test('the old key means the new entry: in links, in tables that come in, in forms', async () => {
    const version = await onList(async (work) => {
      await mergeEntries(work, { from: 'work', into: 'education', version: await seen(work), reason: 'Konzept 2027' })
      return await seen(work)
    })
    const coordinator = await gate.member(['coordinator'])
    const old = await coordinator.get('/measures?field=work')
    const present = await coordinator.get('/measures?field=education')
    const titles = (text: string) =>
      [...text.matchAll(/href="\/auental\/measures\/([0-9a-f-]{36})"/g)].map(([, id]) => id)
    expect(titles(old.text).length).toBeGreaterThan(0)
    expect(titles(old.text)).toEqual(titles(present.text))
    const form = await coordinator.get('/measures/new')
    expect(form.text).not.toContain('value="work"')
    expect(form.text).toContain('value="education"')
    const history = await coordinator.get('/admin/codelists/field-of-action/history')
    expect(history.text).toContain('Eintrag zusammengeführt: Arbeit – Konzept 2027')
    const list = await coordinator.get('/admin/codelists/field-of-action')
    expect(list.text).toContain('zusammengeführt mit „Bildung“')
    expect(list.text).toContain('Zusammenführung zurücknehmen')
    // Somebody changes one of the measures; then it cannot be taken back any more, and nothing happens.
    const measure = house.measure('advice')
    await inTenant(house.db, house.tenant, editor, (tx) =>
      sql`UPDATE measure SET version = version + 1 WHERE id = ${measure}`.execute(tx),
    )
    const late = await coordinator.post('/admin/codelists/field-of-action/undo', { version: String(version) })
    expect([late.status, late.text.includes('ist seither etwas geändert')]).toEqual([409, true])
    await inTenant(house.db, house.tenant, editor, (tx) =>
      sql`UPDATE measure SET version = version - 1 WHERE id = ${measure}`.execute(tx),
    )
    const back = await coordinator.post('/admin/codelists/field-of-action/undo', { version: String(version) })
    expect(back.to).toBe('/admin/codelists/field-of-action?done=unmerged')
    expect((await coordinator.get('/measures/new')).text).toContain('value="work"')
  })
})

describe('an entry', () => {
  test('that is used is closed or merged and never removed; one that is not used goes, and its key is never given again', async () => {
    await expect(onList(async (work) => removeEntry(work, 'language', { version: await seen(work) }))).rejects.toThrow(
      'codelists-in-use',
    )
    const words = { en: null, description: null, from: null, until: null, after: null }
    const key = await onList(async (work) => addEntry(work, { ...words, de: 'Sport', version: await seen(work) }))
    expect(key).toBe('sport')
    await onList(async (work) => removeEntry(work, key, { version: await seen(work) }))
    const again = await onList(async (work) => addEntry(work, { ...words, de: 'Sport', version: await seen(work) }))
    expect(again).toBe('sport-2')
    await expect(
      onList(async (work) => addEntry(work, { ...words, de: 'Anderes', key: 'sport', version: await seen(work) })),
    ).rejects.toThrow('codelists-key-taken')
  })

  test('that is closed stays on what has it and is offered to nothing else', async () => {
    const coordinator = await gate.member(['coordinator'])
    const base = '/admin/codelists/field-of-action/entries/language'
    const values = { de: 'Sprache', en: 'Language', until: '16.11.2026', after: 'education' }
    const version = await onList(seen)
    expect((await coordinator.post(`${base}/edit`, { ...values, version: String(version) })).to).toBe(
      '/admin/codelists/field-of-action?done=changed',
    )
    // Of two who decide on the same page only the first does.
    const second = await coordinator.post(`${base}/edit`, { ...values, de: 'Sprachen', version: String(version) })
    expect(second.status).toBe(409)
    expect((await coordinator.get('/measures/new')).text).not.toContain('value="language"')
    const { rows } = await inTenant(house.db, house.tenant, 'system', (tx) =>
      sql<{ id: string }>`
        SELECT measure_id AS id FROM measure_field JOIN field_of_action AS field ON field.id = field_id
        WHERE field.key = 'language' LIMIT 1
      `.execute(tx),
    )
    expect((await coordinator.get(`/measures/${rows[0]?.id}/edit`)).text).toContain('value="language"')
    expect((await coordinator.get('/measures')).text).toContain('value="language"')
  })
})

test('a table is shown first, taken over whole or not at all, and cannot do what a form cannot', async () => {
  const table = (...lines: string[]) => ({
    name: 'felder.csv',
    bytes: new TextEncoder().encode(['Schlüssel;Bezeichnung;Nicht mehr wählbar ab', ...lines].join('\r\n')),
  })
  await onList(async ({ tx, list }) => {
    const { entries } = await readList(tx, list)
    const good = await readTable(
      table('work;Arbeit und Beruf;', ';Kultur;31.12.2030', 'education;Bildung;'),
      list,
      entries,
    )
    expect(good.issues).toEqual([])
    expect(good.entries.slice(0, 3).map(({ key, de, until }) => [key, de, until])).toEqual([
      ['work', 'Arbeit und Beruf', null],
      ['kultur', 'Kultur', '2030-12-31'],
      ['education', 'Bildung', null],
    ])
    expect(good.entries.length).toBe(entries.length + 1)
    const bad = await readTable(
      table('a b;X;', ';Bildung;', 'work;Bildung;', ';Y;gestern', 'sport;Sport;', ';;'),
      list,
      entries,
    )
    expect(bad.issues.map(({ row, code }) => `${row} ${code}`)).toEqual([
      '2 bad-key',
      '5 bad-day',
      '6 key-removed',
      '3 taken',
      '3 taken',
    ])
    await expect(
      readTable({ name: 'x.csv', bytes: new TextEncoder().encode('Name\r\nx') }, list, entries),
    ).rejects.toThrow('codelists-no-headers')
  })
})

test('who may not edit sees the lists without their buttons, councils see none', async () => {
  const lead = await gate.member(['lead'])
  const list = await lead.get('/admin/codelists/field-of-action')
  expect([list.status, list.text.includes('Eintrag hinzufügen')]).toEqual([200, false])
  expect((await lead.get('/admin/codelists/field-of-action/entries/new')).status).toBe(403)
  expect((await (await gate.member(['council'])).get('/admin/codelists')).status).toBe(403)
  const lines = (await lead.get('/admin/codelists/field-of-action/export.csv')).text.split('\r\n')
  expect(lines[0]).toContain('Schlüssel;Bezeichnung')
  expect((await lead.get('/admin/codelists/fixed')).text).toContain('Stand einer Maßnahme')
  expect((await lead.get('/admin/codelists/none')).status).toBe(404)
})

test('the database lets nobody else decide, and nobody change what was decided', async () => {
  const lead = await house.member('lead')
  const asLead = <T>(work: (tx: Tx) => Promise<T>) => house.as(lead, work)
  const insert = (tx: Tx) =>
    sql`INSERT INTO codelist_version (list, version, entries, event, changed_at) VALUES ('hurdle', 1, '[]', 'added', now())`.execute(
      tx,
    )
  await expect(asLead(insert)).rejects.toThrow(/row-level security/)
  const change = (tx: Tx) => sql`UPDATE codelist_version SET entries = '[]'`.execute(tx)
  await expect(inTenant(house.db, house.tenant, 'system', change)).rejects.toThrow(/permission denied/)
  await expect(
    inTenant(house.db, house.tenant, 'system', (tx) => sql`DELETE FROM codelist_version`.execute(tx)),
  ).rejects.toThrow(/permission denied/)
  // Counting works for who edits, over records that they may not open, and leaves them who they are.
  await onList(async ({ tx, declarations }) => {
    await countUses(tx, declarations)
    const { rows } = await sql<{ actor: string }>`SELECT current_setting('app.actor') AS actor`.execute(tx)
    expect(rows).toEqual([{ actor: 'user' }])
  })
})
