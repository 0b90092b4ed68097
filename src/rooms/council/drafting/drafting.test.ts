/** Long, because it is one walk: a report from its obligation to its release, as browsers and files meet it. */
import { strFromU8, unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { day } from '../../../kernel/day.ts'
import { sql } from '../../../platform/database/index.ts'
import type { PaperSection } from '../../../platform/documents/index.ts'
import { type Browser, type TestGate, testGate } from '../../../platform/http/testing.ts'
import type { Room } from '../../../platform/room.ts'
import { loadMeasures, makeSnapshot } from '../../measures/index.ts'
import { checksumOf } from '../domain/content.ts'
import { room as council } from '../index.ts'
import { getObligation } from '../queries/obligations.ts'
import { versionsOf } from '../queries/papers.ts'
import { conceptWording, setting, type TestCouncil, testCouncil } from '../testing.ts'
import { paperFile, releasedDocument } from './files.ts'
import { getDraft } from './queries.ts'
import { draftingRoutes } from './routes.tsx'
import { aRegister, readAloud, unsourcedNumbers } from './testing.ts'

let its: TestCouncil
let gate: TestGate
let coordinator: Browser
let lead: Browser

/** A section that another room gives; it shows nothing until it has something to say. */
let section: Awaited<ReturnType<PaperSection['compose']>> = null
const other: Room = {
  key: 'other',
  folder: new URL('.', import.meta.url),
  rights: {},
  routes: [],
  paperSections: [{ key: 'other.delays', order: 30, compose: async () => section }],
}

beforeAll(async () => {
  its = await testCouncil()
  await its.as('system', (tx) => loadMeasures(tx, aRegister, its.network))
  const room: Room = { ...council, routes: draftingRoutes }
  gate = await testGate(its, { rooms: [other, room] })
  coordinator = await gate.member(['coordinator'], { name: 'Ada Beispiel' })
  lead = await gate.member(['lead'], { name: 'Bela Beispiel' })
})
afterAll(() => its.close())

const filled = (more: Record<string, string | string[]> = {}) => ({
  obligation: its.obligation('report'),
  subject: 'Umsetzungsstand zum Integrationskonzept',
  proposedResolution: 'Zur Kenntnis.',
  isPublic: 'on',
  leadUnit: its.organisation('youth-office'),
  meeting: its.meeting('abi-2026-12'),
  referenceDay: '31.10.2026',
  basis: 'register',
  discharged: [its.obligation('report')],
  dischargedBy: 'release',
  ...more,
})

async function begin(more: Record<string, string | string[]> = {}): Promise<string> {
  const path = `/papers/drafts/new?obligation=${its.obligation('report')}`
  const sent = await coordinator.post('/papers/drafts/new', filled(more), { from: path })
  expect(sent.status).toBe(303)
  return sent.to?.replace(/\?.*$/, '') ?? ''
}

const idOf = (path: string) => path.split('/').at(-1) ?? ''
const draftOf = (path: string) =>
  its.member('lead').then((actor) => its.as(actor, (tx) => getDraft(tx, actor, idOf(path))))

describe('beginning', () => {
  test('the form knows the obligation, the meeting and the day', async () => {
    const page = await coordinator.get(`/papers/drafts/new?obligation=${its.obligation('report')}`)
    expect(page.status).toBe(200)
    expect(page.text).toContain('In der nächsten Sitzung des Ausschusses wird über den Stand der Umsetzung berichtet.')
    expect(page.text).toContain('31.10.2026')
  })

  test('without an obligation one is chosen; one that is not there is 404', async () => {
    const page = await coordinator.get('/papers/drafts/new')
    expect(page.text).toContain(`/papers/drafts/new?obligation=${its.obligation('report')}`)
    expect((await coordinator.get(`/papers/drafts/new?obligation=${its.paper('motion')}`)).status).toBe(404)
  })

  test('the report quotes the resolution, counts public measures only, and names what it meets', async () => {
    const path = await begin()
    const page = await coordinator.get(path)
    for (const line of conceptWording.split('\n\n')) expect(page.text).toContain(line)
    expect(page.text).toContain('vier Maßnahmen')
    expect(page.text).toContain('Diese Vorlage erfüllt den zweiten Auftrag. Der erste Auftrag bleibt offen.')
    expect(page.text).not.toContain('Vertrauliche Prüfung')
    expect(page.text).not.toContain('Was die Auswertung zeigt')
  })

  test('a paper that is not public counts all', async () => {
    const { isPublic: _public, ...rest } = filled()
    const from = `/papers/drafts/new?obligation=${its.obligation('report')}`
    const sent = await coordinator.post('/papers/drafts/new', rest, { from })
    const page = await coordinator.get(sent.to ?? '')
    expect(page.text).toContain('fünf Maßnahmen')
    expect(page.text).toContain('Vertrauliche Prüfung')
  })

  test.each([
    [{ referenceDay: '01.12.2026' }, 'Der Stichtag liegt in der Zukunft'],
    [{ subject: '' }, 'Betreff'],
  ])('%j is refused and nothing is lost', async (more, message) => {
    const from = `/papers/drafts/new?obligation=${its.obligation('report')}`
    const sent = await coordinator.post('/papers/drafts/new', filled(more), { from })
    expect(sent.status).toBe(422)
    expect(sent.text).toContain(message)
    expect(sent.text).toContain('Zur Kenntnis.')
  })

  test('a report about a resolution that is not public cannot be public', async () => {
    const obligation = its.obligation('cancel')
    const sent = await coordinator.post('/papers/drafts/new', filled({ obligation, discharged: [] }), {
      from: `/papers/drafts/new?obligation=${obligation}`,
    })
    expect(sent.status).toBe(422)
    expect(sent.text).toContain('Der Beschluss ist nicht öffentlich')
  })

  test('what another room has to say stands at its place, with its source', async () => {
    section = {
      heading: 'Was die Auswertung zeigt',
      blocks: [{ kind: 'paragraph', text: ['Es dauerte ', { kind: 'figure', text: '33 Tage', source: 1 }, '.'] }],
      sources: [{ number: 1, label: 'Median', lines: ['geprüfte Freigabe'] }],
    }
    const page = await coordinator.get(await begin())
    section = null
    expect(page.text).toMatch(/3\. Was die Auswertung zeigt[\s\S]*4\. Überprüfung und Anpassungsbedarf/)
    expect(page.text).toContain('geprüfte Freigabe')
  })
})

describe('editing', () => {
  let path: string
  beforeAll(async () => {
    path = await begin()
  })

  test('a part is changed, its figures stay references, and the history says so', async () => {
    const part = `${path}/parts/measures`
    expect((await coordinator.get(part)).text).toContain('{{gesamt}}')
    const sent = await coordinator.post(part, {
      text: 'Es stocken {{stockend}} von {{gesamt}}; gesprochen wurde mit 14 Trägern.',
      version: '1',
    })
    expect(sent.to).toBe(`${path}?done=edited`)
    const page = await coordinator.get(path)
    expect(page.text).toContain('Entwurf 2: Abschnitt bearbeitet')
    expect(page.text).toContain('Angabe der Verwaltung')
    expect((await coordinator.get(`${path}/compare?version=1`)).text).toContain('<del>')
  })

  test('a placeholder that does not exist is refused, and the text is kept', async () => {
    const sent = await coordinator.post(`${path}/parts/measures`, { text: 'Es sind {{gesammt}}.', version: '2' })
    expect(sent.status).toBe(422)
    expect(sent.text).toContain('„gesammt“ gibt es in diesem Abschnitt nicht')
    expect(sent.text).toContain('Es sind {{gesammt}}.')
  })

  test('of two who edit at once the second is told, and sees what the first wrote', async () => {
    const second = await lead.post(`${path}/parts/measures`, { text: 'Zweite Fassung.', version: '1' })
    expect(second.status).toBe(409)
    expect(second.text).toContain('Zweite Fassung.')
    expect(second.text).toContain('gesprochen wurde mit 14 Trägern')
  })

  test('the own text can be discarded; subject and proposed resolution are changed', async () => {
    await coordinator.post(`${path}/parts/measures/restore`, { version: '2' }, { from: path })
    const head = { subject: 'Neuer Betreff', proposedResolution: 'Der Ausschuss berät.', version: '3' }
    await coordinator.post(`${path}/head`, head)
    const page = await coordinator.get(path)
    expect(page.text).not.toContain('14 Trägern')
    expect(page.text).toContain('Neuer Betreff')
    expect(page.text).toContain('Der Ausschuss berät.')
  })
})

describe('drawing anew', () => {
  let path: string
  beforeAll(async () => {
    path = await begin({ referenceDay: '31.10.2026' })
    await coordinator.post(`${path}/parts/measures`, { text: 'Etabliert im Register: {{etabliert}}.', version: '1' })
    await coordinator.post(`${path}/parts/review`, { text: 'Eigener Satz zur Überprüfung.', version: '2' })
  })
  const again = (more: Record<string, string | string[]>) =>
    coordinator.post(`${path}/recompose`, { basis: 'register', kept: ['measures'], ...more })

  test('own text with a figure that no longer exists is not kept silently', async () => {
    const preview = await coordinator.get(`${path}/recompose?day=30.09.2026`)
    expect(preview.text).toContain('<del>')
    const sent = await again({ referenceDay: '2026-09-30', version: '3' })
    expect(sent.status).toBe(422)
    expect(sent.text).toContain('nennt eine Zahl, die es zum neuen Stichtag nicht gibt')
  })

  test('from a snapshot, which has its own day: own text stays where it is kept, and gives way elsewhere', async () => {
    const wanted = { title: 'Sachstand im Herbst', referenceDay: day('2026-10-15') }
    const snapshot = await its.as('system', (tx) =>
      makeSnapshot(tx, 'system', { now: Date.UTC(2026, 10, 1), demo: false }, wanted),
    )
    expect((await coordinator.get(`${path}/recompose`)).text).toContain('Sachstand im Herbst')
    expect((await again({ referenceDay: '2026-10-31', basis: snapshot, version: '3' })).to).toBe(
      `${path}?done=recomposed`,
    )
    const page = await coordinator.get(path)
    expect(page.text).toContain('Etabliert im Register: ')
    expect(page.text).toContain('„Sachstand im Herbst“, abgeschlossen am 15.10.2026')
    expect(page.text).not.toContain('Eigener Satz zur Überprüfung.')
    expect(page.text).not.toContain('Vertrauliche Prüfung')
  })
})

describe('checking and releasing', () => {
  test('sent back with a note, handed in again, released by the lead, frozen for good', async () => {
    const path = await begin()
    expect((await lead.post(`${path}/release`, { version: '1' }, { from: path })).status).toBe(409)
    expect((await coordinator.post(`${path}/submit`, { version: '1' }, { from: path })).status).toBe(303)
    expect(
      (await coordinator.post(`${path}/head`, { subject: 'x', proposedResolution: 'y', version: '2' }, { from: path }))
        .status,
    ).toBe(409)
    await lead.post(`${path}/return`, { note: 'Bitte kürzer.', version: '2' }, { from: path })
    expect((await coordinator.get(path)).text).toContain('Bitte kürzer.')
    await coordinator.post(`${path}/submit`, { version: '3' }, { from: path })
    expect((await coordinator.post(`${path}/release`, { version: '4' }, { from: path })).status).toBe(403)
    expect((await lead.post(`${path}/release`, { version: '4' }, { from: path })).status).toBe(303)

    const draft = await draftOf(path)
    expect(draft.paper.state).toBe('released')
    expect(draft.paper.number).toMatch(/^\d{3}\/2026$/)
    const actor = await its.member('lead')
    const [version] = await its.as(actor, (tx) => versionsOf(tx, draft.paper.id))
    expect(version && checksumOf({ title: version.title, content: version.content })).toBe(version?.checksum)
    const obligation = await its.as(actor, (tx) => getObligation(tx, actor, setting, its.obligation('report')))
    expect(obligation.state).toBe('done')
    await expect(its.as(actor, (tx) => sql`UPDATE paper_draft_version SET edits = '{}'`.execute(tx))).rejects.toThrow(
      'permission denied',
    )

    // The frozen paper reads the same for everybody and in every format, whatever the register says later.
    const paper = await its.as(actor, (tx) => releasedDocument(tx, null, draft.paper.id))
    expect(unsourcedNumbers(paper)).toEqual([])
    expect(readAloud(paper)).toContain('vier Maßnahmen')
    expect(paper.marks).not.toContain('Entwurf')
    const docx = await its.as(actor, (tx) => paperFile(tx, null, draft.paper.id, 'docx'))
    const xml = strFromU8(unzipSync(docx.body as Uint8Array)['word/document.xml'] ?? new Uint8Array())
    expect(xml).toContain('Lotsendienst')
    expect(docx.filename).toMatch(/^Vorlage-\d{3}-2026\.docx$/)
  })
})

describe('files and doors', () => {
  let path: string
  beforeAll(async () => {
    path = await begin()
  })

  test('every page and every file of a draft opens', async () => {
    for (const below of ['', '/head', '/parts/measures', '/recompose', '/docx', '/pdf', '/html', '/json'])
      expect((await coordinator.get(`${path}${below}`)).status, below).toBe(200)
    for (const below of ['', '/head', '/parts/measures', '/recompose'])
      expect((await coordinator.get(`${path}${below}`, { 'accept-language': 'en' })).status, below).toBe(200)
    expect(gate.log.filter((line) => line.includes('text missing'))).toEqual([])
  })

  test('who only reads sees drafts and changes nothing; members of councils see none', async () => {
    const reader = await gate.member(['dataProtection'])
    expect((await reader.get(path)).status).toBe(200)
    expect((await reader.get(`${path}/head`)).status).toBe(403)
    const mandate = await gate.member(['council'])
    expect((await mandate.get(path)).status).toBe(403)
  })
})
