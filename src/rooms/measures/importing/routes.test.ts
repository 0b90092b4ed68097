/** The walk of a table into the register and back, on one gate and one database. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { day } from '../../../kernel/day.ts'
import type { Actor } from '../../../platform/access/index.ts'
import { readSheet, writeXlsx } from '../../../platform/documents/index.ts'
import { type Answered, type Browser, type TestGate, testGate } from '../../../platform/http/testing.ts'
import { checkImport } from '../../../platform/importing/actions/check.ts'
import { leaveOut } from '../../../platform/importing/actions/choose.ts'
import { runImport } from '../../../platform/importing/actions/run.ts'
import { undoImport } from '../../../platform/importing/actions/undo.ts'
import { startImport } from '../../../platform/importing/actions/upload.ts'
import type { Reading } from '../../../platform/importing/domain/rows.ts'
import type { ImportSetting } from '../../../platform/importing/index.ts'
import { countRows, getImport, listRows } from '../../../platform/importing/queries/imports.ts'
import { room as network } from '../../network/index.ts'
import { createMeasure } from '../actions/measures.ts'
import { saveMilestone } from '../actions/parts.ts'
import { room } from '../index.ts'
import { getMeasure, listMeasures } from '../queries/measures.ts'
import { statesOf } from '../queries/states.ts'
import { setting, type TestRegister, testRegister } from '../testing.ts'
import { columns } from './domain/columns.ts'
import type { RowValues } from './domain/row.ts'
import { cellOf } from './export.ts'
import { measureImport } from './kind.ts'
import { messyBook } from './messylist.ts'
import { presentMeasures, readTableNames } from './register.ts'

let its: TestRegister
let gate: TestGate
let lead: Browser
let actor: Actor
beforeAll(async () => {
  its = await testRegister()
  gate = await testGate(its, { rooms: [network, room] })
  lead = await gate.member(['lead'])
  actor = await its.member('coordinator')
})
afterAll(() => its.close())

/** Sends a file as the form of the page would. */
async function send(
  browser: Browser,
  name: string,
  bytes: Uint8Array,
): Promise<Pick<Answered, 'status' | 'text' | 'to'>> {
  const body = new FormData()
  body.set('csrf', await browser.token('/measures/import'))
  body.set('file', new File([Buffer.from(bytes)], name))
  const cookie = [...browser.cookies].map(([key, value]) => `${key}=${value}`).join('; ')
  const answer = await gate.gate.request(
    `${gate.options.origin}/${its.tenant.key}/measures/import`,
    { method: 'POST', body, headers: { cookie, origin: gate.options.origin, 'sec-fetch-site': 'same-origin' } },
    { incoming: { socket: { remoteAddress: browser.address } } },
  )
  const to = answer.headers.get('location')?.replace(`/${its.tenant.key}`, '')
  return { status: answer.status, text: await answer.text(), to }
}

const when: ImportSetting = {
  ...setting,
  now: Date.parse(`${setting.today}T08:00:00Z`),
  tenant: { key: 'test', demo: setting.demo, land: 'NW' },
}
const kind = measureImport
const run = (id: string) => its.as(actor, (tx) => runImport(tx, actor, kind, when, id, 2))
const undo = (id: string) => its.as(actor, (tx) => undoImport(tx, actor, kind, when, id))

/** Reads a table in up to its report. */
const check = (bytes: Uint8Array, name = 'liste.xlsx') =>
  its.as(actor, async (tx) => {
    const id = await startImport(tx, actor, kind, { name, bytes })
    await checkImport(tx, actor, kind, when, id, (await getImport(tx, kind, id)).mapping)
    const { rows, total } = await listRows(tx, id, {})
    const read = rows.map((row) => ({ ...row, reading: row.reading as Reading<RowValues> }))
    return { id, counts: await countRows(tx, id), rows: read, total }
  })

/** The whole register as the table that an import understands. */
const exported = (change?: (cells: Map<string, unknown>, number: string) => void) =>
  its.as(actor, async (tx) => {
    const { rows } = await listMeasures(tx, actor, {}, { limit: 100 }, setting.today)
    const names = await readTableNames(tx, actor, setting.today)
    const measures = await presentMeasures(
      tx,
      actor,
      rows.map((row) => row.id),
      setting.today,
    )
    const days = ['since', 'stalledSince', 'plannedFrom', 'plannedUntil']
    return await writeXlsx({
      title: 'Register',
      marks: [],
      createdOn: setting.today,
      sheets: [
        {
          name: 'Maßnahmen',
          columns: columns.map(({ key, header }) => ({ header, kind: days.includes(key) ? 'day' : 'text' })),
          rows: measures.map((measure) => {
            const cells = new Map<string, unknown>(columns.map(({ key }) => [key, cellOf(measure, key, names)]))
            change?.(cells, measure.values.number)
            return [...cells.values()] as (string | null)[]
          }),
        },
      ],
    })
  })

