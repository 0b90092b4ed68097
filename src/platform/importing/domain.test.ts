import { describe, expect, test } from 'vitest'
import { day } from '../../kernel/day.ts'
import { numberIn } from './domain/cells.ts'
import { guessMapping, headerRowOf, type ImportColumn, lettersOf } from './domain/columns.ts'
import { looseDay } from './domain/days.ts'
import { lookupOf, uniqueNames } from './domain/names.ts'
import { RowReader } from './domain/reader.ts'
import { SimilarTitles } from './domain/similar.ts'
import { wordForm, yesOrNo } from './domain/words.ts'

const columns: readonly ImportColumn[] = [
  { key: 'number', header: 'Nr.', known: ['lfd nr', 'nummer'] },
  { key: 'name', header: 'Name', known: ['titel', 'bezeichnung'] },
  { key: 'places', header: 'Plätze', known: ['kapazität'] },
  { key: 'since', header: 'Seit', known: ['beginn'] },
]

describe('headers', () => {
  test.each([
    ['Lfd.-Nr.:', 'number'],
    ['BEZEICHNUNG', 'name'],
    ['  Plätze ', 'places'],
    ['Platz', undefined],
    ['Plaetze', 'places'],
  ])('%s means %s', (header, key) => {
    expect(guessMapping(columns, ['Bemerkung', header])).toEqual(key ? { [key]: 1 } : {})
  })

  test('of two with the same meaning the first counts', () => {
    expect(guessMapping(columns, ['Name', 'Titel'])).toEqual({ name: 0 })
  })

  test('the row with the most known headers is the header, whatever stands above', () => {
    const rows = [
      { number: 1, texts: ['Angebote des Kreises', ''] },
      { number: 2, texts: ['Beginn', '10/2026'] },
      { number: 4, texts: ['Nr.', 'Titel', 'Kapazität', 'wo'] },
      { number: 5, texts: ['1', 'Titel', '12', 'KI'] },
    ]
    expect(headerRowOf(columns, rows)).toBe(4)
    expect(headerRowOf(columns, rows.slice(0, 2))).toBeUndefined()
  })

  test('columns have the letters of spreadsheets', () => {
    expect([0, 25, 26, 27, 701, 702].map(lettersOf)).toEqual(['A', 'Z', 'AA', 'AB', 'ZZ', 'AAA'])
  })
})

test('yes, no, and what is neither', () => {
  expect(['ja', 'X', 'nein', '', 'vielleicht'].map(yesOrNo)).toEqual([true, true, false, false, undefined])
})

test.each([
  ['1250', 1250],
  ['1.250', 1250],
  ['12,5', 12.5],
  ['1.250,75', 1250.75],
  ['1 250', 1250],
  ['12.5', 12.5],
  ['-3', -3],
  ['ca. 12', undefined],
  ['1.25.0', undefined],
  ['', undefined],
])('the number %s is %s', (text, expected) => {
  expect(numberIn(text)).toBe(expected)
})

test.each([
  ['17.11.2026', 'begin', '2026-11-17', false],
  ['3/2015', 'begin', '2015-03-01', true],
  ['2/2016', 'end', '2016-02-29', true],
  ['seit März 2015', 'begin', '2015-03-01', true],
  ['Dez. 2020', 'end', '2020-12-31', true],
  ['2019', 'end', '2019-12-31', true],
  ['2015-03-01', 'begin', '2015-03-01', false],
  ['31.02.2026', 'begin', undefined, false],
  ['13/2015', 'begin', undefined, false],
  ['demnächst', 'begin', undefined, false],
] as const)('the day %s (%s) is %s', (text, edge, expected, assumed) => {
  expect(looseDay(text, edge)).toEqual(expected && { day: expected, assumed })
})

test('titles are alike by their pieces, not by their order', () => {
  const titles = new SimilarTitles([
    { id: 1, title: 'Patenprojekt Übergang Schule und Beruf' },
    { id: 2, title: 'Rucksack in der Kita' },
  ])
  expect(titles.find('Patenprojekt: Übergang Schule – Beruf')?.id).toBe(1)
  expect(titles.find('Kita-Rucksack')?.id).toBe(2)
  expect(titles.find('Sammeltermin mit Kursträgern')).toBeUndefined()
})

