import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, day, dayOfNumber } from './day.ts'
import {
  addMonths,
  daysOfMonth,
  lastFullMonths,
  type Month,
  monthNumber,
  monthOf,
  months,
  period,
  previousYear,
} from './period.ts'

const span = (from: string, to: string) => period(day(from), day(to))

test('a period does not end before it begins', () => {
  expect(() => span('2026-02-01', '2026-01-31')).toThrow(RangeError)
})

test.each([
  ['2026-02', '2026-02-01', '2026-02-28'],
  ['2024-02', '2024-02-01', '2024-02-29'],
  ['2026-12', '2026-12-01', '2026-12-31'],
])('days of %s', (month, from, to) => expect(daysOfMonth(month as Month)).toEqual({ from, to }))

test('months that share a day with a period', () => {
  expect(months(span('2025-11-15', '2026-02-01'))).toEqual(['2025-11', '2025-12', '2026-01', '2026-02'])
  expect(months(span('2026-01-31', '2026-01-31'))).toEqual(['2026-01'])
})

test.each([
  ['2026-11-16', 12, '2025-11-01', '2026-10-31'],
  ['2026-11-30', 1, '2026-11-01', '2026-11-30'],
  ['2026-03-01', 1, '2026-02-01', '2026-02-28'],
  ['2026-01-05', 2, '2025-11-01', '2025-12-31'],
])('on %s the last %i full months', (today, count, from, to) => {
  expect(lastFullMonths(day(today), count)).toEqual({ from, to })
})

test('no months are no period', () => {
  expect(() => lastFullMonths(day('2026-11-16'), 0)).toThrow(RangeError)
})

test.each([
  ['2025-11-01', '2026-10-31', '2024-11-01', '2025-10-31'],
  ['2024-02-01', '2024-02-29', '2023-02-01', '2023-02-28'],
  ['2025-02-01', '2025-02-28', '2024-02-01', '2024-02-29'],
  ['2024-02-29', '2024-03-15', '2023-02-28', '2023-03-15'],
])('the year before %s to %s', (from, to, before, until) => {
  expect(previousYear(span(from, to))).toEqual({ from: before, to: until })
})

test('months are numbers in order, and months of days', () => {
  fc.assert(
    fc.property(fc.integer({ min: -100_000, max: 300_000 }), fc.integer({ min: -2000, max: 2000 }), (number, count) => {
      const month = monthOf(dayOfNumber(number))
      expect(monthNumber(addMonths(month, count))).toBe(monthNumber(month) + count)
      const { from, to } = daysOfMonth(month)
      expect([monthOf(from), monthOf(to), monthOf(addDays(to, 1))]).toEqual([month, month, addMonths(month, 1)])
    }),
  )
})
