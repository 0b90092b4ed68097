import { type Day, dayOfNumber } from './day.ts'

/** The German Länder by the second part of their ISO 3166-2 code. */
export const laender = [
  'BW',
  'BY',
  'BE',
  'BB',
  'HB',
  'HH',
  'HE',
  'MV',
  'NI',
  'NW',
  'RP',
  'SL',
  'SN',
  'ST',
  'SH',
  'TH',
] as const

export type Land = (typeof laender)[number]

export interface Holiday {
  readonly day: Day
  /** The German name. */
  readonly name: string
}

/** True for `NW` and the fifteen others, for reading a Land from outside. */
export function isLand(text: string): text is Land {
  return (laender as readonly string[]).includes(text)
}

/**
 * The statutory holidays of a year in a Land, in the order of the calendar.
 *
 * Source: the Länder's own acts on Sundays and holidays (Feiertagsgesetz NW of 23 April 1989, § 2, and the fifteen others)
 * and, for 3 October, Art. 2 (2) of the Unification Treaty. The table holds from 1995, when the Buß- und Bettag ceased to
 * be a holiday outside Sachsen; for earlier years the rules of 1995 are applied. Future one-off holidays are in it when
 * they are in the law gazette. What only single municipalities have is left out (Fronleichnam in parts of Sachsen and
 * Thüringen, the Friedensfest of Augsburg); Mariä Himmelfahrt is in it for Bayern, where most municipalities have it.
 */
export function holidays(year: number, land: Land): readonly Holiday[] {
  const easter = easterSunday(year)
  const found = rules
    .filter((rule) => rule.laender === 'all' || rule.laender.includes(land))
    .filter((rule) => year >= (rule.from ?? year) && year <= (rule.until ?? year))
    .map((rule) => ({ number: rule.on(year, easter), name: rule.name }))
  return found.sort((a, b) => a.number - b.number).map(({ number, name }) => ({ day: dayOfNumber(number), name }))
}

/** Day number (days since 1970-01-01) of Easter Sunday in the Gregorian calendar; algorithm of Meeus, Jones and Butcher. */
export function easterSunday(year: number): number {
  const a = year % 19
  const b = Math.floor(year / 100)
  const c = year % 100
  const d = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30
  const e = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - d - (c % 4)) % 7
  const f = d + e - 7 * Math.floor((a + 11 * d + 22 * e) / 451) + 114
  return fixed(year, Math.floor(f / 31), (f % 31) + 1)
}

interface Rule {
  readonly name: string
  readonly laender: 'all' | readonly Land[]
  /** First and last year of the rule, where it did not always hold. */
  readonly from?: number
  readonly until?: number
  readonly on: (year: number, easter: number) => number
}

const on =
  (month: number, day: number): Rule['on'] =>
  (year) =>
    fixed(year, month, day)
const afterEaster =
  (days: number): Rule['on'] =>
  (_, easter) =>
    easter + days

const rules: readonly Rule[] = [
  { name: 'Neujahr', laender: 'all', on: on(1, 1) },
  { name: 'Heilige Drei Könige', laender: ['BW', 'BY', 'ST'], on: on(1, 6) },
  { name: 'Internationaler Frauentag', laender: ['BE'], from: 2019, on: on(3, 8) },
  { name: 'Internationaler Frauentag', laender: ['MV'], from: 2023, on: on(3, 8) },
  { name: 'Karfreitag', laender: 'all', on: afterEaster(-2) },
  { name: 'Ostersonntag', laender: ['BB'], on: afterEaster(0) },
  { name: 'Ostermontag', laender: 'all', on: afterEaster(1) },
  { name: 'Tag der Arbeit', laender: 'all', on: on(5, 1) },
  { name: 'Tag der Befreiung', laender: ['BE'], from: 2020, until: 2020, on: on(5, 8) },
  { name: 'Tag der Befreiung', laender: ['BE'], from: 2025, until: 2025, on: on(5, 8) },
  { name: 'Christi Himmelfahrt', laender: 'all', on: afterEaster(39) },
  { name: 'Pfingstsonntag', laender: ['BB'], on: afterEaster(49) },
  { name: 'Pfingstmontag', laender: 'all', on: afterEaster(50) },
  { name: 'Fronleichnam', laender: ['BW', 'BY', 'HE', 'NW', 'RP', 'SL'], on: afterEaster(60) },
  { name: 'Jahrestag des Volksaufstands', laender: ['BE'], from: 2028, until: 2028, on: on(6, 17) },
  { name: 'Mariä Himmelfahrt', laender: ['BY', 'SL'], on: on(8, 15) },
  { name: 'Weltkindertag', laender: ['TH'], from: 2019, on: on(9, 20) },
  { name: 'Tag der Deutschen Einheit', laender: 'all', on: on(10, 3) },
  { name: 'Reformationstag', laender: ['BB', 'MV', 'SN', 'ST', 'TH'], on: on(10, 31) },
  // The 500th year of the Reformation was kept in every Land; the northern Länder kept the day from the next year on.
  {
    name: 'Reformationstag',
    laender: ['BW', 'BY', 'BE', 'HB', 'HH', 'HE', 'NI', 'NW', 'RP', 'SL', 'SH'],
    from: 2017,
    until: 2017,
    on: on(10, 31),
  },
  { name: 'Reformationstag', laender: ['HB', 'HH', 'NI', 'SH'], from: 2018, on: on(10, 31) },
  { name: 'Allerheiligen', laender: ['BW', 'BY', 'NW', 'RP', 'SL'], on: on(11, 1) },
  { name: 'Buß- und Bettag', laender: ['SN'], on: (year) => wednesdayBefore(fixed(year, 11, 23)) },
  { name: '1. Weihnachtstag', laender: 'all', on: on(12, 25) },
  { name: '2. Weihnachtstag', laender: 'all', on: on(12, 26) },
]

function fixed(year: number, month: number, day: number): number {
  const date = new Date(Date.UTC(2000, month - 1, day))
  date.setUTCFullYear(year, month - 1, day)
  return date.getTime() / 86_400_000
}

/** Day 0, 1970-01-01, was a Thursday; a Wednesday is a number that leaves 6 when divided by 7. */
function wednesdayBefore(number: number): number {
  return number - 1 - ((((number - 1 - 6) % 7) + 7) % 7)
}
