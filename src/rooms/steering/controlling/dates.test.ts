import { expect, test } from 'vitest'
import { day } from '../../../kernel/day.ts'
import { referenceDateOf, referenceDates } from './dates.ts'

test('ends of quarters, and the last full month before them', () => {
  expect(referenceDates(day('2026-11-23')).slice(0, 4)).toEqual([
    '2026-10-31',
    '2026-09-30',
    '2026-06-30',
    '2026-03-31',
  ])
  expect(referenceDates(day('2026-10-01')).slice(0, 2)).toEqual(['2026-09-30', '2026-06-30'])
  expect(referenceDates(day('2026-09-30')).slice(0, 3)).toEqual(['2026-09-30', '2026-06-30', '2026-03-31'])
})

test.each([
  [null, '2026-10-31'],
  ['2026-06-30', '2026-06-30'],
  ['2025-02-28', '2025-02-28'],
  // Not the end of a month, not over yet, no day.
  ['2026-06-29', '2026-10-31'],
  ['2026-11-30', '2026-10-31'],
  ['gestern', '2026-10-31'],
])('%s asks for %s', (text, expected) => {
  expect(referenceDateOf(text, day('2026-11-23'))).toBe(expected)
})
