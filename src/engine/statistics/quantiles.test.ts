import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { quantile, quantilesInPlace, select, vectorOf } from './quantiles.ts'

const numbers = (...values: number[]) => Float64Array.from(values)

describe('by hand', () => {
  test('the vector of 1, 2, 3, 4, 10', () => {
    const { p90, p95, ...exact } = vectorOf(numbers(10, 3, 1, 4, 2))!
    expect(exact).toEqual({ n: 5, sum: 20, mean: 4, min: 1, median: 3, p75: 4, max: 10 })
    expect(p90).toBeCloseTo(4 + 0.6 * 6, 12)
    expect(p95).toBeCloseTo(4 + 0.8 * 6, 12)
  })
  test('the median of an even number lies in the middle', () => expect(quantile(numbers(4, 1, 3, 2), 0.5)).toBe(2.5))
  test('one value is every quantile', () =>
    expect(vectorOf(numbers(7))).toMatchObject({ median: 7, p95: 7, max: 7, min: 7 }))
  test('no value has none', () => {
    expect(vectorOf(numbers())).toBeNull()
    expect(quantile(numbers(), 0.5)).toBeNaN()
  })
  test('only the stretch asked for', () => {
    expect(vectorOf(numbers(100, 5, 6, 7, -100), 1, 4)).toMatchObject({ n: 3, median: 6, min: 5, max: 7 })
  })
})

/** Type 7 by sorting everything. */
function sorted7(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  const position = (sorted.length - 1) * share
  const below = Math.floor(position)
  return sorted[below]! + (position - below) * ((sorted[below + 1] ?? sorted[below]!) - sorted[below]!)
}

const shares = [0, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 1]

/** Few different values make the ties in which a selection can run in circles; long arrays reach the sampling. */
const waits = fc.oneof(
  fc.array(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }), { minLength: 1, maxLength: 50 }),
  fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 3000, size: 'max' }),
  fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 600, maxLength: 3000, size: 'max' }),
)

test('equals sorting', () => {
  fc.assert(
    fc.property(waits, (values) => {
      const found = new Float64Array(shares.length)
      quantilesInPlace(Float64Array.from(values), 0, values.length, shares, found)
      shares.forEach((share, i) => {
        const wanted = sorted7(values, share)
        expect(Math.abs(found[i]! - wanted)).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(wanted)))
      })
    }),
    { numRuns: 150 },
  )
})

test('selecting parts the values around the one selected and loses none', () => {
  fc.assert(
    fc.property(waits, fc.nat(), (values, at) => {
      const k = at % values.length
      const array = Float64Array.from(values)
      const value = select(array, k, 0, array.length - 1)
      expect(array[k]).toBe(value)
      expect(array.subarray(0, k).every((other) => other <= value)).toBe(true)
      expect(array.subarray(k).every((other) => other >= value)).toBe(true)
      expect(array.sort()).toEqual(Float64Array.from(values).sort())
    }),
    { numRuns: 100 },
  )
})

test.each([
  ['ascending', (i: number) => i],
  ['descending', (i: number) => -i],
  ['all equal', () => 5],
  ['up and down', (i: number) => Math.min(i, 200_000 - i)],
  ['saw', (i: number) => i % 7],
])('200,000 values that are %s take no time', (_, value) => {
  const array = Float64Array.from({ length: 200_000 }, (_, i) => value(i))
  const wanted = Float64Array.from(array).sort()[99_999]
  const start = performance.now()
  expect(select(array, 99_999, 0, array.length - 1)).toBe(wanted)
  expect(performance.now() - start).toBeLessThan(1000)
})
