/** What the reports of the demo tenants say: public facts of Kreis Warendorf, the simulated register of Kreis Auental. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rooms } from '../../src/app.ts'
import { type Database, findTenant, type Tenant } from '../../src/platform/database/index.ts'
import type { Block, Inline, PaperJson } from '../../src/platform/documents/index.ts'
import { type Browser, type TestGate, testGate } from '../../src/platform/http/testing.ts'
import { demoDatabase } from '../demo.ts'

let db: Database
let gate: TestGate
beforeAll(async () => {
  db = await demoDatabase()
  gate = await testGate({ db, tenant: await tenantOf('auental') }, { rooms })
})
afterAll(() => db.close())

async function tenantOf(key: string): Promise<Tenant> {
  const tenant = await findTenant(db, key)
  if (!tenant) throw new Error(`no demo tenant ${key}`)
  return tenant
}

/** Writes a report for the obligation with these words, as the lead does, and reads it as JSON. */
async function report(key: string, words: RegExp, filled: Record<string, string | string[]>) {
  const lead = await gate.member(['lead'], { tenant: await tenantOf(key) })
  const obligation = await obligationWith(lead, words)
  const from = `/papers/drafts/new?obligation=${obligation}`
  const form = (await lead.get(from)).text
  const sent = await lead.post(
    '/papers/drafts/new',
    { ...fieldsOf(form), obligation, ...filled, discharged: filled['discharged'] === 'this' ? [obligation] : [] },
    { from },
  )
  expect(sent.status).toBe(303)
  const path = (sent.to ?? '').replace(/\?.*$/, '')
  const paper = JSON.parse((await lead.get(`${path}/json`)).text) as PaperJson
  return { paper, lines: linesOf(paper.blocks), lead, path, form }
}

async function obligationWith(lead: Browser, words: RegExp): Promise<string> {
  const list = (await lead.get('/resolutions?view=all')).text
  const addresses = new Set([...list.matchAll(/\/resolutions\/([0-9a-f-]{36})#o/g)].map(([, id]) => id))
  for (const id of addresses) {
    const page = (await lead.get(`/resolutions/${id}`)).text
    const found = [...page.matchAll(/id="o([0-9a-f-]{36})"([\s\S]*?)(?=id="o[0-9a-f-]{36}"|$)/g)]
    const one = found.find(([, , text = '']) => words.test(text))
    if (one?.[1]) return one[1]
  }
  throw new Error(`no obligation ${words}`)
}

/** What a form would send untouched. */
function fieldsOf(form: string): Record<string, string> {
  const fields: Record<string, string> = { isPublic: 'on', basis: 'register', dischargedBy: 'release' }
  for (const [, name, options = ''] of form.matchAll(/<select[^>]* name="(\w+)"[^>]*>([\s\S]*?)<\/select>/g))
    if (name) fields[name] = /<option value="([^"]*)" selected/.exec(options)?.[1] ?? fields[name] ?? ''
  for (const [, name, text = ''] of form.matchAll(/<textarea[^>]* name="(\w+)"[^>]*>([^<]*)<\/textarea>/g))
    if (name) fields[name] = text.trim()
  fields['referenceDay'] = /name="referenceDay"[^>]* value="([^"]*)"/.exec(form)?.[1] ?? ''
  return fields
}

const textOf = (runs: readonly Inline[]) =>
  runs
    .map((run) =>
      typeof run === 'string' ? run : run.kind === 'quote-mark' ? `„${run.text}“` : 'text' in run ? run.text : ' ',
    )
    .join('')

const linesOf = (blocks: readonly Block[]) =>
  blocks.flatMap((block): string[] => {
    switch (block.kind) {
      case 'heading':
        return [`# ${block.text}`]
      case 'paragraph':
        return [textOf(block.text)]
      case 'quotation':
        return [...block.text]
      case 'list':
        return block.items.map(textOf)
      case 'table':
        return [block.caption, ...block.rows.map((row) => row.map(textOf).join(' | '))]
      case 'facts':
        return block.items.map(({ term, value }) => `${term}: ${textOf(value)}`)
      default:
        return []
    }
  })

const headings = (lines: readonly string[]) => lines.filter((line) => line.startsWith('# '))

