/** Long, because it is the life of one list through the wizard, and of a long one through the job. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fixedClock } from '../../../kernel/clock.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import { sql } from '../../../platform/database/index.ts'
import { writeXlsx } from '../../../platform/documents/index.ts'
import { type Browser, type TestGate, testGate } from '../../../platform/http/testing.ts'
import { checkImport } from '../../../platform/importing/actions/check.ts'
import { leaveOut } from '../../../platform/importing/actions/choose.ts'
import { runImport } from '../../../platform/importing/actions/run.ts'
import { undoImport } from '../../../platform/importing/actions/undo.ts'
import { startImport } from '../../../platform/importing/actions/upload.ts'
import type { ImportSetting } from '../../../platform/importing/index.ts'
import { importJobs } from '../../../platform/importing/jobs.ts'
import { countRows, getImport, listRows } from '../../../platform/importing/queries/imports.ts'
import { importKinds } from '../../../platform/importing/retention.ts'
import { room as journeys } from '../../journeys/index.ts'
import { room as network } from '../../network/index.ts'
import { room as people } from '../../people/index.ts'
import { room } from '../index.ts'
import { type TestCases, testCases, today } from '../testing.ts'
import { caseImport as kind } from './kind.ts'

let its: TestCases
let gate: TestGate
let north: Browser & { readonly id: Id<'user'> }
let colleague: Browser
let actor: Actor
let when: ImportSetting

beforeAll(async () => {
  its = await testCases()
  gate = await testGate(its, { rooms: [network, people, journeys, room] })
  gate.clock.set(new Date().toISOString())
  north = await member('Mara Winter')
  colleague = await member('Jan Berger')
  actor = await its.member(['caseManager'], 'north')
  when = { today, now: Date.now(), tenant: its.tenant }
})
afterAll(() => its.close())

async function member(name: string) {
  const browser = await gate.member(['caseManager'], { organisationId: its.organisation('north'), name })
  await its.as('system', (tx) =>
    sql`UPDATE membership SET controller_id = ${its.organisation('district')} WHERE id = ${browser.id}`.execute(tx),
  )
  return browser
}

/** A list as a team keeps it: a title above, its own words, umlauts of an old Excel. Invented. */
const list = [
  'Fallliste Team Nord;;;;;;;',
  'Stand Oktober;;;;;;;',
  'Az;Name;geb.;Sprache;Wohnort;Status;Beginn;WV',
  'Aulenstedt;;;;;;;',
  'N-101;Özdemir, Jörg;14.3.1987;Türkisch;Aulenstedt;Planung;1.3.2026;3.12.2026',
  'N-102;Hadad, Nadja;;Arabisch;Aulenstedt;Begleitung;03.2026;',
  'n-103;;1990;Farsi;;Klärung;1.4.2026;',
  'N-104;Müller, Änne;31.2.1980;;;Planung;1.4.2026;',
  'n-101;Zweite, Zoë;;;;Planung;1.4.2026;',
  'N-106;Fertig, Uwe;;;;abgeschlossen;1.4.2020;',
  ';Neumann, Ida;05.1999;Polnisch;;Planung;2.4.2026;',
  'Summe;6;;;;;;',
].join('\r\n')

/** As Windows saves it: umlauts in one byte each. */
const windows = Buffer.from(list, 'latin1')

async function send(browser: Browser, name: string, bytes: Uint8Array): Promise<string> {
  const body = new FormData()
  body.set('csrf', await browser.token(kind.path))
  body.set('file', new File([Buffer.from(bytes)], name))
  const cookie = [...browser.cookies].map(([key, value]) => `${key}=${value}`).join('; ')
  const answer = await gate.gate.request(
    `${gate.options.origin}/${its.tenant.key}${kind.path}`,
    { method: 'POST', body, headers: { cookie, origin: gate.options.origin, 'sec-fetch-site': 'same-origin' } },
    { incoming: { socket: { remoteAddress: browser.address } } },
  )
  expect(answer.status).toBe(303)
  return (answer.headers.get('location') ?? '').replace(`/${its.tenant.key}`, '').replace('/columns', '')
}

