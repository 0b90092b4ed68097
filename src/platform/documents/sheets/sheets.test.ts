import fc from 'fast-check'
import { strToU8, unzipSync, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { addDays, day } from '../../../kernel/day.ts'
import { writeCsv } from '../csv.ts'
import type { Book, BookCell, SheetCell } from './model.ts'
import { readRows, readSheet } from './read.ts'
import { writeXlsx } from './write.ts'

const aBook = (rows: readonly (readonly BookCell[])[], overrides: Partial<Book> = {}): Book => ({
  title: 'Maßnahmen',
  marks: ['DEMO'],
  createdOn: day('2026-11-23'),
  sheets: [
    {
      name: 'Maßnahmen',
      columns: [
        { header: 'Titel', width: 40 },
        { header: 'Anzahl', kind: 'number' },
        { header: 'Beginn', kind: 'day' },
      ],
      rows,
    },
  ],
  ...overrides,
})

/** A workbook by hand: the sheet's rows as XML, and what else lies in it. */
function byHand(sheetData: string, more: Readonly<Record<string, string | Uint8Array>> = {}): Uint8Array {
  const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
  const parts: Record<string, string | Uint8Array> = {
    '[Content_Types].xml': '<Types/>',
    'xl/workbook.xml': `<workbook ${main} xmlns:r="r"><sheets><sheet name="Tabelle1" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels':
      '<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
    'xl/styles.xml': `<styleSheet ${main}><numFmts><numFmt numFmtId="170" formatCode="[$-407]d. mmmm yyyy;@"/></numFmts><cellXfs><xf/><xf numFmtId="14"/><xf numFmtId="170"/><xf numFmtId="20"/></cellXfs></styleSheet>`,
    'xl/sharedStrings.xml': `<sst ${main}><si><t>Titel</t></si><si><r><t>Sprach</t></r><r><t>kurs</t></r><rPh><t>x</t></rPh></si></sst>`,
    'xl/worksheets/sheet1.xml': `<worksheet ${main}><sheetData>${sheetData}</sheetData></worksheet>`,
    ...more,
  }
  return zipSync(
    Object.fromEntries(
      Object.entries(parts).map(([name, part]) => [name, typeof part === 'string' ? strToU8(part) : part]),
    ),
  )
}

const cellsOf = async (bytes: Uint8Array, name = 'liste.xlsx'): Promise<readonly (readonly SheetCell[])[]> => {
  const reading = await readSheet(bytes, name)
  if (reading.refused !== undefined) throw new Error(reading.refused)
  return reading.content.map((row) => row.cells)
}

const refusalOf = async (bytes: Uint8Array, name = 'liste.xlsx', limits = {}) => {
  let rows = 0
  const outcome = await readRows(bytes, name, { limits }, () => {
    rows++
  })
  return [outcome.refused, rows]
}

describe('what is written is read again', () => {
  test('whatever stands in the cells', async () => {
    const text = fc.string({ unit: 'binary', maxLength: 20 }).filter((value) => value.trim() !== '')
    const texts = fc.oneof(text, fc.constantFrom('=1+1', '+49', '@SUM(A1)', '_x0041_', ' a ', 'a\r\nb', '\t=', '<&>"'))
    const number = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer())
    const days = fc.integer({ min: 0, max: 60_000 }).map((count) => addDays(day('1900-03-02'), count))
    const row = fc.tuple(fc.option(texts), fc.option(number), fc.option(days))
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 6 }), async (rows) => {
        const cells = await cellsOf(await writeXlsx(aBook(rows)))
        expect(cells[0]).toEqual(['Titel', 'Anzahl', 'Beginn'])
        const filled = rows.filter((values) => values.some((value) => value !== null))
        expect(cells.slice(1).map((found) => [0, 1, 2].map((index) => found[index] ?? null))).toEqual(
          filled.map(([title, count, begin]) => [
            title?.toWellFormed() ?? null,
            Object.is(count, -0) ? 0 : count,
            begin === null ? null : { kind: 'day', day: begin },
          ]),
        )
      }),
      { numRuns: 60 },
    )
  })

  test('no text is a formula, in no part of the file', async () => {
    const parts = unzipSync(await writeXlsx(aBook([['=HYPERLINK("http://x")', 1, null]])))
    const all = Object.values(parts).map((part) => Buffer.from(part).toString())
    expect(all.some((part) => /<f[ >]/.test(part))).toBe(false)
    expect(all.join('')).toContain('<cp:keywords>DEMO</cp:keywords>')
    expect(all.join('')).toContain('&amp;LMaßnahmen · DEMO')
  })

  test('the same book gives the same bytes', async () => {
    const [one, other] = await Promise.all([writeXlsx(aBook([['a', 1, null]])), writeXlsx(aBook([['a', 1, null]]))])
    expect(Buffer.compare(one, other)).toBe(0)
  })

  test('names of sheets are made such as Excel takes them', async () => {
    const sheet = { name: 'Stand [neu]: sehr lang, länger als erlaubt', columns: [], rows: [] }
    const notes = { name: 'Hinweise', lines: ['Stand 23.11.2026'] }
    const reading = await readSheet(await writeXlsx(aBook([], { sheets: [sheet, sheet], notes })), 'x.xlsx', {
      sheet: 'Hinweise',
    })
    expect(reading).toMatchObject({
      sheets: [
        { name: 'Stand  neu   sehr lang, länger' },
        { name: 'Stand  neu   sehr lang, län (2)' },
        { name: 'Hinweise' },
      ],
      content: [{ cells: ['Maßnahmen'] }, { cells: ['DEMO'] }, { cells: ['Stand 23.11.2026'] }],
    })
  })
})

describe('cells of Excel', () => {
  test.each<[string, string, SheetCell[]]>([
    [
      'shared and rich text',
      '<row r="4"><c r="A4" t="s"><v>0</v></c><c r="C4" t="s"><v>1</v></c></row>',
      ['Titel', null, 'Sprachkurs'],
    ],
    [
      'a day by a format of the program',
      '<row><c s="1"><v>45972</v></c></row>',
      [{ kind: 'day', day: day('2025-11-11') }],
    ],
    [
      'a day by a format of the file, with hours',
      '<row><c s="2"><v>45972.75</v></c></row>',
      [{ kind: 'day', day: day('2025-11-11') }],
    ],
    ['hours are no day', '<row><c s="3"><v>0.5</v></c></row>', [0.5]],
    [
      'the day before the day that never was',
      '<row><c s="1"><v>59</v></c></row>',
      [{ kind: 'day', day: day('1900-02-28') }],
    ],
    [
      'yes, no and a fault',
      '<row><c t="b"><v>1</v></c><c t="b"><v>0</v></c><c t="e"><v>#REF!</v></c></row>',
      [true, false, { kind: 'fault', code: '#REF!' }],
    ],
    [
      'a formula and what it last gave',
      '<row><c><f>A1+1</f><v>7</v></c><c t="str"><f>"a"</f><v>a</v></c></row>',
      [
        { kind: 'formula', value: 7 },
        { kind: 'formula', value: 'a' },
      ],
    ],
    ['a prefix', '<x:row xmlns:x="y"><x:c t="inlineStr"><x:is><x:t>da</x:t></x:is></x:c></x:row>', ['da']],
  ])('%s', async (_, xml, expected) => {
    expect(await cellsOf(byHand(xml))).toEqual([expected])
  })

  test('days by the count of 1904', async () => {
    const workbook =
      '<workbook xmlns:r="r"><workbookPr date1904="1"/><sheets><sheet name="T" sheetId="1" r:id="rId1"/></sheets></workbook>'
    const cells = await cellsOf(byHand('<row><c s="1"><v>44510</v></c></row>', { 'xl/workbook.xml': workbook }))
    expect(cells).toEqual([[{ kind: 'day', day: day('2025-11-11') }]])
  })

  test('of several sheets the first that is shown, or the one that is named', async () => {
    const more = {
      'xl/workbook.xml':
        '<workbook xmlns:r="r"><sheets><sheet name="Alt" state="veryHidden" r:id="rId2"/><sheet name="Neu" r:id="rId1"/></sheets></workbook>',
      'xl/_rels/workbook.xml.rels':
        '<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="x/worksheet" Target="/xl/worksheets/sheet2.xml"/></Relationships>',
      'xl/worksheets/sheet2.xml': '<worksheet><sheetData><row><c><v>2</v></c></row></sheetData></worksheet>',
      'xl/externalLinks/externalLink1.xml': '<externalLink/>',
    }
    const book = byHand('<row><c><v>1</v></c></row>', more)
    const reading = await readSheet(book, 'x.xlsx')
    expect(reading).toMatchObject({
      sheet: 'Neu',
      sheets: [
        { name: 'Alt', hidden: true },
        { name: 'Neu', hidden: false },
      ],
      externalLinks: true,
      content: [{ number: 1, cells: [1] }],
    })
    expect(await readSheet(book, 'x.xlsx', { sheet: 'Alt' })).toMatchObject({ content: [{ cells: [2] }] })
    expect(await readSheet(book, 'x.xlsx', { sheet: 'Weg' })).toMatchObject({ refused: 'no-such-sheet' })
  })
})

describe('texts with separators', () => {
  const win = (text: string) => Buffer.from(text, 'latin1')
  test.each<[string, Uint8Array, object, unknown[]]>([
    [
      'UTF-8 with mark',
      Buffer.from('\ufeffTitel;Zahl\r\nÄ;1\r\n'),
      { encoding: 'utf-8', separator: ';' },
      [
        ['Titel', 'Zahl'],
        ['Ä', '1'],
      ],
    ],
    [
      'Windows-1252',
      win('Titel,Zahl\nStraße,2'),
      { encoding: 'windows-1252', separator: ',' },
      [
        ['Titel', 'Zahl'],
        ['Straße', '2'],
      ],
    ],
    [
      'tabs',
      Buffer.from('a\tb\r\rc\t'),
      { separator: '\t' },
      [
        ['a', 'b'],
        ['c', null],
      ],
    ],
    ['UTF-16', Buffer.from('\ufeffä\tb', 'utf16le'), { encoding: 'utf-16' }, [['ä', 'b']]],
    [
      'quotes, breaks, separators',
      Buffer.from('a;"b ""c""\n;d"\n"";2,5'),
      { separator: ';' },
      [
        ['a', 'b "c"\n;d'],
        [null, '2,5'],
      ],
    ],
    [
      'a comma in the texts',
      Buffer.from('Titel;Ort\nKurs, neu;Aulenstedt, Mitte\n'),
      { separator: ';' },
      [
        ['Titel', 'Ort'],
        ['Kurs, neu', 'Aulenstedt, Mitte'],
      ],
    ],
  ])('%s', async (_, bytes, csv, expected) => {
    const reading = await readSheet(bytes, 'liste.csv')
    expect(reading).toMatchObject({ kind: 'csv', csv, sheet: 'liste' })
    expect('content' in reading && reading.content.map((row) => row.cells)).toEqual(expected)
  })

  test('what writeCsv wrote', async () => {
    const text = fc
      .string({ unit: 'binary', maxLength: 12 })
      .filter((value) => value.trim() !== '' && !value.startsWith("'") && !value.includes('\0'))
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(text, text), { maxLength: 5 }), async (rows) => {
        const cells = await cellsOf(Buffer.from(writeCsv(['Titel', 'Ort'], rows)), 'x.csv')
        expect(cells.slice(1)).toEqual(rows.map((row) => row.map((value) => value.toWellFormed())))
      }),
    )
  })
})

describe('is refused, and no row is handed over', () => {
  const ole = (text = '') => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from(text, 'utf16le')])
  const lol = `<!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;">]><worksheet><sheetData><row><c t="str"><v>&b;</v></c></row></sheetData></worksheet>`
  test.each<[string, Uint8Array, string]>([
    ['nothing', new Uint8Array(), 'empty'],
    ['a workbook of Excel 97', ole('Workbook'), 'old-excel'],
    ['a workbook with a password', ole('EncryptedPackage'), 'encrypted'],
    ['a PDF', Buffer.from('%PDF-1.7'), 'unknown-kind'],
    ['a web page', Buffer.from('<!doctype html><table>'), 'unknown-kind'],
    ['bytes', Buffer.from([1, 2, 0, 3]), 'unknown-kind'],
    ['an archive of something else', zipSync({ 'word/document.xml': strToU8('<a/>') }), 'unknown-kind'],
    ['half an archive', byHand('<row><c><v>1</v></c></row>').subarray(0, 900), 'broken'],
    ['macros', byHand('<row><c><v>1</v></c></row>', { 'xl/vbaProject.bin': 'x' }), 'macros'],
    [
      'macros by their type',
      byHand('<row><c><v>1</v></c></row>', {
        '[Content_Types].xml':
          '<Types><Override ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>',
      }),
      'macros',
    ],
    ['entities', byHand('', { 'xl/worksheets/sheet1.xml': lol }), 'unsafe-xml'],
    [
      'entities in the strings',
      byHand('<row><c><v>1</v></c></row>', {
        'xl/sharedStrings.xml': '<!DOCTYPE sst SYSTEM "file:///etc/passwd"><sst/>',
      }),
      'unsafe-xml',
    ],
    ['broken XML', byHand('<row><c></row>'), 'broken'],
    ['no sheet', byHand('', { 'xl/workbook.xml': '<workbook><sheets/></workbook>' }), 'no-sheet'],
    [
      'a bomb',
      byHand('', { 'xl/worksheets/sheet1.xml': `<worksheet><!--${' '.repeat(60_000_000)}--></worksheet>` }),
      'bomb',
    ],
    [
      'too many parts',
      byHand('', Object.fromEntries(Array.from({ length: 1001 }, (_, index) => [`x${index}`, 'x']))),
      'too-many-parts',
    ],
    ['a column far out', byHand('<row><c r="ZZ1"><v>1</v></c></row>'), 'too-many-columns'],
    ['a very long cell', byHand(`<row><c t="str"><v>${'ab'.repeat(40_000)}</v></c></row>`), 'cell-too-long'],
    ['a very long cell of a text', Buffer.from(`a;${'ab'.repeat(40_000)}`), 'cell-too-long'],
  ])('%s', async (_, bytes, code) => {
    expect(await refusalOf(bytes)).toEqual([code, 0])
  })

  test('a file beyond the limit', async () => {
    expect(await refusalOf(Buffer.from('a;b'), 'x.csv', { bytes: 2 })).toEqual(['too-large', 0])
  })
})

test('a hundred thousand rows are read in seconds, one more is too many', async () => {
  const row = (index: number) => [`Maßnahme ${index}`, index, day('2026-11-23')]
  const book = (count: number) => writeXlsx(aBook(Array.from({ length: count }, (_, index) => row(index))))
  const began = performance.now()
  let rows = 0
  const outcome = await readRows(await book(99_999), 'x.xlsx', {}, () => {
    rows++
  })
  expect(outcome).toMatchObject({ rows: 100_000 })
  expect(rows).toBe(100_000)
  expect(performance.now() - began).toBeLessThan(15_000)
  expect(await refusalOf(Buffer.from('a;b\n'.repeat(100_001)), 'x.csv')).toEqual(['too-many-rows', 100_000])
}, 30_000)