describe('a table as offices keep it', () => {
  test('is understood row by row, and the register does not change before the last step', async () => {
    const { rows, counts } = await check(await writeXlsx(messyBook))
    const codes = (number: number) =>
      rows.find((row) => row.number === number)?.reading.issues.map((issue) => issue.code)
    expect(rows.map((row) => [row.number, row.verdict, row.choice])).toEqual([
      [5, 'beside', 'skip'],
      [6, 'update', 'update'],
      [7, 'new', 'create'],
      [8, 'new', 'create'],
      [9, 'similar', 'create'],
      [10, 'error', 'create'],
      [12, 'beside', 'skip'],
      [13, 'error', 'create'],
      [14, 'error', 'create'],
      [15, 'error', 'create'],
      [16, 'error', 'create'],
      [17, 'new', 'create'],
      [18, 'beside', 'skip'],
    ])
    expect(codes(8)).toEqual([
      'day-assumed',
      'responsible-unknown',
      'involved-unknown',
      'involved-unknown',
      'day-assumed',
    ])
    expect(codes(10)).toEqual(['number-twice', 'reason-assumed'])
    expect(codes(13)).toContain('day-unreadable')
    expect(codes(15)).toEqual(expect.arrayContaining(['state-unknown', 'name-unknown']))
    expect(codes(16)).toEqual(expect.arrayContaining(['ends-before', 'name-unknown', 'number-given']))
    expect(counts).toMatchObject({ all: 13, create: 4, update: 1, blocked: 5 })
    const { total } = await its.as(actor, (tx) => listMeasures(tx, actor, {}, { limit: 0 }, setting.today))
    expect(total).toBe(5)
  })

  test('goes through the pages: send, say what columns mean, look, leave out, take over, take back', async () => {
    const sent = await send(lead, 'Maßnahmen 2026.xlsx', await writeXlsx(messyBook))
    expect(sent.status).toBe(303)
    const path = sent.to?.replace('/columns', '') ?? ''
    const page = await lead.get(`${path}/columns`)
    expect(page.text).toContain('E: verantwortlich')
    expect(page.text).toContain('Zum Beispiel: Kommunales Integrationszentrum (KI)')
    const mapped = { c0: 'number', c1: 'title', c2: 'state', c3: 'since', c4: 'responsible', c6: 'centreRole' }
    const step = { do: 'check', sheet: 'Liste 2026', headerRow: '4' }
    const twice = await lead.post(`${path}/columns`, { ...step, ...mapped, c5: 'title' })
    expect([twice.status, twice.text.includes('Diese Bedeutung ist schon vergeben')]).toEqual([422, true])
    expect((await lead.post(`${path}/columns`, { ...step, c0: 'number' })).status).toBe(422)
    expect((await lead.post(`${path}/columns`, { ...step, ...mapped })).to).toBe(path)

    const report = await lead.get(path)
    expect(report.text).toContain('haben Fehler')
    expect(report.text).toContain('Die Nummer 5.03 steht weiter oben schon einmal.')
    const errors = await lead.get(`${path}?show=error`)
    expect(errors.text).not.toContain('Mütter lernen Deutsch')
    expect((await lead.post(`${path}/run`, { version: '2' }, { from: path })).status).toBe(422)
    await lead.post(`${path}/leave-out`, { which: 'errors' }, { from: path })
    await lead.post(`${path}/rows?show=similar`, { r9: 'skip' }, { from: path })
    expect((await lead.post(`${path}/rows`, { r5: 'create' }, { from: path })).status).toBe(422)

    const taken = await lead.post(`${path}/run`, { version: '2' }, { from: path })
    expect(taken.to).toBe(`${path}?done=run`)
    expect((await lead.get(taken.to ?? '')).text).toContain('Import zurücknehmen')
    expect((await lead.get('/measures?q=M%C3%BCtter')).text).toContain('Mütter lernen Deutsch')
    expect((await lead.post(`${path}/run`, { version: '3' }, { from: path })).status).toBe(409)

    expect((await lead.post(`${path}/undo`, {}, { from: path })).to).toBe(`${path}?done=undone`)
    expect((await lead.get(`${path}?done=undone`)).text).toContain('zurückgenommen')
    const { total } = await its.as(actor, (tx) => listMeasures(tx, actor, {}, { limit: 0 }, setting.today))
    expect(total).toBe(5)
    expect((await lead.get('/measures/import')).text).toContain('Maßnahmen 2026.xlsx')
  })

  test('is known again by its headers', async () => {
    const again = await its.as(actor, async (tx) => {
      const bytes = await writeXlsx(messyBook)
      return await getImport(tx, kind, await startImport(tx, actor, kind, { name: 'Kopie.xlsx', bytes }))
    })
    expect(again).toMatchObject({ sheet: 'Liste 2026', headerRow: 4 })
    expect(again.mapping).toEqual({ number: 0, title: 1, state: 2, since: 3, responsible: 4, centreRole: 6 })
  })
})

