import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dayOfNumber } from '../../kernel/day.ts'
import { isDayIssue, readTypedDay } from './typedday.ts'

describe('a typed date', () => {
  test.each([
    ['17.11.2026', '2026-11-17'],
    [' 7.1.2026 ', '2026-01-07'],
    ['7. 1. 2026', '2026-01-07'],
    ['2026-11-17', '2026-11-17'],
    ['29.2.2024', '2024-02-29'],
  ])('%s is %s', (typed, expected) => expect(readTypedDay(typed)).toBe(expected))

  test.each([
    ['', 'not-a-day'],
    ['morgen', 'not-a-day'],
    ['17.11.26', 'not-a-day'],
    ['11/17/2026', 'not-a-day'],
    ['17.13.2026', 'not-a-day'],
    ['32.1.2026', 'not-a-day'],
    ['31.11.2026', 'day-not-in-month'],
    ['29.2.2026', 'day-not-in-month'],
  ])('%s is refused as %s', (typed, code) => expect(readTypedDay(typed)).toMatchObject({ code }))

  test('says how many days the month has', () => {
    expect(readTypedDay('30.2.2024')).toMatchObject({ values: { month: 2, days: 29 } })
  })

  test('every day of a thousand years can be typed in both orders', () => {
    fc.assert(
      fc.property(fc.integer({ min: -200_000, max: 200_000 }), (number) => {
        const iso = dayOfNumber(number)
        const [year = '', month = '', date = ''] = iso.split('-')
        expect(readTypedDay(iso)).toBe(iso)
        expect(readTypedDay(`${Number(date)}.${Number(month)}.${year}`)).toBe(iso)
      }),
    )
  })

  test('no text at all breaks it', () => {
    fc.assert(
      fc.property(fc.string(), (typed) => {
        const read = readTypedDay(typed)
        expect(isDayIssue(read) || /^\d{4}-\d{2}-\d{2}$/.test(read)).toBe(true)
      }),
    )
  })
})
