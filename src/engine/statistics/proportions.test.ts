import fc from 'fast-check'
import { expect, test } from 'vitest'
import { wilson } from './proportions.ts'

// Newcombe, Statistics in Medicine 17 (1998), table I.
test.each([
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
])('%i of %i lies between %f and %f', (hits, of, lower, upper) => {
  const share = wilson(hits, of)
  expect(share.share).toBe(hits / of)
  expect(share.lower).toBeCloseTo(lower, 4)
  expect(share.upper).toBeCloseTo(upper, 4)
})

test('holds the share, stays within 0 and 1, and mirrors', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5000 }), fc.nat(), (of, some) => {
      const hits = some % (of + 1)
      const { lower, share, upper } = wilson(hits, of)
      expect(0 <= lower && lower <= share && share <= upper && upper <= 1).toBe(true)
      expect(wilson(of - hits, of).upper).toBeCloseTo(1 - lower, 12)
    }),
  )
})

test.each([
  [1, 0],
  [-1, 5],
  [6, 5],
  [Number.NaN, 5],
])('%d of %d is no share', (hits, of) => expect(() => wilson(hits, of)).toThrow(RangeError))
