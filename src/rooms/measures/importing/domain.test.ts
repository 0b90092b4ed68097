import { describe, expect, test } from 'vitest'
import { day } from '../../../kernel/day.ts'
import { columns } from './domain/columns.ts'
import { Judge } from './domain/judge.ts'
import type { PresentMeasure } from './domain/present.ts'
import { type Lookups, type ReadRow, type RowValues, readRow } from './domain/row.ts'
import { roleOfWord, stateOfWord, wordOfState } from './domain/words.ts'

const today = day('2026-11-16')

test('no word stands for two columns', () => {
  const words: string[] = columns.flatMap(({ header, known }) => [header.toLowerCase(), ...known])
  expect(new Set(words).size).toBe(words.length)
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
  test('roles', () => {
    expect(['KI ist zuständig', 'ja', 'keine', '?'].map(roleOfWord)).toEqual([
      'responsible',
      'involved',
      'none',
      undefined,
    ])
  })
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