const words = (text: string) => text.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const filesLike = async (start: string) =>
  (
    await its.as('system', (tx) =>
      sql<{ id: string; reference: string; person: string }>`
        SELECT id, reference, person_id AS person FROM case_file WHERE starts_with(reference, ${start}) ORDER BY reference
      `.execute(tx),
    )
  ).rows
const reportOf = (id: string) =>
  its.as(actor, async (tx) => {
    const one = await getImport(tx, kind, id)
    return { one, counts: await countRows(tx, one.id), ...(await listRows(tx, one.id, { limit: 5000 })) }
  })
/** Reads a list in up to its report, as the actor. */
const check = (text: string | Uint8Array, name = 'liste.csv') =>
  its.as(actor, async (tx) => {
    const id = await startImport(tx, actor, kind, { name, bytes: Buffer.from(text) })
    await checkImport(tx, actor, kind, when, id, (await getImport(tx, kind, id)).mapping)
    return id
  })
const run = async (id: string) => {
  const { version } = (await reportOf(id)).one
  return await its.as(actor, (tx) => runImport(tx, actor, kind, when, id, version))
}
const undo = (id: string) => its.as(actor, (tx) => undoImport(tx, actor, kind, when, id))
const job = (id: string) =>
  its.as('system', async (tx) => {
    const clock = fixedClock(new Date(when.now).toISOString())
    await importJobs([room])['platform.import']?.({ tx, db: its.db, tenant: its.tenant, clock }, { import: id })
  })

