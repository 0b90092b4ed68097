import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, day } from '../../../kernel/day.ts'
import { isBackdated, type Target, targetHistory, targetOn } from './targets.ts'

const target = (number: number, days: number | null, validFrom: string): Target => ({
  number,
  days,
  unit: 'calendarDays',
  validFrom: day(validFrom),
})

describe('AsylbLG to SGB II: 21 days since 2024, 14 since March 2025, one wrong entry, none from 2027', () => {
  const targets = [
    target(1, 21, '2024-01-01'),
    target(2, 41, '2025-03-12'),
    target(3, 14, '2025-03-12'),
    target(4, null, '2027-01-01'),
  ]

  test.each([
    ['2023-12-31', undefined],
    ['2024-01-01', 21],
    ['2025-03-11', 21],
    ['2025-03-12', 14],
    ['2026-12-31', 14],
    ['2027-01-01', null],
  ])('on %s: %s', (on, days) => expect(targetOn(targets, day(on))?.days).toBe(days))

  test('a target of an earlier or the same day must be said to be backdated', () => {
    expect(isBackdated(targets, day('2027-01-02'))).toBe(false)
    expect(isBackdated(targets, day('2027-01-01'))).toBe(true)
    expect(isBackdated(targets, day('2024-06-01'))).toBe(true)
    expect(isBackdated([], day('1990-01-01'))).toBe(false)
  })

  test('the history shows the wrong entry as replaced', () => {
    expect(targetHistory(targets).map(({ number, nextFrom, replaced }) => [number, nextFrom, replaced])).toEqual([
      [4, null, false],
      [3, '2027-01-01', false],
      [2, '2025-03-12', true],
      [1, '2025-03-12', false],
    ])
  })
})

const start = day('2026-01-01')
const history = fc
  .array(fc.record({ days: fc.option(fc.integer({ min: 1, max: 90 })), offset: fc.integer({ min: 0, max: 30 }) }))
  .map((entries) => entries.map(({ days, offset }, index) => target(index + 1, days, addDays(start, offset))))
const anyDay = fc.integer({ min: -2, max: 35 }).map((n) => addDays(start, n))

test('walking through the days and the entries gives the same target', () => {
  fc.assert(
    fc.property(history, anyDay, (targets, on) => {
      let holding: Target | undefined
      for (let walked = addDays(start, -5); walked <= on; walked = addDays(walked, 1))
        for (const entry of targets) if (entry.validFrom === walked) holding = entry
      expect(targetOn(targets, on)).toBe(holding)
    }),
  )
})

test('the order of the rows does not matter', () => {
  fc.assert(
    fc.property(history, anyDay, (targets, on) => {
      expect(targetOn(targets.toReversed(), on)).toBe(targetOn(targets, on))
    }),
  )
})

test('a target that is not backdated never changes what held before its day', () => {
  fc.assert(
    fc.property(history, anyDay, anyDay, (targets, validFrom, on) => {
      fc.pre(!isBackdated(targets, validFrom) && on < validFrom)
      const more = [...targets, target(targets.length + 1, 99, validFrom)]
      expect(targetOn(more, on)).toBe(targetOn(targets, on))
    }),
  )
})
