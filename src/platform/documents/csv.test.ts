import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { writeCsv } from './csv.ts'

const cells = (...row: Parameters<typeof writeCsv>[0]) => writeCsv(['a'], [row]).split('\r\n').slice(1, -1).join('\r\n')

test('is what Excel opens: byte order mark, semicolons, CRLF, decimal comma', () => {
  expect(
    writeCsv(
      ['Name', 'Tage'],
      [
        ['Jobcenter', 14.5],
        ['Schulamt', null],
      ],
    ),
  ).toBe('\uFEFFName;Tage\r\nJobcenter;14,5\r\nSchulamt;\r\n')
})

test('quotes what needs it', () => {
  expect(cells('a;b', 'sagt "ja"', 'zwei\nZeilen', 'Köln, Mitte')).toBe(
    '"a;b";"sagt ""ja""";"zwei\nZeilen";Köln, Mitte',
  )
})

describe('a formula stays a text', () => {
  test.each(['=1+1', '+49 2999 1', '-2', '@SUM(A1)', '\t=1', '  =1', '\u00a0=1', '＝1'])('%j', (text) => {
    expect(cells(text)).toMatch(/^"?'/)
  })
  test('but a number may be negative', () => {
    expect(writeCsv(['a'], [[-2.5]])).toContain('\r\n-2,5\r\n')
  })
})

test('reading it back gives the same texts', () => {
  const row = fc.array(fc.string(), { minLength: 2, maxLength: 4 })
  fc.assert(
    fc.property(row, (texts) => {
      const read = parse(cells(...texts))
      expect(read.map((text) => text.replace(/^'/, ''))).toEqual(texts.map((text) => text.replace(/^'/, '')))
    }),
  )
})

/** The least reader that RFC 4180 asks for. */
function parse(line: string): string[] {
  const values: string[] = []
  let value = ''
  let quoted = false
  for (let at = 0; at < line.length; at++) {
    const letter = line[at]!
    if (quoted && letter === '"' && line[at + 1] === '"') {
      value += '"'
      at++
    } else if (letter === '"') quoted = !quoted
    else if (letter === ';' && !quoted) {
      values.push(value)
      value = ''
    } else value += letter
  }
  return [...values, value]
}
