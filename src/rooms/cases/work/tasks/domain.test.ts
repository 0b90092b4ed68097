import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, day, daysBetween } from '../../../../kernel/day.ts'
import { workingDaysBetween } from '../../../../kernel/workingdays.ts'
import { delays, lastDayOf, postponedTo, stretches, stretchOf } from './domain.ts'

const today = day('2026-11-23')
const someDay = fc.integer({ min: -400, max: 400 }).map((days) => addDays(today, days))

test.each([
  ['2026-11-22', 'overdue'],
  ['2026-11-23', 'today'],
  ['2026-11-24', 'week'],
  ['2026-11-30', 'week'],
  ['2026-12-01', 'later'],
] as const)('what is due on %s stands under %s', (dueOn, stretch) => {
  expect(stretchOf(day(dueOn), today)).toBe(stretch)
})

test('every day lies in exactly the stretch whose last day it does not pass', () => {
  fc.assert(
    fc.property(someDay, (dueOn) => {
      const first = stretches.find((stretch) => {
        const last = lastDayOf(stretch, today)
        return last === null || dueOn <= last
      })
      expect(stretchOf(dueOn, today)).toBe(first)
    }),
  )
})

test.each([
  ['2026-11-23', 'tomorrow', '2026-11-24'],
  ['2026-11-27', 'tomorrow', '2026-11-30'],
  ['2026-11-17', 'tomorrow', '2026-11-24'],
  ['2026-12-18', 'week', '2026-12-28'],
  ['2026-11-23', 'month', '2026-12-21'],
] as const)('what is due on %s, put off by %s, is due on %s', (dueOn, delay, expected) => {
  expect(postponedTo(day(dueOn), delay, today, 'NW')).toBe(expected)
})

test('what is put off lies on a working day after today and after its own day, and not a week beyond what was asked', () => {
  fc.assert(
    fc.property(someDay, fc.constantFrom(...delays), (dueOn, delay) => {
      const moved = postponedTo(dueOn, delay, today, 'NW')
      expect(moved > today && moved > dueOn).toBe(true)
      expect(workingDaysBetween(addDays(moved, -1), moved, 'NW')).toBe(1)
      const from = dueOn > today ? dueOn : today
      expect(daysBetween(from, moved)).toBeLessThan({ tomorrow: 1, week: 7, month: 28 }[delay] + 7)
    }),
  )
})
