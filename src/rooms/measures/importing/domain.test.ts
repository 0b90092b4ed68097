import { describe, expect, test } from 'vitest'
import { day } from '../../../kernel/day.ts'
import { guessMapping, headerForm, headerRowOf } from './domain/columns.ts'
import { looseDay } from './domain/days.ts'
import { Judge } from './domain/judge.ts'
import { uniqueNames } from './domain/names.ts'
import type { PresentMeasure } from './domain/present.ts'
import { type Lookups, lookupForm, type ReadRow, type RowValues, readRow } from './domain/row.ts'
import { SimilarTitles } from './domain/similar.ts'
import { roleOfWord, stateOfWord, wordOfState, yesOrNo } from './domain/words.ts'

const today = day('2026-11-16')

describe('headers', () => {
  test.each([
    ['Lfd.-Nr.:', 'number'],
    ['Name der Maßnahme', 'title'],
    ['UMSETZUNGSSTAND', 'state'],
    ['verantwortlich', 'responsible'],
    ['Zuständigkeit', 'responsible'],
    ['Städte und Gemeinden', 'places'],
    ['KI-Beteiligung', 'centreRole'],
  ])('%s means %s', (header, key) => {
    expect(guessMapping(['Bemerkung', header])).toEqual({ [key]: 1 })
  })

  test('the row with the most known headers is the header, whatever stands above', () => {
    const rows = [
      { number: 1, texts: ['Maßnahmen des Kreises', ''] },
      { number: 2, texts: ['Stand', '10/2026'] },
      { number: 4, texts: ['Nr.', 'Titel', 'Status', 'verantwortlich'] },
      { number: 5, texts: ['1', 'Titel', 'läuft', 'KI'] },
    ]
    expect(headerRowOf(rows)).toBe(4)
    expect(headerRowOf(rows.slice(0, 2))).toBeUndefined()
  })

  test('form', () => {
    expect(headerForm('  Maßnahmen–Nr. ')).toBe(headerForm('maßnahmen nr'))
  })
})

describe('words', () => {
  test.each([
    ['läuft', { state: 'inProgress' }],
    ['In Umsetzung', { state: 'inProgress' }],
    ['umgesetzt', { state: 'completed' }],
    ['fest etabliert', { state: 'established' }],
    ['ruht', { state: 'suspended' }],
    ['stockt', { state: 'inProgress', stalled: true }],
    ['noch nicht begonnen', { state: 'notStarted' }],
    ['mal so', undefined],
  ])('the state %s', (word, expected) => {
    expect(stateOfWord(word)).toEqual(expected)
  })
  test('every word that the export writes is understood', () => {
    for (const [state, word] of Object.entries(wordOfState)) expect(stateOfWord(word)?.state).toBe(state)
  })
  test('yes, no, and what is neither', () => {
    expect(['ja', 'X', 'nein', '', 'vielleicht'].map(yesOrNo)).toEqual([true, true, false, false, undefined])
    expect(['KI ist zuständig', 'ja', 'keine', '?'].map(roleOfWord)).toEqual([
      'responsible',
      'involved',
      'none',
      undefined,
    ])
  })
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
  const keys = new Map(names.words.map(([word, key]) => [lookupForm(word), key]))
  expect(['Sozialamt', 'Sozialamt (sozial-b)', 'KI'].map((word) => keys.get(lookupForm(word)))).toEqual([
    undefined,
    'sozial-b',
    'ki',
  ])
})

const lookups: Lookups = {
  fields: new Map([
    ['arbeit', 'work'],
    ['sport freizeit', 'sport'],
  ]),
  organisations: new Map([
    ['ki', 'ki'],
    ['kommunales integrationszentrum', 'ki'],
  ]),
  municipalities: new Map([['dornsiek', 'dornsiek']]),
  targetGroups: new Map(),
  concepts: new Map([['kim 2021', 'kim']]),
}
const mapping = {
  number: 0,
  title: 1,
  state: 2,
  since: 3,
  responsible: 4,
  fields: 5,
  places: 6,
  partners: 7,
  concepts: 8,
}
const read = (...cells: Parameters<typeof readRow>[0]): ReadRow => readRow(cells, mapping, lookups)
const codes = (row: ReadRow) => (row.kind === 'row' ? row.issues.map((issue) => issue.code) : row.code)

