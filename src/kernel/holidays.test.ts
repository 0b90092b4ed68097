import * as feiertage from 'feiertagejs'
import { describe, expect, test } from 'vitest'
import { dayOfNumber } from './day.ts'
import { easterSunday, holidays, isLand, type Land, laender } from './holidays.ts'

const daysOf = (year: number, land: Land) => holidays(year, land).map((holiday) => holiday.day as string)
const has = (text: string, land: Land) => daysOf(Number(text.slice(0, 4)), land).includes(text)

describe('Easter', () => {
  // From the tables of the Physikalisch-Technische Bundesanstalt; the earliest, the latest and leap years among them.
  test.each([
    '1818-03-22',
    '1943-04-25',
    '1995-04-16',
    '2000-04-23',
    '2008-03-23',
    '2011-04-24',
    '2024-03-31',
    '2038-04-25',
  ])('%s', (text) => expect(dayOfNumber(easterSunday(Number(text.slice(0, 4))))).toBe(text))
})

test('the eleven holidays of Nordrhein-Westfalen in 2026', () => {
  expect(holidays(2026, 'NW')).toEqual([
    { day: '2026-01-01', name: 'Neujahr' },
    { day: '2026-04-03', name: 'Karfreitag' },
    { day: '2026-04-06', name: 'Ostermontag' },
    { day: '2026-05-01', name: 'Tag der Arbeit' },
    { day: '2026-05-14', name: 'Christi Himmelfahrt' },
    { day: '2026-05-25', name: 'Pfingstmontag' },
    { day: '2026-06-04', name: 'Fronleichnam' },
    { day: '2026-10-03', name: 'Tag der Deutschen Einheit' },
    { day: '2026-11-01', name: 'Allerheiligen' },
    { day: '2026-12-25', name: '1. Weihnachtstag' },
    { day: '2026-12-26', name: '2. Weihnachtstag' },
  ])
})

test('how many holidays a Land has (Ostersonntag and Pfingstsonntag of Brandenburg included)', () => {
  const counts = Object.fromEntries(laender.map((land) => [land, daysOf(2026, land).length]))
  expect(counts).toEqual({
    BW: 12,
    BY: 13,
    BE: 10,
    BB: 12,
    HB: 10,
    HH: 10,
    HE: 10,
    MV: 11,
    NI: 10,
    NW: 11,
    RP: 11,
    SL: 12,
    SN: 11,
    ST: 11,
    SH: 10,
    TH: 11,
  })
})

test('the 500th Reformationstag was a holiday everywhere, the years around it not', () => {
  for (const land of laender) expect(has('2017-10-31', land)).toBe(true)
  expect(has('2016-10-31', 'NW')).toBe(false)
  expect(has('2018-10-31', 'NW')).toBe(false)
  expect(has('2018-10-31', 'NI')).toBe(true)
})

test.each([
  ['2020-05-08', 'BE', true],
  ['2021-05-08', 'BE', false],
  ['2025-05-08', 'BE', true],
  ['2025-05-08', 'BB', false],
  ['2028-06-17', 'BE', true],
  ['2018-03-08', 'BE', false],
  ['2019-03-08', 'BE', true],
  ['2022-03-08', 'MV', false],
  ['2023-03-08', 'MV', true],
  ['2018-09-20', 'TH', false],
  ['2019-09-20', 'TH', true],
  ['1995-11-22', 'SN', true],
  ['2026-11-18', 'SN', true],
  ['2022-11-16', 'SN', true],
  ['2026-11-18', 'NW', false],
  ['2026-08-15', 'SL', true],
] as const)('%s in %s: %s', (text, land, expected) => expect(has(text, land)).toBe(expected))

describe('the same days as feiertagejs 1.5.1, 1995 to 2035', () => {
  /** Where that package is wrong or incomplete, and why we are sure. */
  const known = (text: string, land: Land): boolean =>
    // It applies the acts of 2018 (Reformationstag in the four northern Länder) to the years before.
    (text.endsWith('-10-31') && Number(text.slice(0, 4)) < 2017 && ['HB', 'HH', 'NI', 'SH'].includes(land)) ||
    // It does not know the one-off holidays of Berlin.
    (land === 'BE' && ['2020-05-08', '2025-05-08', '2028-06-17'].includes(text))

  test.each(laender)('%s', (land) => {
    for (let year = 1995; year <= 2035; year++) {
      const theirs = feiertage.getHolidays(year, land).map((holiday) => holiday.dateString)
      const ours = daysOf(year, land)
      const differing = [...new Set([...theirs, ...ours])].filter(
        (text) => theirs.includes(text) !== ours.includes(text),
      )
      expect(differing.filter((text) => !known(text, land))).toEqual([])
    }
  })
})

test('holidays come in the order of the calendar; two may share a day', () => {
  for (const land of laender)
    for (let year = 1995; year <= 2040; year++) expect(daysOf(year, land)).toEqual([...daysOf(year, land)].sort())
  expect(holidays(2008, 'NW').filter((holiday) => holiday.day === '2008-05-01')).toHaveLength(2)
})

test('codes of the Länder', () => {
  expect(laender.length).toBe(16)
  expect(isLand('NW')).toBe(true)
  expect(isLand('NRW')).toBe(false)
})
