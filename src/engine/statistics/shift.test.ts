import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { seeded } from '../../kernel/random.ts'
import { normalQuantile, normalShare } from './normal.ts'
import { seasonsOf } from './seasons.ts'
import { baselineOf, distance, knownAfter, lagsOf, scoreOf, standing, unrecorded, type Waits } from './shift.ts'

/** Waits followed for a year; those listed under `lasting` were last seen so. */
function waits(over: readonly number[], lasting: readonly number[] = []): Waits {
  return {
    wait: [...over, ...lasting],
    ended: [...over.map(() => 1), ...lasting.map(() => 0)],
    followUp: [...over.map(() => 365), ...lasting],
  }
}

describe('the normal distribution', () => {
  test.each([
    // Abramowitz and Stegun, table 26.1, and R: pnorm.
    [0, 0.5],
    [1, 0.841344746068543],
    [-1.959963984540054, 0.025],
    [3.090232306167814, 0.999],
    [-6, 9.865876450376946e-10],
  ])('the share below %d', (z, share) => {
    expect(normalShare(z) / share).toBeCloseTo(1, 11)
    expect(normalQuantile(share)).toBeCloseTo(z, 9)
  })
  test('quantile and share undo each other', () => {
    fc.assert(
      fc.property(fc.double({ min: -7.9, max: 7.9, noNaN: true }), (z) => {
        expect(normalQuantile(normalShare(-Math.abs(z)))).toBeCloseTo(-Math.abs(z), 8)
      }),
    )
  })
})

describe('scores against a past of 10, 20 and 30 days, by hand', () => {
  const past = baselineOf(waits([10, 20, 30]))
  // Shares still waiting 2/3, 1/3, 0; in the middle of each step 5/6, 1/2, 1/6; with half a wait at either end 3/4, 1/2, 1/4.
  const quarter = 0.6744897501960817
  test('waits that are over', () => {
    expect(standing(past, waits([10])).sum).toBeCloseTo(-quarter, 9)
    expect(standing(past, waits([20])).sum).toBeCloseTo(0, 9)
    expect(standing(past, waits([25])).sum).toBeCloseTo(quarter / 2, 9)
    expect(standing(past, waits([90])).sum).toBeCloseTo(quarter, 9)
  })
  test('one that still lasts counts as the mean of what it may become', () => {
    // Density of the normal distribution at 0 over the half that lies above.
    expect(standing(past, waits([], [20])).sum).toBeCloseTo(0.3989422804014327 / 0.5, 9)
  })
  test('what is known after 20 days is what a normal value seen only below its middle tells', () => {
    expect(knownAfter(past, 20)).toBeCloseTo(0.5 + 0.15915494309189535 / 0.5, 9)
    expect(knownAfter(past, 0)).toBeLessThan(knownAfter(past, 10))
  })
  test('arrivals that are recorded late pass for lasting ones', () => {
    // Between the middles of the steps 7/8, 3/4, 1/2: an eighth arrives by day 10, a quarter by day 20. Ten days later one of
    // three records is still to come, on the day itself two of three; each then counts as lasting instead of what it is.
    const lasting = 0.3989422804014327 / 0.5
    const wanted = (1 / 8) * (1 / 3) * (lasting + quarter) + (1 / 4) * (2 / 3) * lasting
    expect(unrecorded(past, 20, lagsOf(Float64Array.of(-3, 5, 12)))).toBeCloseTo(wanted, 9)
    expect(unrecorded(past, 20, lagsOf(Float64Array.of(-3, -2)))).toBe(0)
    expect(unrecorded(past, 20, lagsOf(new Float64Array(0)))).toBe(0)
  })
  test('without a wait that is over there is no past', () => {
    expect(() => baselineOf(waits([], [5]))).toThrow(RangeError)
  })
})

test('the distance has mean 0 and variance 1 where nothing changed, also where many still wait', () => {
  const random = seeded('shift')
  const draw = (n: number, followed: number): Waits => {
    const drawn = Array.from({ length: n }, () => random.lognormal(Math.log(30), 0.6))
    return {
      wait: drawn.map((value) => Math.min(value, followed)),
      ended: drawn.map((value) => Number(value <= followed)),
      followUp: drawn.map(() => followed),
    }
  }
  const runs = 300
  const z = Array.from({ length: runs }, () => {
    const past = baselineOf(draw(120, 400))
    return distance(standing(past, draw(14, 35)), past, 1)
  })
  const mean = z.reduce((sum, value) => sum + value, 0) / runs
  const variance = z.reduce((sum, value) => sum + (value - mean) ** 2, 0) / runs
  // Four standard errors of a mean and of a variance of so many.
  expect(Math.abs(mean)).toBeLessThan(4 / Math.sqrt(runs))
  expect(Math.abs(variance - 1)).toBeLessThan(4 * Math.sqrt(2 / runs))
})

test('a larger factor never brings the waits nearer, and its score grows with it', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 4, maxLength: 40 }),
      fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 12 }),
      (before, after) => {
        const past = baselineOf(waits(before))
        const sums = [0.5, 0.8, 1, 1.3, 2].map((factor) => standing(past, waits(after), factor).sum)
        for (let i = 1; i < sums.length; i++) expect(sums[i]!).toBeLessThanOrEqual(sums[i - 1]! + 1e-12)
        expect(scoreOf(past, waits(before), 1)).toBe(0)
        expect(scoreOf(past, waits(before), 2)).toBeGreaterThanOrEqual(scoreOf(past, waits(before), 1.5))
      },
    ),
  )
})

describe('seasons', () => {
  const random = seeded('seasons')
  const drawn = (factor: (month: number) => number, months: number) => {
    const rows = Array.from({ length: months * 60 }, (_, i) => ({
      month: i % months,
      series: Math.floor(i / months) % 4,
    }))
    return {
      wait: rows.map(({ month, series }) => random.lognormal(Math.log(20 + 10 * series), 0.5) * factor(month)),
      series: rows.map(({ series }) => series),
      month: rows.map(({ month }) => month),
    }
  }
  test('a summer that is longer for all is found', () => {
    const factors = seasonsOf(drawn((month) => (month % 12 === 7 ? 1.3 : 1), 36))
    expect(factors[7]! / factors[2]!).toBeGreaterThan(1.15)
    expect(factors.reduce((product, factor) => product * factor, 1)).toBeCloseTo(1, 6)
  })
  test('where nothing comes back, hardly anything is taken out; below two years nothing at all', () => {
    expect(Math.max(...seasonsOf(drawn(() => 1, 36)))).toBeLessThan(1.06)
    expect([...seasonsOf(drawn((month) => (month % 12 === 7 ? 1.3 : 1), 23))]).toEqual(Array(12).fill(1))
  })
})

test('waits freed of seasons, no longer whole days, are scored as if they were sorted exactly', () => {
  const days = Array.from({ length: 400 }, (_, i) => 5 + ((i * 37) % 60))
  const of = (wait: readonly number[]) => ({ wait, ended: wait.map(() => 1), followUp: wait.map(() => 400) })
  const whole = baselineOf(of(days))
  // A third of a day more on both sides changes no rank.
  const uneven = baselineOf(of(days.map((day) => day + 1 / 3)))
  for (const at of [10, 30, 55])
    expect(standing(uneven, of([at + 1 / 3])).sum).toBeCloseTo(standing(whole, of([at])).sum, 2)
})
