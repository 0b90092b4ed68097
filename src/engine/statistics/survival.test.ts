import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { quantile } from './quantiles.ts'
import { kaplanMeier, survivalFigures, survivalLimits, survivalMedian, timeAtShare } from './survival.ts'

const of = (...values: number[]) => Float64Array.from(values)

describe('by hand', () => {
  test('five waits, two of them lasting', () => {
    // At risk 5, 4, 2: 4/5, then 4/5 · 3/4, then half of that. The one censored at 3 is still at risk at 3.
    const { times, survival } = kaplanMeier(of(2, 3, 7), of(3, 9))
    expect([...times]).toEqual([2, 3, 7])
    expect(survival[0]).toBeCloseTo(0.8, 12)
    expect(survival[1]).toBeCloseTo(0.6, 12)
    expect(survival[2]).toBeCloseTo(0.3, 12)
    expect(survivalMedian(of(2, 3, 7), of(3, 9))).toBe(7)
  })

  test('limits after the first of ten ends: Greenwood 1 / (10 · 9)', () => {
    const curve = kaplanMeier(of(4), of(5, 5, 5, 5, 5, 5, 5, 5, 5))
    const spread = (1.959963984540054 * Math.sqrt(1 / 90)) / Math.log(0.9)
    const { lower, upper } = survivalLimits(curve)
    expect(lower[0]).toBeCloseTo(0.9 ** Math.exp(-spread), 12)
    expect(upper[0]).toBeCloseTo(0.9 ** Math.exp(spread), 12)
    expect(lower[0]).toBeLessThan(0.9)
    expect(upper[0]).toBeGreaterThan(0.9)
  })

  test('without lasting waits the median is the usual one', () => {
    expect(survivalMedian(of(1, 2, 3, 4), of())).toBe(2.5)
    expect(survivalMedian(of(1, 2, 3), of())).toBe(2)
  })

  test('leaving out those who still wait would look better than it is', () => {
    expect(quantile(of(5, 6, 7), 0.5)).toBe(6)
    expect(survivalMedian(of(5, 6, 7), of(30, 40))).toBe(7)
    expect(survivalMedian(of(5, 6, 7), of(30, 40, 50, 60))).toBeNull()
  })

  test('nobody waits, everybody waits', () => {
    expect(survivalFigures(of(), of())).toEqual({ n: 0, ended: 0, censored: 0, median: null, p75: null, p90: null })
    expect(survivalFigures(of(), of(3, 4))).toMatchObject({ n: 2, censored: 2, median: null })
  })

  test('a curve that rests on the share', () => {
    expect(timeAtShare(of(1, 4), of(0.5, 0.2), 0.5)).toBe(2.5)
    expect(timeAtShare(of(1), of(0.5), 0.5)).toBe(1)
    expect(timeAtShare(of(1), of(0.6), 0.5)).toBeNull()
  })
})

/** Remission of leukaemia in weeks, Freireich et al. 1963 (as in Gehan 1965): the example of every textbook. */
describe('Freireich 1963', () => {
  test('6-MP: median 23, limits 13 and none', () => {
    const ended = of(6, 6, 6, 7, 10, 13, 16, 22, 23)
    const lasting = of(6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35)
    const { survival } = kaplanMeier(ended, lasting)
    const wanted = [0.857143, 0.806723, 0.752941, 0.690196, 0.627451, 0.537815, 0.448179]
    wanted.forEach((share, i) => {
      expect(survival[i]).toBeCloseTo(share, 6)
    })
    expect(survivalFigures(ended, lasting)).toMatchObject({
      n: 21,
      ended: 9,
      censored: 12,
      median: { value: 23, lower: 13, upper: null },
    })
  })

  test('placebo: median 8, limits 4 and 11', () => {
    const ended = of(1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23)
    expect(survivalFigures(ended, of()).median).toEqual({ value: 8, lower: 4, upper: 11 })
  })
})

test('without lasting waits every share is that of a plain count', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(30), { minLength: 1, maxLength: 60 }), (waits) => {
      const { times, survival } = kaplanMeier(Float64Array.from(waits), of())
      times.forEach((time, i) => {
        expect(survival[i]).toBeCloseTo(waits.filter((wait) => wait > time).length / waits.length, 10)
      })
      expect(survivalMedian(Float64Array.from(waits), of())).toBeCloseTo(quantile(Float64Array.from(waits), 0.5), 10)
    }),
  )
})

test('a longer wait of those who still wait never makes the median shorter', () => {
  const some = fc.array(fc.nat(50), { maxLength: 30 })
  fc.assert(
    fc.property(some, some, fc.nat(40), (ended, lasting, more) => {
      const before = survivalMedian(Float64Array.from(ended), Float64Array.from(lasting)) ?? Number.POSITIVE_INFINITY
      const longer = Float64Array.from(lasting, (wait) => wait + more)
      const after = survivalMedian(Float64Array.from(ended), longer) ?? Number.POSITIVE_INFINITY
      expect(after).toBeGreaterThanOrEqual(before)
    }),
  )
})
