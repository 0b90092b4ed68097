import { strFromU8, unzipSync } from 'fflate'
import { SaxesParser } from 'saxes'
import { beforeAll, describe, expect, test } from 'vitest'
import { aPaper, hostile } from '../testing.ts'
import { toDocx } from './docx.ts'
import { clean } from './plan.ts'

let bytes: Uint8Array
let parts: Record<string, string>
beforeAll(async () => {
  bytes = await toDocx(aPaper())
  parts = Object.fromEntries(Object.entries(unzipSync(bytes)).map(([name, part]) => [name, strFromU8(part)]))
})

const body = () => parts['word/document.xml'] ?? ''
const paragraphs = () => body().match(/<w:p[ >].*?<\/w:p>/gs) ?? []
const textOf = (xml: string) =>
  [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)]
    .map((match) => match[1] ?? '')
    .join('')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&')

describe('the file', () => {
  test('is well-formed in every part and holds neither macros nor foreign objects', () => {
    for (const [name, text] of Object.entries(parts)) {
      expect(name).toMatch(/\.(xml|rels)$/)
      expect(name).not.toMatch(/vba|activeX|embeddings/i)
      expect(() => new SaxesParser({ xmlns: true }).write(text).close(), name).not.toThrow()
    }
    expect(parts['[Content_Types].xml']).not.toContain('macroEnabled')
  })

  test('says what it is, in which language, and that it is a demonstration', () => {
    expect(parts['docProps/core.xml']).toContain(
      '<dc:title>Berichtsvorlage, öffentlich: Umsetzungsstand zum Integrationskonzept des Kreises Auental</dc:title>',
    )
    expect(parts['docProps/core.xml']).toContain('<cp:keywords>DEMO, Entwurf</cp:keywords>')
    expect(parts['word/styles.xml']).toContain('<w:lang w:val="de-DE"')
    expect(parts['word/header2.xml']).toContain('DEMO · Entwurf')
    expect(parts['word/footer1.xml']).toMatch(/Seite .*PAGE.* von .*NUMPAGES/s)
  })

  test('is the same for the same paper', async () => {
    expect(Buffer.compare(await toDocx(aPaper()), bytes)).toBe(0)
  })
})

describe('the text', () => {
  test('has headings without a step left out', () => {
    const headings = paragraphs().flatMap((xml) => {
      const style = /<w:pStyle w:val="(Title|Heading\d)"/.exec(xml)?.[1]
      return style ? [[style, textOf(xml)]] : []
    })
    expect(headings).toEqual([
      ['Title', 'Berichtsvorlage, öffentlichNr. DEMO-000/2026'],
      ['Heading1', 'Betreff'],
      ['Heading1', 'Erläuterungen'],
      ['Heading2', 'Anlass'],
      ['Heading1', 'Quellen'],
    ])
  })

  test('is only text', () => {
    expect(paragraphs().map(textOf)).toContain(`${clean(hostile)}„Zitat“`)
  })

  test('leads from a figure to its source, and only where it may', () => {
    expect(body()).toContain('<w:hyperlink w:history="1" w:anchor="quelle_1">')
    expect(body()).toMatch(/w:bookmarkStart w:name="quelle_9"/)
    expect(textOf(body())).not.toContain('Nirgends gebraucht')
    expect(parts['word/_rels/document.xml.rels']).toContain('https://example.org/beschluss')
    expect(Object.values(parts).join('')).not.toContain('javascript:')
  })

  test('repeats the header of a table', () => {
    expect(body().match(/<w:tblHeader\/>/g)).toHaveLength(1)
    expect(paragraphs().map(textOf)).toContain('Tabelle 1: Maßnahmen nach Stand')
  })

  test('shows what was deleted and what is new', () => {
    expect(body()).toMatch(/<w:strike\/>.*?Migranten</s)
    expect(body()).toMatch(/<w:u w:val="single".*?Menschen mit Einwanderungsgeschichte</s)
  })
})

test('may lie on its side', async () => {
  const wide = strFromU8(unzipSync(await toDocx(aPaper({ landscape: true })))['word/document.xml'] as Uint8Array)
  expect(wide).toContain('w:w="16838" w:h="11906" w:orient="landscape"')
})

test('a figure without a source does not leave the house', async () => {
  await expect(toDocx(aPaper({ sources: [] }))).rejects.toThrow('has no source 9')
})