describe('the list of a team', () => {
  let path = ''

  test('is understood with its umlauts, below its title, and each row says what it comes to', async () => {
    path = await send(north, 'Fälle Nord.csv', windows)
    const columns = await north.get(`${path}/columns`)
    expect(columns.text).toContain('Zum Beispiel: Özdemir, Jörg')
    const sent = { do: 'check', sheet: 'Fälle Nord', headerRow: '3' }
    const mapping = { c0: 'reference', c1: 'name', c2: 'birth', c3: 'languages', c4: 'municipality' }
    const more = { c5: 'phase', c6: 'openedOn', c7: 'dueOn' }
    expect((await north.post(`${path}/columns`, { ...sent, ...mapping, ...more })).to).toBe(path)
    const report = words((await north.get(path)).text)
    expect(report).toContain('3 Zeilen werden übernommen, eine ist zu entscheiden, 2 haben Fehler')
    expect(report).toContain('„31.2.1980“ ist kein Geburtsdatum. Möglich sind 1.3.1987, 03.1987 und 1987.')
    expect(report).toContain('Das Aktenzeichen N-101 steht schon in Zeile 5.')
    expect(report).toContain('der Fall ist beendet und wird nicht mehr bearbeitet')
    expect(report).toContain('Ohne Namen: Die Person wird pseudonym angelegt')
    expect(report).toMatch(/Nadia Haddad, P-\w+ : .*[Nn]ame/)
  })

  test('is not taken over before everything is decided, and then by who decided it', async () => {
    expect((await north.post(`${path}/run`, { version: '2' }, { from: path })).status).toBe(422)
    await north.post(`${path}/leave-out`, { which: 'errors' }, { from: path })
    const undecided = await north.post(`${path}/run`, { version: '2' }, { from: path })
    expect(words(undecided.text)).toContain('ist noch zu entscheiden')
    const strange = its.person('town')
    expect((await north.post(`${path}/rows`, { r6: strange }, { from: path })).status).toBe(422)
    await north.post(`${path}/rows`, { r6: its.person('district') }, { from: path })
    const taken = await north.post(`${path}/run`, { version: '2' }, { from: path })
    expect(taken.to).toBe(`${path}?done=run`)
    const files = await filesLike('N-')
    expect(files.map(({ reference }) => reference)).toEqual(['N-101', 'N-102', 'N-103'])
    expect(files[1]?.person).toBe(its.person('district'))
    const page = words((await north.get(`/cases/${files[0]?.id}`)).text)
    expect(page).toContain('Jörg Özdemir')
    expect(page).toContain('03.12. Wiedervorlage aus der eingelesenen Liste')
    expect(await filesLike(`${its.tenant.key.slice(0, 3).toUpperCase()}-2026-`)).toHaveLength(1)
  })

  test('leaves neither the file nor what its rows said, and says what was left out', async () => {
    const id = path.split('/').at(-1) ?? ''
    const { rows } = await its.as('system', (tx) =>
      sql<{ content: Buffer | null; readings: string }>`
        SELECT content, (SELECT string_agg(reading::text, '') FROM list_import_row WHERE import_id = ${id}) AS readings
        FROM list_import WHERE id = ${id}`.execute(tx),
    )
    expect(rows[0]?.content).toBeNull()
    expect(rows[0]?.readings).not.toContain('1987')
    const left = words((await north.get(`${path}?show=wrong`)).text)
    expect(left).toContain('Änne Müller')
    const table = await download(north, `${path}/report.xlsx`)
    expect(table.byteLength).toBeGreaterThan(2000)
  })

  test('is known again by its headers, with the meaning that was chosen', async () => {
    const again = await send(north, 'Neu.csv', Buffer.from('\ufeffAz;Name;geb.;Sprache;Wohnort;Status;Beginn;WV\n1;2'))
    const page = await north.get(`${again}/columns`)
    expect(words(page.text)).toContain('8 von 8 Spalten erkannt')
  })

  test('is nobody else’s, and no audit entry names anybody', async () => {
    for (const below of ['', '/columns', '/report.xlsx'])
      expect((await colleague.get(`${path}${below}`)).status, below).toBe(404)
    expect((await colleague.post(`${path}/undo`, {}, { from: kind.path })).status).toBe(404)
    for (const role of ['intake', 'immigrationOffice', 'municipality', 'coordinator', 'administrator'] as const) {
      const browser = await gate.member([role], { organisationId: its.organisation('north') })
      expect((await browser.get(kind.path)).status, role).toBe(403)
    }
    const { rows } = await its.as('system', (tx) =>
      sql<{ payload: string }>`SELECT payload FROM audit_entry WHERE payload LIKE '%import%'`.execute(tx),
    )
    expect(rows.length).toBeGreaterThan(4)
    expect(rows.map(({ payload }) => payload).join()).not.toMatch(/zdemir|Hada|Müller|N-10|Nord\.csv/)
  })

  test('goes back row by row; what somebody worked on stays, with the reason', async () => {
    const [first] = await filesLike('N-101')
    await its.as('system', (tx) =>
      sql`INSERT INTO case_opening (id, case_id, controller_id, user_id, kind, reason, opened_at, until)
        VALUES (gen_random_uuid(), ${first?.id}, ${its.organisation('district')}, ${north.id}, 'supervision',
          'Nachfrage der Leitung', now(), now() + interval '1 hour')`.execute(tx),
    )
    expect((await north.post(`${path}/undo`, {}, { from: path })).to).toBe(`${path}?done=undone`)
    const page = words((await north.get(`${path}?done=undone`)).text)
    expect(page).toContain('Ein Eintrag ließ sich nicht zurücknehmen.')
    expect(page).toContain('Jemand hat die Akte mit Begründung geöffnet.')
    expect((await filesLike('N-')).map(({ reference }) => reference)).toEqual(['N-101'])
    const { rows } = await its.as('system', (tx) =>
      sql<{ names: string }>`SELECT string_agg(coalesce(family_name, code), ' ') AS names FROM person`.execute(tx),
    )
    expect(rows[0]?.names).toContain('Özdemir')
    expect(rows[0]?.names).toContain('Haddad')
    expect(rows[0]?.names).not.toContain('Neumann')
    expect(gate.log.filter((line) => line.includes('text missing'))).toEqual([])
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

describe('what is there already', () => {
  const header = 'Aktenzeichen;Familienname;Vorname;Geburtsdatum;Phase;Eröffnet am'

  test('is not read twice, and an Aktenzeichen of another team is not given again', async () => {
    await its.add(its.file('south', { reference: 'SUED-1' }))
    const first = await check(`${header}\nW-201;Wiedergang;Ida;1.1.1980;Planung;1.1.2026`)
    await run(first)
    const id = await check(
      `${header}\nW-201;Wiedergang;Ida;1.1.1980;Planung;1.1.2026\nSUED-1;Andere;Eva;;Planung;1.1.2026`,
    )
    const { rows } = await reportOf(id)
    expect(rows.map(({ verdict, reading }) => [verdict, reading.issues.map(({ code }) => code)])).toEqual([
      ['same', []],
      ['error', ['reference-taken']],
    ])
  })

  test('is found by sound, script and a slip of the date, and who has an open file is not chosen', async () => {
    const first = await check(`${header}\nW-301;Tschaikowski;Wladimir;12.5.1975;Planung;1.1.2026`)
    await run(first)
    const id = await check(
      `${header}\nW-302;Чайковский;Владимир;5.12.1975;Planung;1.1.2026\nW-303;Ganzanders;Otto;;Planung;1.1.2026`,
    )
    const { rows } = await reportOf(id)
    const [file] = await filesLike('W-301')
    expect(rows[0]?.reading.candidates).toEqual([
      { id: file?.person, reasons: expect.arrayContaining(['birth-swapped']), refused: 'file-open' },
    ])
    expect(rows.map(({ choice }) => choice)).toEqual(['open', 'create'])
  })

  test('the same person twice in one list is asked about', async () => {
    const id = await check(
      `${header}\nW-401;Doppelt;Anna;2.2.1990;Planung;1.1.2026\nW-402;Doppelt;Anna;2.2.1990;Planung;1.1.2026`,
    )
    const { rows, counts } = await reportOf(id)
    expect(rows[1]?.reading.issues).toEqual([{ column: 'name', code: 'person-twice', kind: 'warning', value: '2' }])
    expect(counts).toMatchObject({ create: 1, open: 1 })
  })

  test('since the report is a reason to take nothing over, named at its row', async () => {
    const id = await check(`${header}\nW-501;Erste;Eva;;Planung;1.1.2026\nW-502;Zweite;Zoë;;Planung;1.1.2026`)
    await its.add(its.file('north', { reference: 'W-502' }))
    expect(await run(id)).toEqual({ refused: 1 })
    const { rows, one } = await reportOf(id)
    expect(rows.map(({ verdict, reading }) => [verdict, reading.issues[0]?.code])).toEqual([
      ['new', undefined],
      ['error', 'error.importing-row-taken'],
    ])
    expect([one.state, one.failure]).toEqual(['checked', 'importing-refused'])
    expect(await filesLike('W-501')).toEqual([])
  })
})

test('a sheet that is hidden is not read, nor what a merged cell covers', async () => {
  const sheet = (name: string, rows: (string | null)[][]) => ({
    name,
    columns: ['Aktenzeichen', 'Name', 'Phase', 'Eröffnet am'].map((header) => ({ header })),
    rows,
  })
  const bytes = await writeXlsx({
    title: 'Fälle',
    marks: [],
    createdOn: today,
    sheets: [
      sheet('Fälle', [
        ['Aulenstedt', null, null, null],
        ['X-1', 'Groß, Käthe', 'Planung', '1.1.2026'],
      ]),
    ],
  })
  const { rows } = await reportOf(await check(bytes, 'fälle.xlsx'))
  expect(rows.map(({ title, verdict }) => [title, verdict])).toEqual([
    ['Aulenstedt', 'beside'],
    ['Käthe Groß', 'new'],
  ])
})

test('a long list goes through jobs that say how far they got, as their sender, and back', async () => {
  const rows = 105
  const syllables = ['ba', 'ke', 'li', 'mo', 'nu', 'ra', 'se', 'ti', 'vo', 'zu', 'da', 'fe', 'gi', 'ho', 'ju']
  const name = (index: number) => {
    const at = (power: number) => syllables[Math.floor(index / 15 ** power) % 15]
    return `${at(0)}${at(1)}${at(2)}${at(1)}`
  }
  const lines = Array.from(
    { length: rows },
    (_, index) =>
      `L-${String(index).padStart(4, '0')};${name(index)};Vor${name(index * 7)};${1950 + (index % 60)};Planung;1.1.2026`,
  )
  const id = await check(['Aktenzeichen;Familienname;Vorname;Geburtsdatum;Phase;Eröffnet am', ...lines].join('\n'))
  expect((await reportOf(id)).one).toMatchObject({ state: 'checking', progress: 0, progressOf: rows + 1 })
  await job(id)
  const { one, counts } = await reportOf(id)
  expect([one.state, counts.all, counts.blocked]).toEqual(['checked', rows, 0])
  expect(one.progress).toBeGreaterThan(rows - 20)
  await its.as(actor, (tx) => leaveOut(tx, kind, id, 'open'))
  await run(id)
  expect((await reportOf(id)).one.state).toBe('running')
  await job(id)
  expect((await reportOf(id)).one).toMatchObject({ state: 'done', failure: null })
  expect((await filesLike('L-')).length).toBe(counts.create)
  await undo(id)
  await job(id)
  expect((await reportOf(id)).one.state).toBe('undone')
  expect(await filesLike('L-')).toEqual([])
})

test('whoever lost the right while the job waited does not take anything over', async () => {
  const gone = await its.member(['caseManager'], 'north')
  const text = `Az;Name;Status;Beginn\n${Array.from({ length: 120 }, (_, at) => `G-${at + 100};Gast${at}, Eva;Planung;1.1.2026`).join('\n')}`
  const id = await its.as(gone, async (tx) => {
    const started = await startImport(tx, gone, kind, { name: 'x.csv', bytes: Buffer.from(text) })
    await checkImport(tx, gone, kind, when, started, (await getImport(tx, kind, started)).mapping)
    return started
  })
  await its.as('system', (tx) =>
    sql`UPDATE membership SET deactivated_at = now() WHERE id = ${gone.userId}`.execute(tx),
  )
  await expect(job(id)).rejects.toThrow()
  const { rows } = await its.as('system', (tx) =>
    sql<{ state: string; failure: string }>`SELECT state, failure FROM list_import WHERE id = ${id}`.execute(tx),
  )
  expect(rows).toEqual([{ state: 'mapping', failure: 'importing-failed' }])
})

test('who acts for another team no longer sees what they read in for the first', async () => {
  const id = await check('Az;Name;Status;Beginn\nT-1;Team, Tim;Planung;1.1.2026')
  const moved = { ...actor, organisationId: its.organisation('south') }
  const seen = await its.as(moved, (tx) => sql`SELECT FROM list_import WHERE id = ${id}`.execute(tx))
  expect(seen.rows).toEqual([])
})

test('lists of people are due after two weeks, for their controller', async () => {
  const [ofPeople] = importKinds
  const found = await its.as('system', async (tx) => {
    const due = await ofPeople?.due?.(tx, {
      before: new Date(Date.now() + 60_000),
      controllerId: its.organisation('district'),
      limit: 100,
    })
    await ofPeople?.erase?.(tx, due?.map(({ id }) => id) ?? [], Date.now())
    const { rows } = await sql`SELECT FROM list_import`.execute(tx)
    return [due?.length, rows.length]
  })
  expect(found[0]).toBeGreaterThan(0)
  expect(found[1]).toBe(0)
})
