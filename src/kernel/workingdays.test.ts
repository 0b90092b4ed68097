import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, day, dayNumber, dayOfNumber } from './day.ts'
import { holidays, type Land, laender } from './holidays.ts'
import { addWorkingDays, type Week, workingCalendar, workingDaysBetween } from './workingdays.ts'

const between = (from: string, to: string, week?: Week) => workingDaysBetween(day(from), day(to), 'NW', week)
const add = (from: string, days: number, week?: Week) => addWorkingDays(day(from), days, 'NW', week)

describe('working days in Nordrhein-Westfalen', () => {
  test.each([
    ['2026-11-16', '2026-11-16', 0, 'the same day'],
    ['2026-11-16', '2026-11-17', 1, 'Monday to Tuesday'],
    ['2026-11-20', '2026-11-23', 1, 'Friday to Monday'],
    ['2026-11-20', '2026-11-21', 0, 'Friday to Saturday'],
    ['2026-11-21', '2026-11-22', 0, 'Saturday to Sunday'],
    ['2026-12-23', '2026-12-28', 2, 'over Christmas: Thursday the 24th and Monday the 28th'],
    ['2026-04-02', '2026-04-07', 1, 'over Easter'],
    ['2026-06-03', '2026-06-05', 1, 'over Fronleichnam'],
    ['2026-01-01', '2026-12-31', 253, '2026: 261 weekdays less 8 holidays on weekdays'],
    ['2026-11-23', '2026-11-20', -1, 'backwards'],
  ])('%s to %s: %i (%s)', (from, to, expected) => expect(between(from, to)).toBe(expected))

  test.each([
    ['2026-11-16', 1, '2026-11-17'],
    ['2026-11-20', 1, '2026-11-23'],
    ['2026-11-21', 1, '2026-11-23'],
    ['2026-11-21', 0, '2026-11-21'],
    ['2026-12-23', 2, '2026-12-28'],
    ['2026-11-23', -1, '2026-11-20'],
    ['2026-11-22', -1, '2026-11-20'],
    ['2026-12-28', -2, '2026-12-23'],
  ])('%s plus %i is %s', (from, days, expected) => expect(add(from, days)).toBe(expected))

  test('Saturdays count as Werktage', () => {
    expect(between('2026-11-20', '2026-11-23', 'werktage')).toBe(2)
    expect(add('2026-11-20', 1, 'werktage')).toBe('2026-11-21')
    // 3 October 2026, a Saturday, is a holiday.
    expect(between('2026-10-02', '2026-10-05', 'werktage')).toBe(1)
  })

  test('the Land matters', () => {
    expect(workingDaysBetween(day('2026-06-03'), day('2026-06-05'), 'NI')).toBe(2)
  })

  test('a part of a day is no number of working days', () => {
    expect(() => add('2026-11-20', 1.5)).toThrow(RangeError)
  })

  test('years far from today', () => {
    expect(between('1948-06-21', '1948-06-28')).toBe(5)
    expect(between('2990-01-01', '2990-01-08')).toBe(5)
    expect(() => workingCalendar('NW').between(0, 1e9)).toThrow(RangeError)
  })
})

/** The same by walking from day to day. */
function isWorkingDay(text: string, land: Land, week: Week): boolean {
  const weekday = new Date(`${text}T12:00:00Z`).getUTCDay()
  if (weekday === 0 || (weekday === 6 && week === 'office')) return false
  return !holidays(Number(text.slice(0, 4)), land).some((holiday) => holiday.day === text)
}

const someLand = fc.constantFrom(...laender)
const someWeek = fc.constantFrom<Week>('office', 'werktage')
const someDay = fc.integer({ min: dayNumber(day('1985-01-01')), max: dayNumber(day('2060-12-31')) }).map(dayOfNumber)

test('equals walking from day to day', () => {
  fc.assert(
    fc.property(someLand, someWeek, someDay, fc.nat(90), (land, week, from, span) => {
      let count = 0
      for (let i = 1; i <= span; i++) if (isWorkingDay(addDays(from, i), land, week)) count++
      expect(workingDaysBetween(from, addDays(from, span), land, week)).toBe(count)
      expect(workingDaysBetween(addDays(from, span), from, land, week)).toBe(0 - count)
    }),
    { numRuns: 150 },
  )
})

test('the n-th working day is a working day with n - 1 between', () => {
  fc.assert(
    fc.property(someLand, someWeek, someDay, fc.integer({ min: 1, max: 400 }), (land, week, from, days) => {
      const later = addWorkingDays(from, days, land, week)
      expect(isWorkingDay(later, land, week)).toBe(true)
      expect(workingDaysBetween(from, later, land, week)).toBe(days)
      const earlier = addWorkingDays(from, -days, land, week)
      expect(isWorkingDay(earlier, land, week)).toBe(true)
      expect(addWorkingDays(earlier, days, land, week) >= from).toBe(true)
      let back = 0
      for (let at = addDays(from, -1); at >= earlier; at = addDays(at, -1)) if (isWorkingDay(at, land, week)) back++
      expect(back).toBe(days)
    }),
    { numRuns: 60 },
  )
})

test('adds up along the way', () => {
  fc.assert(
    fc.property(someLand, someDay, someDay, someDay, (land, a, b, c) => {
      expect(workingDaysBetween(a, b, land) + workingDaysBetween(b, c, land)).toBe(workingDaysBetween(a, c, land))
    }),
  )
})
