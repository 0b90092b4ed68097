import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Tallies } from '../tallies.ts'
import { issuesOf } from '../testing.ts'
import { FieldText } from '../text.ts'
import { Cells } from './cells.ts'
import { Scanner } from './scan.ts'

/** Records of a text as texts, with the line on which each begins. Missing and empty fields are ''. */
function scan(text: string, delimiter = ',') {
  const bytes = new TextEncoder().encode(text)
  const scanner = new Scanner(delimiter.charCodeAt(0))
  const cells = new Cells(scanner, new FieldText(new Tallies(), true))
  const records: { line: number; fields: string[]; strays: number }[] = []
  for (let at = 0; at < bytes.length; ) {
    at = scanner.next(bytes, at, bytes.length, true)
    const fields = Array.from({ length: scanner.fields }, (_, field) => (cells.find(bytes, field) ? cells.text() : ''))
    records.push({ line: scanner.line, fields, strays: scanner.strays })
  }
  return records
}

const fields = (text: string, delimiter?: string) => scan(text, delimiter).map((record) => record.fields)

describe('records and fields', () => {
  test.each([
    [
      'a,b\nc,d\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'a,b\r\nc,d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'a,b\rc,d\r',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['a,,\n', [['a', '', '']]],
    ['a,', [['a', '']]],
    ['"a,b",c\n', [['a,b', 'c']]],
    ['"sagt ""ja""",c', [['sagt "ja"', 'c']]],
    ['"zwei\r\nZeilen",c', [['zwei\r\nZeilen', 'c']]],
    [' "a" , "b" \n', [['a', 'b']]],
    [' a , b ', [[' a ', ' b ']]],
    ['a"b,c', [['a"b', 'c']]],
    ['"Amt "Nord" links",c', [['Amt "Nord" links', 'c']]],
    ['"",""\n', [['', '']]],
    ['مكتب,"الأجانب, هنا"\n', [['مكتب', 'الأجانب, هنا']]],
  ])('%j', (text, expected) => {
    expect(fields(text)).toEqual(expected)
  })

  test('other delimiters', () => {
    expect(fields('a;b,c;"d;e"\n', ';')).toEqual([['a', 'b,c', 'd;e']])
    expect(fields('a\t"b\tc"\n', '\t')).toEqual([['a', 'b\tc']])
    expect(fields('a|b\n', '|')).toEqual([['a', 'b']])
  })
})

test('counts lines as an editor does, also inside quotes', () => {
  const lines = scan('a,b\n"x\ny\r\nz",1\n\nc,d').map((record) => record.line)
  expect(lines).toEqual([1, 2, 5, 6])
})

test('stray quotes are kept and counted', () => {
  expect(scan('"Amt "Nord" links",c')[0]?.strays).toBe(2)
})

test('an open quote is refused with the line where it opens', async () => {
  const refused = issuesOf(Promise.resolve().then(() => scan('a,b\nc,"d\ne,f\n')))
  expect(await refused).toEqual([{ field: 'log', code: 'log.csv.quote-unclosed', values: { line: 2 } }])
})

test('gives back what a writer wrote, for every delimiter and line ending', () => {
  const cell = fc.string({
    unit: fc.constantFrom('a', 'ü', '😀', 'ش', ' ', ',', ';', '\t', '|', '"', '\n', '\r\n', 'NA'),
  })
  const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 8 })
  fc.assert(
    fc.property(rows, fc.constantFrom(',', ';', '\t', '|'), fc.constantFrom('\n', '\r\n'), (table, delimiter, end) => {
      const quote = (text: string) => `"${text.replaceAll('"', '""')}"`
      const written = table.map((row) => row.map(quote).join(delimiter)).join(end)
      // A blank label counts as missing; everything else comes back to the byte.
      const expected = table.map((row) => row.map((text) => (/^ *$/.test(text) ? '' : text)))
      expect(fields(written, delimiter)).toEqual(expected)
    }),
  )
})

test.each(['a,b', 'a,b\r', '"a",b', '"a', '"a"', '"a" ', '"a""', 'a,'])(
  '%j may go on: more is needed before it is a record',
  (text) => {
    const bytes = new TextEncoder().encode(`${text}\nrest`)
    const scanner = new Scanner(0x2c)
    expect(scanner.next(bytes, 0, text.length, false)).toBe(-1)
    expect(scanner.lines).toBe(0)
  },
)
