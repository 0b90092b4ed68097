import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, day } from '../../../kernel/day.ts'
import { holdsOn, intervals, overlap, valueOn } from './validity.ts'

const names = [
  { name: 'Amt für Jugend und Bildung', validFrom: day('2019-01-01') },
  { name: 'Schul-, Kultur- und Sportamt', validFrom: null },
  { name: 'Amt für Bildung und Integration', validFrom: day('2026-07-01') },
]

describe('the name of an office', () => {
  test.each([
    ['2012-12-01', 'Schul-, Kultur- und Sportamt'],
    ['2018-12-31', 'Schul-, Kultur- und Sportamt'],
    ['2019-01-01', 'Amt für Jugend und Bildung'],
    ['2026-06-30', 'Amt für Jugend und Bildung'],
    ['2026-07-01', 'Amt für Bildung und Integration'],
  ])('on %s is %s', (on, name) => expect(valueOn(names, day(on))?.name).toBe(name))

  test('is none before the first', () => {
    expect(valueOn([{ validFrom: day('2019-01-01') }], day('2018-12-31'))).toBeUndefined()
  })

  test('each ends the day before the next begins', () => {
    expect(intervals(names).map(({ name, validFrom, validTo }) => [name.slice(0, 6), validFrom, validTo])).toEqual([
      ['Amt fü', '2026-07-01', null],
      ['Amt fü', '2019-01-01', '2026-06-30'],
      ['Schul-', null, '2018-12-31'],
    ])
  })
})

const anyDay = fc.integer({ min: 0, max: 40 }).map((n) => addDays(day('2026-01-01'), n))

test('on every day the value is the one whose interval contains it', () => {
  const series = fc.uniqueArray(fc.record({ validFrom: fc.option(anyDay) }), { selector: (value) => value.validFrom })
  fc.assert(
    fc.property(series, anyDay, (values, on) => {
      const holding = intervals(values).filter((interval) => holdsOn(interval, on))
      expect(holding.length).toBeLessThanOrEqual(1)
      expect(valueOn(values, on)?.validFrom).toBe(holding[0]?.validFrom)
    }),
  )
})

test('two intervals overlap when some day lies in both', () => {
  const interval = fc.record({ validFrom: fc.option(anyDay), validTo: fc.option(anyDay) })
  const ordered = interval.filter(({ validFrom, validTo }) => !validFrom || !validTo || validFrom <= validTo)
  const days = Array.from({ length: 50 }, (_, n) => addDays(day('2025-12-25'), n))
  fc.assert(
    fc.property(ordered, ordered, (a, b) => {
      expect(overlap(a, b)).toBe(days.some((on) => holdsOn(a, on) && holdsOn(b, on)))
    }),
  )
})
