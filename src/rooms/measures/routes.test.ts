import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Browser, type TestGate, testGate } from '../../platform/http/testing.ts'
import { room as network } from '../network/index.ts'
import { room } from './index.ts'
import { searchMeasures } from './queries/search.ts'
import { setting, type TestRegister, testRegister } from './testing.ts'

let its: TestRegister
let gate: TestGate
let lead: Browser
beforeAll(async () => {
  its = await testRegister()
  gate = await testGate(its, { rooms: [network, room] })
  lead = await gate.member(['lead'])
})
afterAll(() => its.close())

const path = (key: string, more = '') => `/measures/${its.measure(key)}${more}`
/** The text of a page without its tags. */
const words = (text: string) =>
  text
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#x27;|&quot;/g, '"')
    .replace(/\s+/g, ' ')

describe('every page of the register answers', () => {
  test.each([
    '/measures',
    '/measures?view=filter',
    '/measures?q=sprache&field=language&responsible=towns&place=region:north&sort=place&order=down',
    '/measures?report=open',
    '/measures/new',
    '/measures/bulk',
    '/measures/concepts',
    '/measures/concepts/new',
    '/measures/concepts/concept-2010',
    '/measures/concepts/concept-2010/edit',
    '/measures/concepts/concept-2010/history',
    '/measures/concepts/concept-2010/documents',
    '/measures/concepts/concept-2010/sources',
  ])('%s', async (address) => {
    expect((await lead.get(address)).status).toBe(200)
  })

  test.each([
    '',
    '/edit',
    '/state',
    '/stall',
    '/correct',
    '/correct?number=1',
    '/history',
    '/history?from=01.01.2020&to=16.11.2026&days=yes',
    '/milestones',
    '/indicators',
    '/funding',
    '/concepts',
    '/succession',
    '/documents',
    '/sources',
    '/withdraw',
  ])('of a measure: %s', async (more) => {
    const { status, text } = await lead.get(path('rucksack', more))
    expect(status).toBe(200)
    expect(text).toContain('Rucksack in der Kita')
  })
})

test('the register counts, narrows and says where reports stand', async () => {
  const { text } = await lead.get('/measures')
  expect(words(text)).toContain('5 Maßnahmen, 1 davon verstetigt, eine stockt')
  expect(words(text)).toContain('Stockend 1')
  const narrowed = words((await lead.get('/measures?responsible=district&role=any')).text)
  expect(narrowed).toContain('3 von 5 Maßnahmen')
  const none = words((await lead.get('/measures?q=xyzzy')).text)
  expect(none).toContain('0 von 5 Maßnahmen')
})

test('members of councils see what is public, and no door to more', async () => {
  const council = await gate.member(['council'])
  const list = await council.get('/measures')
  expect(list.text).not.toContain('Vertrauliche Vorprüfung')
  expect(list.text).not.toContain('Ausgewählte ändern')
  const page = await council.get(path('rucksack'))
  expect(page.text).toContain('zwei Sprachen')
  for (const hidden of ['Raumfrage', 'Integrationspauschale']) expect(page.text).not.toContain(hidden)
  expect((await council.get(path('mentors'))).text).not.toContain('Stelle nicht besetzt')
  expect((await council.get(path('secret'))).status).toBe(404)
  for (const more of ['/history', '/edit', '/state'])
    expect((await council.get(path('rucksack', more))).status).toBe(403)
})

const typed = {
  number: '8.01',
  title: 'Sprachcafé',
  fields: 'language',
  centreRole: 'involved',
  responsible: 'town-aulenstedt',
  isPublic: 'on',
}

async function added(more: Record<string, string> = {}): Promise<string> {
  const sent = await lead.post('/measures/new', { ...typed, state: 'inProgress', since: '01.03.2026', ...more })
  expect(sent.status).toBe(303)
  return (sent.to ?? '').replace('?done=created', '')
}

test('a form that lacks something comes back with everything that was typed', async () => {
  const { status, text } = await lead.post('/measures/new', { number: '1.01', title: 'Sprachcafé', state: 'suspended' })
  expect(status).toBe(422)
  for (const part of ['value="Sprachcafé"', 'value="suspended" selected']) expect(text).toContain(part)
  const taken = await lead.post('/measures/new', {
    ...typed,
    number: '1.01',
    state: 'inProgress',
    since: '01.03.2026',
  })
  expect(words(taken.text)).toContain('Die Nummer 1.01 hat schon eine andere Maßnahme.')
})

