import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { funnel, winsorisedDispersion, zOfCount } from './funnel.ts'

const place = (name: string, passages: number, beyond: number) => ({ place: name, passages, beyond, median: null })

/** Probability of at least r of n, added up plainly. */
function atLeast(r: number, n: number, p: number): number {
  let sum = 0
  for (let k = r; k <= n; k++) {
    let ways = 1
    for (let i = 0; i < k; i++) ways *= (n - i) / (k - i)
    sum += ways * p ** k * (1 - p) ** (n - k)
  }
  return sum
}

test('a place is outside when so many, or more, are as rare as the tail', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), fc.nat(), (n, some) => {
      const beyond = some % (n + 1)
      // Others large enough to hold the centre near 0.3, and alike, so that nothing is widened.
      const others = Array.from({ length: 12 }, (_, i) => place(`p${i}`, 1000, 300))
      const { points, centre } = funnel([place('one', n, beyond), ...others])!
      const { outside, share } = points.find((point) => point.place === 'one')!
      const rare = share > centre ? atLeast(beyond, n, centre) : atLeast(n - beyond, n, 1 - centre)
      expect(outside).toBe(rare <= 0.001 ? 99.8 : rare <= 0.025 ? 95 : 0)
    }),
  )
})

describe('limits', () => {
  const places = [place('a', 10, 5), place('b', 20, 10), place('c', 30, 15), place('d', 40, 20)]

  test('are exact binomial tails, interpolated between counts', () => {
    const { limits, centre, widened } = funnel(places)!
    expect([centre, widened]).toEqual([0.5, false])
    const { upper95, lower95, lower998, upper998 } = limits.find(({ n }) => n === 10)!
    // Of 10: at most 1 has 11/1024 = 0.0107, at most 2 has 56/1024; so 1 and (0.025 - 0.0107) / (45/1024) of the way to 2.
    expect(lower95).toBeCloseTo((1 + (0.025 - 11 / 1024) / (45 / 1024)) / 10, 12)
    expect(upper95).toBeCloseTo(1 - lower95, 12)
    // None has 1/1024 = 0.00098.
    expect(lower998).toBeCloseTo((0.001 - 1 / 1024) / (10 / 1024) / 10, 12)
    expect(upper998).toBeCloseTo(1 - lower998, 12)
    // Of 5, no count is rare enough for either.
    expect(limits.find(({ n }) => n === 5)).toEqual({ n: 5, lower95: 0, upper95: 1, lower998: 0, upper998: 1 })
  })

  test('widen as numbers fall, and the outer ones hold the inner ones', () => {
    const { limits } = funnel(places)!
    limits.forEach(({ n, lower95, lower998, upper95, upper998 }, i) => {
      expect(lower998 <= lower95 && lower95 <= 0.5 && 0.5 <= upper95 && upper95 <= upper998).toBe(true)
      const next = limits[i + 1]
      if (next && n >= 20) expect(next.upper95 - next.lower95).toBeLessThan(upper95 - lower95 + 1e-9)
    })
  })

  test('of large numbers are near those of the normal curve', () => {
    const { limits } = funnel([place('a', 900, 270), place('b', 900, 270)])!
    const { n, upper95, lower998 } = limits.filter(({ n }) => n < 1000).at(-1)!
    expect(upper95).toBeCloseTo(0.3 + 1.96 * Math.sqrt(0.21 / n), 2)
    expect(lower998).toBeCloseTo(0.3 - 3.09 * Math.sqrt(0.21 / n), 2)
  })
})

test('a place that differs more than chance is outside, small ones are not', () => {
  const result = funnel([
    place('far', 100, 90),
    ...Array.from({ length: 12 }, (_, i) => place(`p${i}`, 40, 20)),
    place('small', 3, 3),
  ])!
  expect(result.widened).toBe(false)
  const byName = Object.fromEntries(result.points.map((point) => [point.place, point]))
  expect(byName['far']).toMatchObject({ outside: 99.8, side: 'above', share: 0.9 })
  expect(byName['small']).toMatchObject({ outside: 0, side: 'above' })
  expect(result.points[0]!.place).toBe('far')
})

test('where all differ more than chance allows, the limits are widened instead of everybody flagged', () => {
  const shares = [0.1, 0.9, 0.2, 0.8, 0.15, 0.85, 0.3, 0.7, 0.25, 0.75, 0.5, 0.5]
  const result = funnel(shares.map((share, i) => place(`p${i}`, 100, 100 * share)))!
  expect(result.widened).toBe(true)
  expect(result.dispersion).toBeGreaterThan(10)
  expect(result.points.filter(({ outside }) => outside === 99.8)).toEqual([])
})

test('nothing to compare', () => {
  expect(funnel([])).toBeNull()
  expect(funnel([place('a', 0, 0)])).toBeNull()
  expect(funnel([place('a', 5, 5), place('b', 3, 3)])).toMatchObject({ centre: 1, dispersion: 1, widened: false })
})

test('winsorised dispersion by hand', () => {
  // Ten values: one at either end is pulled in, to 1 and 2.
  expect(winsorisedDispersion([-50, 1, 1, 1, 1, 1, 1, 1, 2, 90])).toBeCloseTo((8 * 1 + 2 * 4) / 10, 12)
  expect(winsorisedDispersion([3])).toBe(1)
  expect(zOfCount(9, 4)).toBe(2)
})
