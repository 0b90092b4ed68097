import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { seeded } from '../../kernel/random.ts'
import { places, rankIntervals } from './ranks.ts'

function contributions(rows: readonly (readonly [cluster: number, item: number, value: number])[]) {
  const sorted = [...rows].sort((a, b) => a[0] - b[0])
  return {
    cluster: Int32Array.from(sorted, ([cluster]) => cluster),
    item: Int32Array.from(sorted, ([, item]) => item),
    value: Float64Array.from(sorted, ([, , value]) => value),
  }
}

test('equal values share a place', () => {
  expect([...places(Float64Array.of(5, 9, 5, 1))]).toEqual([2, 1, 2, 4])
})

test('few and many items are placed alike', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20), { minLength: 65, maxLength: 90 }), (values) => {
      const naive = values.map((value) => 1 + values.filter((other) => other > value).length)
      expect([...places(Float64Array.from(values))]).toEqual(naive)
      expect([...places(Float64Array.from(values.slice(0, 60)))]).toEqual(
        values.slice(0, 60).map((value, _, all) => 1 + all.filter((other) => other > value).length),
      )
    }),
    { numRuns: 30 },
  )
})

describe('intervals', () => {
  const even = (item: number, value: number, from: number) =>
    Array.from({ length: 200 }, (_, i) => [from + i, item, value] as const)

  test('what rests on many cases is sure', () => {
    const rows = [...even(0, 10, 0), ...even(1, 5, 200), ...even(2, 1, 400)]
    const found = rankIntervals(contributions(rows), 3, 500, seeded(1))
    expect(found).toEqual([
      { place: 1, tied: false, lower: 1, upper: 1 },
      { place: 2, tied: false, lower: 2, upper: 2 },
      { place: 3, tied: false, lower: 3, upper: 3 },
    ])
  })

  test('what rests on one case is not', () => {
    const found = rankIntervals(contributions([...even(0, 5, 0), [900, 1, 1200]]), 2, 500, seeded(1))
    expect(found[1]).toMatchObject({ place: 1, lower: 1, upper: 2 })
  })

  test('one family with many passages is one family', () => {
    const family = Array.from({ length: 200 }, () => [900, 1, 7] as const)
    const found = rankIntervals(contributions([...even(0, 5, 0), ...family]), 2, 500, seeded(1))
    expect(found[1]).toMatchObject({ place: 1, lower: 1, upper: 2 })
  })

  test('ties are ties', () => {
    const found = rankIntervals(contributions([...even(0, 5, 0), ...even(1, 5, 200)]), 2, 500, seeded(1))
    expect(found.map(({ place, tied }) => [place, tied])).toEqual([
      [1, true],
      [1, true],
    ])
    expect(found[0]).toMatchObject({ lower: 1, upper: 2 })
  })

  test('the same seed gives the same interval', () => {
    const rows = contributions([...even(0, 5, 0), ...even(1, 4.6, 200)])
    expect(rankIntervals(rows, 2, 500, seeded('a'))).toEqual(rankIntervals(rows, 2, 500, seeded('a')))
  })

  test('very many cases are grouped, with nearly the same interval', () => {
    const random = seeded('many')
    const rows = Array.from({ length: 30_000 }, (_, i) => [i, i % 5, random.lognormal(3 + (i % 5) * 0.02, 1)] as const)
    const all = rankIntervals(contributions(rows), 5, 500, seeded(1))
    const few = rankIntervals(contributions(rows.slice(0, 19_000)), 5, 500, seeded(1))
    for (const [grouped, single] of all.map((one, i) => [one, few[i]!] as const)) {
      expect(grouped.lower).toBeLessThanOrEqual(grouped.place)
      expect(grouped.upper).toBeGreaterThanOrEqual(grouped.place)
      expect(Math.abs(grouped.upper - grouped.lower - (single.upper - single.lower))).toBeLessThanOrEqual(2)
    }
  })
})