test('two offices of one name are told apart by their keys', () => {
  const names = uniqueNames([
    { key: 'sozial-a', name: 'Sozialamt' },
    { key: 'sozial-b', name: 'Sozialamt' },
    { key: 'ki', name: 'Kommunales Integrationszentrum', shortName: 'KI' },
  ])
  expect([...names.written.values()]).toEqual([
    'Sozialamt (sozial-a)',
    'Sozialamt (sozial-b)',
    'Kommunales Integrationszentrum',
  ])
  const keys = new Map(names.words.map(([word, key]) => [wordForm(word), key]))
  expect(['Sozialamt', 'Sozialamt (sozial-b)', 'KI'].map((word) => keys.get(wordForm(word)))).toEqual([
    undefined,
    'sozial-b',
    'ki',
  ])
})

test('a name that two have finds neither', () => {
  const found = lookupOf([
    { id: '1', key: 'neustadt-nord', name: 'Neustadt' },
    { id: '2', key: 'neustadt-sued', name: 'Neustadt' },
    { id: '3', key: 'dornsiek', name: 'Dornsiek' },
  ])
  const words = ['Neustadt', 'Neustadt (neustadt-sued)', 'neustadt-nord', 'DORNSIEK']
  expect(words.map((word) => found.get(wordForm(word)))).toEqual([undefined, '2', '1', '3'])
})

describe('a row', () => {
  const mapping = { number: 0, name: 1, places: 2, since: 3 }
  type Column = 'number' | 'name' | 'places' | 'since'
  const reader = (...cells: ConstructorParameters<typeof RowReader>[0]) =>
    new RowReader<Column>(cells, mapping, { name: 10 })

  test.each<[string, ConstructorParameters<typeof RowReader>[0], string | undefined]>([
    ['a sum', ['Summe', null, 12], 'total-row'],
    ['a sum in the column of names', ['', 'Gesamt', 12], 'total-row'],
    ['a headline across all columns, as a merged cell leaves it', ['Sprache'], 'heading-row'],
    ['nothing', [null, '', null, null, 'Bemerkung'], 'empty-row'],
    ['something', ['1', 'Kurs'], undefined],
  ])('with %s', (_, cells, expected) => {
    expect(reader(...cells).besides('number')).toBe(expected)
  })

  test('says what is wrong with a cell, and reads the others', () => {
    const row = reader('1', { kind: 'formula', value: 'Ein viel zu langer Name' }, '12,5', '31.2.2026')
    expect([row.words('name'), row.count('places', 100), row.day('since', 'begin')]).toEqual([
      'Ein viel zu langer Name',
      undefined,
      undefined,
    ])
    expect(row.issues.map(({ column, code, kind }) => [column, code, kind])).toEqual([
      ['name', 'formula', 'warning'],
      ['name', 'too-long', 'error'],
      ['places', 'number-not-whole', 'error'],
      ['since', 'day-unreadable', 'error'],
    ])
    expect(row.failed).toBe(true)
  })

  test('tells a column that the file lacks from an empty cell', () => {
    const row = new RowReader<Column>(['1', null], { number: 0, name: 1 }, {})
    expect([row.words('name'), row.words('since')]).toEqual([null, undefined])
  })

  test('takes a number of places beyond what can be for a slip', () => {
    const row = reader('1', 'Kurs', '12.000', null)
    expect(row.count('places', 10_000)).toBeUndefined()
    expect(row.issues).toEqual([
      { column: 'places', code: 'number-beyond', kind: 'error', value: '12.000', other: '10000' },
    ])
  })

  test('a day that the spreadsheet keeps is one', () => {
    expect(reader('1', 'Kurs', 3, { kind: 'day', day: day('2026-03-01') }).day('since', 'begin')).toBe('2026-03-01')
  })
})