describe('a row', () => {
  test('in the words of the office', () => {
    expect(
      read(
        '1',
        ' Lotsen\u00a0 im  Quartier',
        'läuft',
        'seit 2024',
        'Kommunales Integrationszentrum (KI)',
        'Arbeit, Sport, Freizeit',
        'alle',
        'Verein',
        'KIM 2021 (Nr. 7)',
      ),
    ).toMatchObject({
      values: {
        number: '1',
        title: 'Lotsen im Quartier',
        state: 'inProgress',
        since: '2024-01-01',
        responsible: 'ki',
        municipalities: [],
        partners: 'Verein',
        concepts: [{ key: 'kim', number: '7' }],
      },
      issues: [
        { column: 'since', code: 'day-assumed', kind: 'warning' },
        { column: 'fields', code: 'name-unknown', value: 'Sport' },
        { column: 'fields', code: 'name-unknown', value: 'Freizeit' },
      ],
    })
  })
  test('whose office nobody knows keeps its name with the partners', () => {
    const row = read('1', 'Fest', 'läuft', null, 'Jugendamt', null, null, 'Verein')
    expect(row).toMatchObject({ values: { responsible: null, partners: 'Verein; Jugendamt' } })
    expect(codes(row)).toEqual(['responsible-unknown'])
  })
  test.each<[string, Parameters<typeof readRow>[0], unknown]>([
    ['a sum', ['Summe', null, null, null, null, null, null, 7], 'total-row'],
    ['a headline between the rows', ['Sprache und Bildung'], 'heading-row'],
    ['nothing', [null, null, null, null, null, null, null, null, null, 'Bemerkung'], 'empty-row'],
    ['no title', ['1', null, 'läuft'], ['title-missing']],
    ['an unknown state', ['1', 'Fest', 'mal so'], ['state-unknown']],
    ['a formula', ['1', { kind: 'formula', value: 'Fest' }], ['formula']],
    ['a fault', ['1', { kind: 'fault', code: '#REF!' }, 'läuft'], ['fault', 'title-missing']],
    ['a number that became a day', [{ kind: 'day', day: day('2026-02-01') }, 'Fest'], ['number-is-day']],
    ['a place that is not in the district', ['1', 'Fest', null, null, null, null, 'Hinterland'], ['name-unknown']],
  ])('with %s', (_, cells, expected) => {
    expect(codes(read(...cells))).toEqual(expected)
  })
})

const present = (id: string, values: Partial<RowValues>): PresentMeasure => ({
  id,
  version: 3,
  standing: {},
  values: {
    number: '1.01',
    title: 'Rucksack in der Kita',
    state: 'inProgress',
    stalled: false,
    since: day('2019-01-01'),
    stalledSince: null,
    reason: null,
    fields: ['b', 'a'],
    responsible: 'ki',
    involved: [],
    partners: null,
    centreRole: 'none',
    kimLinked: false,
    concepts: [{ key: 'kim', number: '4' }],
    municipalities: [],
    targetGroups: [],
    priority: null,
    plannedFrom: null,
    plannedUntil: null,
    description: 'Zeile\r\nZeile ',
    publicText: null,
    isPublic: true,
    ...values,
  },
})
const judged = (values: RowValues, ...register: PresentMeasure[]) =>
  new Judge(register, today).judge({ kind: 'row', values, issues: [] }, 9)

describe('judging against the register', () => {
  const rucksack = present('m1', {})
  test('what says the same changes nothing, in whatever order', () => {
    const row: RowValues = {
      ...rucksack.values,
      fields: ['a', 'b'],
      description: 'Zeile\nZeile',
      concepts: [{ key: 'kim', number: null }],
    }
    expect(judged(row, rucksack)).toMatchObject({ verdict: 'same', choice: 'skip', changed: [], issues: [] })
  })
  test('what differs is an update of exactly that', () => {
    const row: RowValues = {
      number: '1.01',
      title: 'Rucksack in der Kita',
      responsible: null,
      state: 'established',
      since: day('2026-08-01'),
    }
    expect(judged(row, rucksack)).toMatchObject({ verdict: 'update', target: 'm1', changed: ['responsible', 'state'] })
  })
  test('a state that cannot follow is an error', () => {
    const row: RowValues = { number: '1.01', title: 'Rucksack in der Kita', state: 'proposed', since: today }
    expect(judged(row, rucksack)).toMatchObject({ verdict: 'error', issues: [{ code: 'state-transition' }] })
  })
  test('a like title is perhaps the same, and it is created unless somebody decides', () => {
    expect(
      judged({ number: '9', title: 'Rucksack in der KiTa (Gruppe)', state: 'inProgress', since: today }, rucksack),
    ).toMatchObject({
      verdict: 'similar',
      choice: 'create',
      target: 'm1',
      issues: [{ code: 'similar-title', value: '1.01 Rucksack in der Kita' }],
    })
  })
  test('the same number for something else is another measure, unless somebody decides', () => {
    const one = judged({ number: '1.01', title: 'Begegnungsfest', state: 'proposed', since: today }, rucksack)
    expect(one).toMatchObject({ verdict: 'similar', choice: 'create', target: 'm1', values: { number: 'Z9' } })
    expect(one.issues.map((issue) => issue.code)).toEqual(['number-of-other'])
  })
  test('what is new gets what it lacks, and each is said', () => {
    const one = judged({ title: 'Begegnungsfest', state: 'suspended' }, present('m1', { number: 'Z9' }))
    expect(one).toMatchObject({ verdict: 'new', values: { number: 'Z9a', since: today } })
    expect(one.issues.map((issue) => issue.code)).toEqual(['number-given', 'since-today', 'reason-assumed'])
  })
  test('the same twice in one file', () => {
    const judge = new Judge([], today)
    const row: ReadRow = {
      kind: 'row',
      values: { number: '1', title: 'Fest', state: 'proposed', since: today },
      issues: [],
    }
    expect(judge.judge(row, 5).verdict).toBe('new')
    expect(judge.judge(row, 6)).toMatchObject({
      verdict: 'error',
      issues: [{ code: 'number-twice' }, { code: 'title-twice' }],
    })
  })
})
