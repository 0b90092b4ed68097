import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { day } from '../../../kernel/day.ts'
import { type Browser, type TestGate, testGate } from '../../../platform/http/testing.ts'
import { room as network } from '../../network/index.ts'
import { room } from '../index.ts'
import { readFilter } from '../pages/listing.ts'
import { listMeasures } from '../queries/measures.ts'
import { setting, type TestRegister, testRegister } from '../testing.ts'
import { changesSince, chapterCoverage } from './queries.ts'

let its: TestRegister
let gate: TestGate
let lead: Browser
beforeAll(async () => {
  its = await testRegister()
  gate = await testGate(its, { rooms: [network, room] })
  lead = await gate.member(['lead'])
})
afterAll(() => its.close())

/** What a page says about rows of the register: an address of the list, and the figure beside it. */
function figuresIn(text: string): { readonly address: string; readonly figure: number }[] {
  const patterns = [
    // Rows of tables: the name leads to the list, the figure is the next number.
    /<tr><th[^>]*>(?:(?!<\/th>).)*?href="\/auental(\/measures\?[^"]+)"(?:(?!<\/tr>).)*?<td class="[^"]*numeric[^"]*">([\d.]+)<\/td>/g,
    // Figures that are links themselves.
    /href="\/auental(\/measures\?[^"]+)"[^>]*>(?:<span[^>]*>)?([\d.]+)(?:<\/span>)?<\/a>/g,
    // Squares of the matrix.
    /<a href="\/auental(\/measures\?[^"]+)" aria-label="[^"]*: (eine|[\d.]+) Maßnahme/g,
  ]
  return patterns.flatMap((pattern) =>
    [...text.matchAll(pattern)].map((match) => ({
      address: (match[1] ?? '').replaceAll('&amp;', '&'),
      figure: match[2] === 'eine' ? 1 : Number(match[2]?.replaceAll('.', '')),
    })),
  )
}

describe('the overview', () => {
  test('says first what there is to say', async () => {
    const page = await lead.get('/measures/overview')
    expect(page.text).toContain('Von 5 Maßnahmen ist eine verstetigt, eine stockt')
    expect(page.text).toContain('Fortschreibung fällig seit 10.07.2013')
  })

  test.each(['lead', 'council'] as const)('leads from every figure to exactly its rows (%s)', async (role) => {
    const actor = await its.member(role)
    const browser = await gate.member([role])
    const figures = [
      ...figuresIn((await browser.get('/measures/overview')).text),
      ...figuresIn((await browser.get('/measures/overview?matrix=place')).text),
    ]
    const kinds = new Set(figures.flatMap(({ address }) => [...new URLSearchParams(address.split('?')[1]).keys()]))
    expect([...kinds].sort()).toEqual(['concept', 'field', 'kim', 'place', 'role', 'state'])
    expect(figures.length).toBeGreaterThan(30)
    for (const { address, figure } of figures) {
      const filter = readFilter(new URLSearchParams(address.split('?')[1]))
      const { total } = await its.as(actor, (tx) => listMeasures(tx, actor, filter, { limit: 1 }, setting.today))
      expect(total, address).toBe(figure)
    }
  })

  test('says what became of a concept; a proposed successor supersedes nothing', async () => {
    const actor = await its.member('lead')
    const concept = its.register.concepts.get('concept-2010')
    const chapters = await its.as(actor, (tx) => chapterCoverage(tx, actor, concept as never))
    expect(chapters).toEqual([{ chapter: null, covered: 1, superseded: 1, open: 1, discontinued: 0, total: 3 }])
  })

  test('names what changed since a day, each measure once', async () => {
    const actor = await its.member('lead')
    const { changes } = await its.as(actor, (tx) => changesSince(tx, actor, day('2025-01-01'), setting.today))
    const numbers = Object.entries(changes).map(([kind, of]) => [kind, of.map(({ measure }) => measure.number)])
    expect(Object.fromEntries(numbers)).toEqual({
      added: ['3.01'],
      established: [],
      stalled: ['1.02'],
      movedOn: [],
      ended: [],
    })
    const page = await lead.get('/measures/overview?since=01.01.2010')
    expect(page.text).toContain('5 Änderungen seit dem 01.01.2010')
    // A day that is none, or lies ahead, is passed over.
    expect((await lead.get('/measures/overview?since=31.02.2026')).text).toContain('seit dem 16.11.2025')
    expect((await lead.get('/measures/overview?since=01.01.2030')).text).toContain('seit dem 16.11.2025')
  })

  test('shows members of councils what is public, and nothing else', async () => {
    const page = await (await gate.member(['council'])).get('/measures/overview')
    expect(page.text).toContain('Von 4 Maßnahmen')
    expect(page.text).not.toContain('Vertrauliche Vorprüfung')
    expect(page.text).not.toContain('Entwurf der Fortschreibung')
  })

  test('opens in both languages, and no text is missing', async () => {
    for (const language of ['de', 'en'])
      for (const query of ['', '?matrix=place'])
        expect((await lead.get(`/measures/overview${query}`, { 'accept-language': language })).status).toBe(200)
    expect(gate.log.filter((line) => line.includes('text missing'))).toEqual([])
  })
})
