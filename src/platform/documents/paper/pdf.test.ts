import { execFile, execFileSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { inflateSync } from 'node:zlib'
import { beforeAll, describe, expect, test } from 'vitest'
import { day } from '../../../kernel/day.ts'
import { aPaper, hostile } from '../testing.ts'
import { toPdf } from './pdf.ts'
import { clean } from './plan.ts'

let pdf: Buffer
beforeAll(async () => {
  pdf = Buffer.from(await toPdf(aPaper()))
})

/** The newest version of each object: what was written last counts. */
function objects(file: Buffer): ReadonlyMap<number, string> {
  const found = new Map<number, string>()
  for (const [, number, body = ''] of file.toString('latin1').matchAll(/\n(\d+) 0 obj\n(.*?)\nendobj/gs))
    found.set(Number(number), body)
  return found
}

/** Streams of the pages, unpacked. */
const streams = (file: Buffer): string =>
  [...objects(file).values()]
    .filter((body) => body.includes('/FlateDecode'))
    .map((body) => {
      const start = body.indexOf('stream\n') + 'stream\n'.length
      try {
        return inflateSync(Buffer.from(body.slice(start), 'latin1'), { finishFlush: 2 }).toString('latin1')
      } catch {
        return ''
      }
    })
    .join('\n')

describe('PDF/UA-1', () => {
  test('says so, is tagged, and names language and title', () => {
    const catalogue = [...objects(pdf).values()].find((body) => body.includes('/Type /Catalog')) ?? ''
    expect(catalogue).toMatch(/\/Marked true/)
    expect(catalogue).toMatch(/\/Lang \(de-DE\)/)
    expect(catalogue).toMatch(/\/StructTreeRoot \d+ 0 R/)
    expect(catalogue).toMatch(/\/DisplayDocTitle true/)
    const number = Number(/\/Metadata (\d+) 0 R/.exec(catalogue)?.[1])
    const metadata = Buffer.from(objects(pdf).get(number) ?? '', 'latin1').toString('utf8')
    expect(metadata).toContain('<pdfuaid:part xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">1</pdfuaid:part>')
    expect(metadata).toContain('Berichtsvorlage, öffentlich: Umsetzungsstand zum Integrationskonzept')
    expect(metadata).toContain('2026-11-23')
  })

  test('has every kind of element that the paper has, and headings without a gap', () => {
    const all = [...objects(pdf).values()]
    const kinds = new Set(all.flatMap((body) => [...body.matchAll(/\/S \/(\w+)/g)].map((match) => match[1])))
    for (const kind of ['H1', 'H2', 'H3', 'P', 'L', 'LI', 'Table', 'THead', 'TR', 'TH', 'TD', 'BlockQuote', 'Link'])
      expect(kinds, kind).toContain(kind)
    expect(kinds).not.toContain('H4')
  })

  test('marks everything on a page as content or as decoration', () => {
    const drawn = streams(pdf)
    expect(drawn).toMatch(/\/Artifact/)
    // Outside of marked content nothing may be shown (ISO 14289-1, 7.1).
    let depth = 0
    for (const [operator] of drawn.matchAll(/\b(?:BDC|BMC|EMC|TJ|Tj)\b/g)) {
      if (operator === 'BDC' || operator === 'BMC') depth++
      else if (operator === 'EMC') depth--
      else if (depth === 0) expect.fail('text outside of marked content')
    }
  })

  test('embeds what it needs: no font of the machine', () => {
    const fonts = [...objects(pdf).values()].flatMap((body) => /\/BaseFont \/(\S+)/.exec(body)?.[1] ?? [])
    expect(fonts.length).toBeGreaterThan(1)
    for (const font of fonts) expect(font).toMatch(/^[A-Z]{6}\+FiraSans-/)
  })
})

test('the table of references is in order', () => {
  const text = pdf.toString('latin1')
  for (const [, from] of text.matchAll(/startxref\s+(\d+)/g)) {
    const table = text.slice(Number(from))
    expect(table.startsWith('xref')).toBe(true)
    const rows = table.slice(0, table.indexOf('trailer')).matchAll(/(\d+) (\d+)\n((?:\d{10} \d{5} [nf] ?\n)+)/g)
    for (const [, first, , list = ''] of rows) {
      for (const [index, row] of list.trimEnd().split('\n').entries()) {
        if (!row.includes(' n')) continue
        expect(text.slice(Number(row.slice(0, 10))).startsWith(`${Number(first) + index} 0 obj`)).toBe(true)
      }
    }
  }
})

test('the same paper gives the same bytes, and a second one comes quickly', async () => {
  const began = performance.now()
  const again = await toPdf(aPaper())
  expect(performance.now() - began).toBeLessThan(2000)
  expect(Buffer.compare(again, pdf)).toBe(0)
})

test('other papers: on its side, without sources, English, without a text', async () => {
  const papers = [
    aPaper({ landscape: true, language: 'en' }),
    aPaper({ blocks: [], subject: undefined, marks: [], footer: undefined, reference: undefined }),
    aPaper({
      blocks: [
        { kind: 'list', items: [] },
        { kind: 'table', caption: '', columns: [{ header: '' }], rows: [] },
      ],
    }),
    aPaper({ createdOn: day('1996-02-29'), issuer: hostile, title: hostile }),
  ]
  const sizes = await Promise.all(papers.map(async (paper) => (await toPdf(paper)).length))
  expect(sizes.every((size) => size > 5000)).toBe(true)
})

test('a figure without a source does not leave the house', async () => {
  await expect(toPdf(aPaper({ sources: [] }))).rejects.toThrow('has no source 9')
})

/** Of poppler; on Debian in poppler-utils. */
const reader = 'pdftotext'
const poppler = (() => {
  try {
    execFileSync(reader, ['-v'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})()

describe.skipIf(!poppler)('read by poppler (skipped where pdftotext is missing)', () => {
  test('text is only text; margin notes stand beside it without touching each other', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'nahtlos-pdf-'))
    try {
      const many = Array.from({ length: 12 }, (_, index) => index + 1)
      const paper = aPaper({
        sources: many.map((number) => ({ number, label: `Randnotiz${number}`, lines: ['Zeile', 'Zeile'] })),
        blocks: [
          { kind: 'paragraph', text: [hostile] },
          { kind: 'paragraph', text: many.map((source) => ({ kind: 'figure', text: `${source} Fälle `, source })) },
        ],
      })
      await writeFile(join(folder, 'a.pdf'), await toPdf(paper))
      const run = promisify(execFile)
      const { stdout: text } = await run(reader, [join(folder, 'a.pdf'), '-'])
      expect(text.replace(/\s+/g, ' ')).toContain(clean(hostile).trim().replace(/\s+/g, ' '))
      const { stdout: boxes } = await run(reader, ['-bbox', join(folder, 'a.pdf'), '-'])
      const notes = [...boxes.matchAll(/yMin="([\d.]+)"[^>]*yMax="([\d.]+)">Randnotiz\d+</g)]
      const tops = notes.map((match) => Number(match[1]))
      expect(tops).toHaveLength(12)
      expect(tops.every((top, index) => index === 0 || top - (tops[index - 1] ?? 0) > 30)).toBe(true)
    } finally {
      await rm(folder, { recursive: true })
    }
  })
})
