import { describe, expect, test } from 'vitest'
import { day } from '../../../kernel/day.ts'
import type { SheetCell } from '../../../platform/documents/index.ts'
import { columns } from './columns.ts'
import { type CaseLookups, type ReadCase, readCase } from './row.ts'

const today = day('2026-11-16')
const lookups: CaseLookups = {
  municipalities: new Map([['aulenstedt', 'm-aulenstedt']]),
  targetGroups: new Map([['eltern', 'parents']]),
  managers: new Map([['mara winter', 'u-winter']]),
  ownTeam: new Set(['case management nord']),
}

/** A row told by the keys of its columns. */
function read(cells: Readonly<Record<string, SheetCell>>): ReadCase {
  const keys = Object.keys(cells)
  const mapping = Object.fromEntries(keys.map((key, index) => [key, index]))
  return readCase(Object.values(cells), mapping, lookups, today)
}
const valuesOf = (row: ReadCase) => (row.kind === 'row' ? row.values : row.code)
const codesOf = (row: ReadCase) => (row.kind === 'row' ? row.issues.map(({ code }) => code) : row.code)
const whole = { reference: 'AUE-1', name: 'Haddad, Amal', phase: 'Planung', openedOn: '1.3.2026' }

test('no word stands for two columns', () => {
  const words: string[] = columns.flatMap(({ header, known }) => [header.toLowerCase(), ...known])
  expect(new Set(words).size).toBe(words.length)
})

test('a row in the words of case workers', () => {
  const row = read({
    ...whole,
    birth: '14.3.1987',
    languages: 'Arabisch; kurdisch',
    interpreter: 'ja',
    municipality: '59999 Aulenstedt-Nord',
    phone: '02500 123-45',
    team: 'Case Management Nord',
    manager: 'Winter, Mara',
    accessPath: 'MBE',
    targetGroup: 'Eltern',
    dueOn: { kind: 'day', day: day('2026-12-03') },
    dueWhat: 'Bescheid  nachfragen',
  })
  expect(row).toEqual({
    kind: 'row',
    issues: [],
    values: {
      reference: 'AUE-1',
      givenName: 'Amal',
      familyName: 'Haddad',
      pseudonymous: false,
      birth: { date: '1987-03-14', precision: 'day' },
      languages: ['ar', 'kmr'],
      needsInterpreter: true,
      municipalityId: 'm-aulenstedt',
      phone: '02500 123-45',
      email: null,
      phase: 'planning',
      openedOn: '2026-03-01',
      managerId: 'u-winter',
      accessPath: 'counselling',
      targetGroup: 'parents',
      dueOn: '2026-12-03',
      dueWhat: 'Bescheid nachfragen',
    },
  })
})

test.each([
  ['Haddad, Amal', undefined, { givenName: 'Amal', familyName: 'Haddad' }, []],
  ['Amal Haddad', undefined, { givenName: 'Amal', familyName: 'Haddad' }, ['name-parted']],
  ['al-Haddad', undefined, { givenName: null, familyName: 'al-Haddad' }, []],
  ['Ben Salah', 'Leila', { givenName: 'Leila', familyName: 'Ben Salah' }, []],
] as const)('the name %s with the given name %s', (name, givenName, expected, codes) => {
  const row = read({ ...whole, name, ...(givenName && { givenName }) })
  expect(valuesOf(row)).toMatchObject(expected)
  expect(codesOf(row)).toEqual(codes)
})

test.each<[SheetCell, unknown, readonly string[]]>([
  ['1.3.1987', { date: '1987-03-01', precision: 'day' }, []],
  ['03.1987', { date: '1987-03-01', precision: 'month' }, []],
  [1987, { date: '1987-01-01', precision: 'year' }, []],
  ['ca. 1987', { date: '1987-01-01', precision: 'year' }, []],
  [{ kind: 'day', day: day('1987-03-14') }, { date: '1987-03-14', precision: 'day' }, []],
  ['31.2.1987', null, ['birth-unreadable']],
  ['1.3.2027', null, ['in-future']],
  ['unbekannt', null, ['birth-unreadable']],
  [null, null, []],
])('the day of birth %o', (cell, expected, codes) => {
  const row = read({ ...whole, birth: cell })
  expect(valuesOf(row)).toMatchObject({ birth: expected })
  expect(codesOf(row)).toEqual(codes)
})

describe('a row', () => {
  test.each<[string, Readonly<Record<string, SheetCell>>, unknown]>([
    ['without a name is pseudonymous', { ...whole, name: null }, ['pseudonymous']],
    ['without name and reference is nobody', { ...whole, name: null, reference: null }, ['name-missing']],
    ['that has ended is not read', { ...whole, phase: 'abgeschlossen' }, 'ended'],
    ['of another team is not read', { ...whole, team: 'Case Management Süd' }, 'other-team'],
    ['without a phase begins with clarification', { ...whole, phase: null }, ['phase-assumed']],
    ['with a phase of its own words is wrong', { ...whole, phase: 'mal sehen' }, ['word-unknown']],
    ['opened tomorrow is wrong', { ...whole, openedOn: '17.11.2026' }, ['in-future']],
    ['that only says the month is taken, and said', { ...whole, openedOn: '03.2026' }, ['day-assumed']],
    ['of somebody who has left is led by the reader', { ...whole, manager: 'Jan Weg' }, ['manager-unknown']],
    ['of a town elsewhere leaves it open', { ...whole, municipality: 'Hinterland' }, ['name-unknown']],
    ['of a language nobody knows leaves it open', { ...whole, languages: 'Klingonisch' }, ['name-unknown']],
    ['that came in another way says so', { ...whole, accessPath: 'über den Chor' }, ['access-path-other']],
    ['that is a sum', { ...whole, reference: 'Summe', name: '212', phase: null, openedOn: null }, 'total-row'],
    [
      'that is a headline',
      { ...whole, reference: 'Aulenstedt', name: null, phase: null, openedOn: null },
      'heading-row',
    ],
  ])('%s', (_, cells, expected) => {
    expect(codesOf(read(cells))).toEqual(expected)
  })
})