describe('what is exported', () => {
  test('changes nothing when it is read in again', async () => {
    const { rows, counts } = await check(await exported())
    expect(rows.map((row) => [row.title, row.verdict, row.reading.changed, row.reading.issues])).toEqual(
      rows.map((row) => [row.title, 'same', [], []]),
    )
    expect(counts).toMatchObject({ all: 5, create: 0, update: 0 })
  })

  test('changes exactly what was changed in it, and what the table does not have stays', async () => {
    const bytes = await exported((cells, number) => {
      if (number === '1.02') cells.set('partners', 'Verein für Begegnung')
      if (number === '2.01') {
        cells.set('state', 'läuft')
        cells.set('since', day('2026-10-01'))
        cells.set('concepts', 'KIM 2021 (9); Integrationskonzept 2010')
      }
    })
    const { id, rows } = await check(bytes)
    expect(
      rows.flatMap((row) =>
        row.verdict === 'same' ? [] : [[row.reading.values.number, row.verdict, row.reading.changed]],
      ),
    ).toEqual([
      ['1.02', 'update', ['partners']],
      ['2.01', 'update', ['concepts', 'state']],
    ])
    const before = await its.as(actor, (tx) => getMeasure(tx, actor, its.measure('courses'), setting.today))
    await run(id)
    const after = await its.as(actor, (tx) => getMeasure(tx, actor, its.measure('courses'), setting.today))
    expect(after).toMatchObject({ state: 'inProgress', stateSince: '2026-10-01', publicText: before.publicText })
    expect(after.concepts.map((concept) => [concept.key, concept.number])).toEqual([
      ['concept-2010', null],
      ['concept-kim', '9'],
    ])

    await undo(id)
    const { total } = await its.as(actor, (tx) => listRows(tx, id, { wrong: true }))
    expect(total).toBe(0)
    const again = await its.as(actor, (tx) => getMeasure(tx, actor, its.measure('courses'), setting.today))
    expect(again).toMatchObject({ state: 'inPlanning', concepts: before.concepts })
    expect((await its.as(actor, (tx) => statesOf(tx, its.measure('courses')))).at(-1)).toMatchObject({
      state: 'inPlanning',
    })
  })

  test('comes from the page, narrowed by the filter, and without what is internal for council members', async () => {
    const sheet = await readSheet(await download(lead, '/measures/export.xlsx?q=Rucksack'), 'x.xlsx')
    expect(sheet).toMatchObject({
      sheets: [{ name: 'Maßnahmen' }, { name: 'Hinweise' }],
      content: [{}, { cells: expect.arrayContaining(['1.01', 'Rucksack in der Kita', 'Kinder; Eltern']) }],
    })
    const csv = Buffer.from(await download(lead, '/measures/export.csv')).toString()
    expect(csv.split('\r\n')).toHaveLength(7)
    const council = await gate.member(['council'])
    const open = Buffer.from(await download(council, '/measures/export.csv')).toString()
    expect(open).not.toMatch(/Vertrauliche|Raumfrage|Beschreibung|Stelle nicht besetzt/)
    expect(open.split('\r\n')).toHaveLength(6)
    expect((await check(Buffer.from(csv), 'x.csv')).counts.byVerdict).toEqual({ same: 5 })
  })
})

async function download(browser: Browser, path: string): Promise<Uint8Array> {
  const cookie = [...browser.cookies].map(([key, value]) => `${key}=${value}`).join('; ')
  const url = `${gate.options.origin}/${its.tenant.key}${path}`
  const incoming = { incoming: { socket: { remoteAddress: browser.address } } }
  const answer = await gate.gate.request(url, { headers: { cookie, 'sec-fetch-site': 'same-origin' } }, incoming)
  expect(answer.status).toBe(200)
  return new Uint8Array(await answer.arrayBuffer())
}