describe('Kreis Warendorf', () => {
  test('the skeleton of 066/2023 arises from public facts, and nothing else', async () => {
    const { paper, lines } = await report('warendorf', /über den Stand der Umsetzung/, {
      subject: 'Umsetzungsstand zum Integrationsbericht und Flüchtlingskonzept des Kreises Warendorf',
      referenceDay: '25.05.2023',
    })
    expect(paper.title).toBe('Berichtsvorlage, öffentlich')
    expect(paper.issuer).toBe('Kreis Warendorf · Der Landrat')
    expect(lines).toEqual(
      expect.arrayContaining([
        'Federführendes Amt: Amt für Jugend und Bildung',
        'Ausschuss für Bildung, Integration, Kultur und Sport | 25.05.2023 | Kenntnisnahme',
        'Zur Kenntnis.',
        'In der Sitzung am 21.11.2022 hat der Ausschuss für Bildung, Integration, Kultur und Sport beschlossen:',
        'Das Integrationskonzept von 2010 wird überprüft und, wo nötig, an die aktuellen Gegebenheiten im Kreis angepasst.',
        'Dazu wird im nächsten Ausschuss für Bildung, Integration, Kultur und Sport über den Stand der Umsetzung des Integrationskonzeptes von 2010 berichtet und über notwendige Anpassungen, insbesondere im Zusammenhang mit KIM beraten.',
      ]),
    )
    const text = lines.join('\n')
    expect(text).toMatch(/Antrag vom 16\.11\.2022/)
    expect(headings(lines)).toEqual(
      expect.arrayContaining([
        '# 1. Anlass',
        '# 2. Stand der Maßnahmen',
        '# 3. Überprüfung und Anpassungsbedarf',
        '# 4. Ausblick',
      ]),
    )
    // What the report of 2023 counts is told as its statement, not as a count of rows.
    expect(text).toMatch(/mehr als 80/)
    expect(text).toMatch(/über 30/)
    expect(text).toMatch(/35 Maßnahmen/)
    expect(text).toContain('Diese Angaben sind keine Zählung des Registers.')
    const stated = paper.blocks
      .flatMap((block) => (block.kind === 'paragraph' ? block.text : []))
      .flatMap((run) =>
        typeof run === 'object' && run.kind === 'figure' && /80|30|35/.test(run.text) ? [run.source] : [],
      )
    expect(stated).toHaveLength(3)
    for (const number of stated)
      expect(paper.sources.find((source) => source.number === number)?.lines.join(' ')).toMatch(
        /066\/2023.*keine Zählung/,
      )
    // The review is open, and nothing is invented.
    expect(text).toContain('„Das Integrationskonzept von 2010 wird überprüft“ ist offen.')
    expect(text).not.toMatch(/stockt|stocken|Was sich geändert hat|Tage länger/)
    for (const name of [
      'FIT – Frühkindliches Integrationstraining',
      'Mercator-Projekt',
      'Sprachhelfer-Projekt',
      'Patenprojekt Übergang Schule-Beruf',
    ])
      expect(text).toContain(name)
  })
})

describe('Kreis Auental', () => {
  test('the whole report, counted from the register, with the form filled in as it comes', async () => {
    const { paper, lines, lead, path } = await report(
      'auental',
      /wie weit das Integrationskonzept von 2010 umgesetzt ist/,
      {
        discharged: 'this',
      },
    )
    expect(paper.marks).toEqual(['DEMO', 'Entwurf'])
    expect(headings(lines)).toEqual([
      '# Beschlussvorschlag',
      '# Erläuterungen',
      '# 1. Anlass',
      '# 2. Stand der Maßnahmen',
      '# Fest etabliert',
      '# Was stockt und warum',
      '# Was sich geändert hat',
      '# 3. KIM: Themen, Hürden, Lücken, Entscheidungen, Wirkungen',
      '# Themen aus der Praxis',
      '# Lücken',
      '# Entscheidungen der Lenkungsgruppe',
      '# 4. Überprüfung und Anpassungsbedarf',
      '# 5. Ausblick',
      '# Anlagen',
      '# Anlage 1: Maßnahmentabelle',
      '# Anlage 2: Beschlusskontrolle',
    ])
    const text = lines.join('\n')
    expect(text).toMatch(/führt das Register \d+ Maßnahmen\. \d+ davon sind fest etabliert/)
    expect(text).toContain('Die Zahlen dürfen deshalb nicht addiert werden.')
    expect(text).toMatch(/Diese Vorlage erfüllt den \S+ Auftrag/)
    // The table of the annex has as many rows as the sentence says.
    const total = Number(/führt das Register (\d+) Maßnahmen/.exec(text)?.[1])
    const annex = paper.blocks.findLast((block) => block.kind === 'table' && block.caption === 'Maßnahmen')
    expect(annex?.kind === 'table' && annex.rows.length).toBe(total)
    expect((await lead.get(`${path}/pdf`)).headers.get('content-type')).toBe('application/pdf')
  })
})