test('who was slower sees what the other one changed, and it is in the form already', async () => {
  const measure = await added()
  const edit = `${measure}/edit`
  const [mine, theirs] = [
    { ...typed, version: '1' },
    { ...typed, version: '1' },
  ]
  const first = await lead.post(edit, { ...theirs, partners: 'Bücherei', title: 'Sprachcafé am Markt' })
  expect(first.to).toBe(`${measure}?done=changed`)
  const coordinator = await gate.member(['coordinator'])
  const second = await coordinator.post(edit, { ...mine, title: 'Sprachcafé für alle', priority: 'high' })
  expect(second.status).toBe(409)
  const said = words(second.text)
  expect(said).toContain('Jemand war schneller')
  expect(said).toContain('Partner: leer wird zu Bücherei')
  expect(said).toContain('Diese Felder haben Sie beide geändert, hier steht Ihre Fassung: Titel')
  for (const part of ['value="Sprachcafé für alle"', '>Bücherei</textarea>', 'value="high" selected'])
    expect(second.text).toContain(part)
  const again = await coordinator.post(edit, {
    ...mine,
    title: 'Sprachcafé für alle',
    priority: 'high',
    partners: 'Bücherei',
    version: '2',
  })
  expect(again.status).toBe(303)
  const history = words((await lead.get(`${measure}/history?from=1&to=3`)).text)
  expect(history).toContain('Partner leer Bücherei')
  expect(history).toContain('Sprachcafé für alle')
})

test('states, parts and a continuation by their forms', async () => {
  const measure = await added({ number: '8.02' })
  const stalled = await lead.post(`${measure}/stall`, {
    version: '1',
    stalled: 'yes',
    since: '01.05.2026',
    reason: 'Raum fehlt',
  })
  expect(stalled.to).toBe(`${measure}?done=stalled`)
  const early = await lead.post(`${measure}/state`, { version: '2', state: 'established', since: '01.04.2026' })
  expect(words(early.text)).toContain('Der jetzige Stand begann später.')
  await lead.post(`${measure}/state`, { version: '2', state: 'established', since: '01.06.2026' })
  await lead.post(`${measure}/milestones`, { title: 'Auftakt', due: '01.09.2026' })
  await lead.post(`${measure}/funding`, { source: 'Kreis', kind: 'own', amount: '12.000,50' })
  await lead.post(`${measure}/indicators`, { name: 'Gruppen', unit: 'Gruppen', target: '20' })
  const indicator = /<option value="([0-9a-f-]{36})"/.exec((await lead.get(`${measure}/indicators`)).text)?.[1] ?? ''
  const value = { indicator, asOf: '01.10.2026', value: '12,5' }
  expect((await lead.post(`${measure}/values`, value, { from: `${measure}/indicators` })).status).toBe(303)
  await lead.post(`${measure}/succession`, {
    successor: '2.01',
    kind: 'continued',
    throughKim: 'on',
    since: '01.06.2026',
  })
  const wrong = await lead.post(`${measure}/succession`, { successor: '9.99', kind: 'continued', since: '01.06.2026' })
  expect(words(wrong.text)).toContain('Eine Maßnahme mit der Nummer 9.99 gibt es nicht.')
  const page = words((await lead.get(measure)).text)
  for (const part of ['verstetigt', 'Auftakt', 'fällig war 01.09.2026', '12,50', '2.01 Sammeltermin', 'durch KIM'])
    expect(page).toContain(part)
  const other = words((await lead.get(path('courses'))).text)
  expect(other).toContain('8.02 Sprachcafé')
})

test('many at once: a preview row by row, then all of it', async () => {
  const ids = ['rucksack', 'courses'].map((key) => its.measure(key))
  const chosen = `/measures/bulk?kind=priority&${ids.map((id) => `id=${id}`).join('&')}`
  const seen = [...(await lead.get(chosen)).text.matchAll(/name="seen" value="([^"]+)"/g)].map(
    (match) => match[1] ?? '',
  )
  expect(seen).toHaveLength(2)
  const change = { kind: 'priority', priority: 'high', seen }
  const preview = await lead.post('/measures/bulk', change, { from: chosen })
  expect(preview.status).toBe(200)
  expect(words(preview.text)).toContain('2 Maßnahmen würden sich ändern')
  const done = await lead.post('/measures/bulk', { ...change, confirmed: 'yes' }, { from: chosen })
  expect(done.to).toBe('/measures?done=bulk')
  const twice = await lead.post('/measures/bulk', { ...change, confirmed: 'yes' }, { from: chosen })
  expect(twice.status).toBe(409)
})

test('a document is a file or an address; the file is had by who sees the document', async () => {
  const documents = path('rucksack', '/documents')
  const neither = await lead.post(documents, { title: 'Flyer' })
  expect(words(neither.text)).toContain('genau eines von beiden')
  const link = await lead.post(documents, { title: 'Flyer', address: 'https://beispiel.example/flyer.pdf' })
  expect(link.status).toBe(303)
  const council = await gate.member(['council'])
  expect((await council.get(path('rucksack'))).text).not.toContain('Flyer')
})

test('the search on every page finds measures and concepts', async () => {
  const member = await its.member('lead')
  const found = (text: string) => its.as(member, (tx) => searchMeasures(tx, member, text, 10, setting.today))
  const hits = [...(await found('integrationskonzept')), ...(await found('rucksack'))]
  expect(hits.map((hit) => hit.title)).toEqual(
    expect.arrayContaining(['Integrationskonzept für den Kreis Auental', 'Rucksack in der Kita']),
  )
})