describe('nothing is half taken over', () => {
  const table = (...rows: (string | null)[][]) =>
    writeXlsx({
      title: 'x',
      marks: [],
      createdOn: setting.today,
      sheets: [{ name: 'x', columns: ['Nr.', 'Maßnahme', 'Stand', 'Stand seit'].map((header) => ({ header })), rows }],
    })

  test('when the register changed since the report', async () => {
    const { id } = await check(
      await table(['7.01', 'Sportfest', 'läuft', '1.1.2026'], ['7.02', 'Kochkurs', 'läuft', '1.1.2026']),
    )
    await its.as(actor, (tx) =>
      createMeasure(tx, actor, setting, {
        number: '7.02',
        title: 'Schneller',
        isPublic: false,
        fields: [],
        involved: [],
        centreRole: 'none',
        kimLinked: false,
        municipalities: [],
        targetGroups: [],
        state: 'proposed',
        since: setting.today,
      }),
    )
    expect(await run(id)).toEqual({ refused: 1 })
    const { rows } = await its.as(actor, (tx) => listRows(tx, id, { verdict: 'error' }))
    expect(rows.map(({ number, reading }) => [number, reading.issues[0]?.code])).toEqual([
      [3, 'error.measures-number-taken'],
    ])
    const found = await its.as(actor, (tx) => listMeasures(tx, actor, { text: 'Sportfest' }, {}, setting.today))
    expect(found.total).toBe(0)
  })

  test('and what somebody changed since is left when an import is taken back', async () => {
    const { id } = await check(
      await table(['8.01', 'Chor', 'läuft', '1.1.2026'], ['8.02', 'Theater', 'läuft', '1.1.2026']),
    )
    await run(id)
    const [chor] = (await its.as(actor, (tx) => listMeasures(tx, actor, { text: 'Chor' }, {}, setting.today))).rows
    await its.as(actor, (tx) => saveMilestone(tx, actor, setting, chor?.id as never, { title: 'Auftritt' }))
    await undo(id)
    const stays = await its.as(actor, (tx) => listRows(tx, id, { wrong: true }))
    expect(stays.rows.map(({ title, remains }) => [title, remains])).toEqual([['Chor', { code: 'changed' }]])
    const left = await its.as(actor, (tx) => listMeasures(tx, actor, { text: 'Theater' }, {}, setting.today))
    expect(left.total).toBe(0)
  })
})

describe('a file that is refused', () => {
  test.each([
    ['liste.xls', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'altes Format|alte Format'],
    ['liste.pdf', Buffer.from('%PDF-1.7'), 'Das ist keine Tabelle'],
    ['leer.csv', Buffer.alloc(0), 'Bitte wählen Sie eine Tabelle aus'],
    ['viele.csv', Buffer.from('Nr.;Maßnahme\n'.repeat(100_001)), 'mehr als 100.000 Zeilen'],
  ])('%s is told so, and nothing is kept', async (name, bytes, sentence) => {
    const before = (await lead.get('/measures/import')).text.match(/measures\/import\/[0-9a-f-]{36}/g)
    const answer = await send(lead, name, bytes)
    expect(answer.status).toBe(422)
    expect(answer.text).toMatch(new RegExp(sentence))
    expect((await lead.get('/measures/import')).text.match(/measures\/import\/[0-9a-f-]{36}/g)).toEqual(before)
  })
})

test('a long table gets its report, page by page', async () => {
  const rows = Array.from(
    { length: 5000 },
    (_, index) => `${index};Maßnahme ${index} ${'xyz'[index % 3]};läuft;1.1.2026`,
  )
  const { id, counts } = await check(Buffer.from(['Nr.;Titel;Status;seit', ...rows].join('\n')), 'lang.csv')
  expect(counts).toMatchObject({ all: 5000 })
  const last = await its.as(actor, (tx) => listRows(tx, id, { offset: 4950 }))
  expect(last.rows.at(-1)?.title).toContain('Maßnahme 4999')
  await expect(run(id)).rejects.toThrow('importing-too-many')
  await its.as(actor, (tx) => leaveOut(tx, kind, id, 'errors'))
}, 30_000)

test('others may neither read nor send', async () => {
  for (const role of ['municipality', 'caseManager', 'council'] as const) {
    const browser = await gate.member([role])
    expect((await browser.get('/measures/import')).status).toBe(403)
  }
})

test('nobody sees the import of somebody else, whatever they may do', async () => {
  const { id } = await check(Buffer.from('Nr.;Titel\n1;Chor'), 'x.csv')
  for (const path of ['', '/columns', '/report.xlsx'])
    expect((await lead.get(`/measures/import/${id}${path}`)).status, path).toBe(404)
  expect((await lead.get('/measures/import')).text).not.toContain(id)
})

test('no text was missing', () => {
  expect(gate.log.filter((line) => line.includes('text missing'))).toEqual([])
})
