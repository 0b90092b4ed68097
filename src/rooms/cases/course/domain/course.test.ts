import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { day, daysBetween } from '../../../../kernel/day.ts'
import { type Entry, firstDrawn, layCourse, openWaits, type Passage } from './course.ts'
import { allCourseKinds, courseDomains, courseKinds, domainOf, domainOfLaw } from './kinds.ts'

const today = day('2026-11-23')
const entry = (kind: Entry['kind'], from: string, until: string | null = null): Entry => ({
  id: `${kind} ${from}`,
  kind,
  label: null,
  from: day(from),
  until: until === null ? null : day(until),
  certainty: 'day',
})
const passage = (over: Partial<Passage>): Passage => ({
  id: 'one',
  domain: 'livelihood',
  name: 'AsylbLG → SGB II',
  from: day('2026-10-13'),
  until: null,
  arrived: false,
  targetDays: 14,
  ...over,
})

describe('a row', () => {
  test('stands only where there is something, in the order of parts of life', () => {
    const rows = layCourse(
      [entry('ownHome', '2026-06-01'), entry('protection', '2026-01-15'), entry('asylumProcedure', '2025-09-20')],
      [passage({}), passage({ id: 'two', domain: null })],
      today,
    )
    expect(rows.map((row) => [row.domain, row.entries.map((one) => one.kind), row.waits.length])).toEqual([
      ['residence', ['asylumProcedure', 'protection'], 0],
      ['livelihood', [], 1],
      ['housing', ['ownHome'], 0],
    ])
  })

  test('a wait counts days from the offer to the first appointment, an open one to today', () => {
    const [row] = layCourse([], [passage({}), passage({ id: 'two', until: day('2026-11-01'), arrived: true })], today)
    expect(row?.waits.map((wait) => [wait.days, wait.targetOn])).toEqual([
      [41, '2026-10-27'],
      [19, '2026-10-27'],
    ])
    expect(openWaits([row!]).map((wait) => wait.id)).toEqual(['one'])
  })
})

test('drawing begins with a month, never more than three years back and never before something that is drawn', () => {
  const days = fc
    .integer({ min: -1500, max: 0 })
    .map((back) => new Date(Date.parse(today) + back * 86_400_000).toISOString())
  fc.assert(
    fc.property(fc.array(days, { maxLength: 5 }), (starts) => {
      const rows = layCourse(
        starts.map((start) => entry('ownHome', start.slice(0, 10))),
        [],
        today,
      )
      const first = firstDrawn(rows, today)
      expect(first.endsWith('-01')).toBe(true)
      expect(daysBetween(first, today)).toBeLessThanOrEqual(1130)
      const earliest = starts.map((start) => start.slice(0, 10)).sort()[0]
      if (earliest && daysBetween(day(earliest), today) < 1000) expect(first <= earliest).toBe(true)
    }),
  )
})

test('every kind stands in one row, and every field of law in one that exists', () => {
  expect(new Set(allCourseKinds).size).toBe(allCourseKinds.length)
  for (const domain of courseDomains) for (const kind of courseKinds[domain]) expect(domainOf(kind)).toBe(domain)
  expect(['sgb-ii', 'kibiz', 'tintg', null].map(domainOfLaw)).toEqual(['livelihood', 'childcare', null, null])
})
