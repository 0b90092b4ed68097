import { describe, expect, test } from 'vitest'
import { seeded } from './random.ts'

const draw = (count: number, next: () => number) => Array.from({ length: count }, next)

test('the same seed gives the same numbers, today and in ten years', () => {
  // Written down on the day it was made. A change here changes every simulation and every interval ever shown.
  expect(draw(3, seeded('nahtlos').next)).toEqual(draw(3, seeded('nahtlos').next))
  expect(seeded('nahtlos').next()).toBe(0.29544736771508195)
  expect(seeded(1).int(1_000_000)).toBe(8641)
  expect(seeded('nahtlos').child('waits').next()).toBe(0.20823456827702858)
})

test('other seeds give other numbers, a number and its text included', () => {
  const firsts = [seeded(1), seeded(2), seeded('1'), seeded(''), seeded('a'), seeded('b'), seeded('ab')]
  expect(new Set(firsts.map((random) => random.next())).size).toBe(firsts.length)
})

test('a child depends on its label, not on what was drawn before', () => {
  const one = seeded(7)
  const other = seeded(7)
  draw(100, other.next)
  expect(one.child('a').next()).toBe(other.child('a').next())
  expect(one.child('a').next()).not.toBe(one.child('b').next())
  expect(one.child('a').child('b').next()).not.toBe(one.child('b').child('a').next())
})

/** Mean and variance of n draws lie within five standard errors, which chance leaves once in a million. */
function expectMoments(values: readonly number[], mean: number, variance: number, fourth = 3): void {
  const n = values.length
  const average = values.reduce((sum, value) => sum + value, 0) / n
  const spread = values.reduce((sum, value) => sum + (value - average) ** 2, 0) / n
  expect(Math.abs(average - mean)).toBeLessThan(5 * Math.sqrt(variance / n))
  expect(Math.abs(spread - variance)).toBeLessThan(5 * variance * Math.sqrt((fourth - 1) / n))
}

describe('distributions', () => {
  test('uniform', () => {
    const values = draw(50_000, seeded('uniform').next)
    expectMoments(values, 0.5, 1 / 12, 1.8)
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0)
    expect(Math.max(...values)).toBeLessThan(1)
  })

  test('normal and lognormal', () => {
    const random = seeded('normal')
    expectMoments(draw(50_000, random.normal), 0, 1)
    expectMoments(
      draw(50_000, () => Math.log(random.lognormal(2, 0.5))),
      2,
      0.25,
    )
  })

  test.each([0.3, 4, 45, 200])('Poisson with mean %d', (lambda) => {
    const random = seeded(`poisson ${lambda}`)
    expectMoments(
      draw(20_000, () => random.poisson(lambda)),
      lambda,
      lambda,
      3 + 1 / lambda,
    )
  })

  test('whole numbers, each as likely', () => {
    const random = seeded('dice')
    const counts = [0, 0, 0, 0, 0, 0]
    for (let i = 0; i < 60_000; i++) counts[random.int(6)]! += 1
    const chiSquare = counts.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0)
    expect(chiSquare).toBeLessThan(25.7) // 5 degrees of freedom, 1 in 10,000
    expect(random.pick(['only'])).toBe('only')
  })
})

test('refuses what has no answer', () => {
  const random = seeded(1)
  expect(random.poisson(0)).toBe(0)
  expect(() => random.int(0)).toThrow(RangeError)
  expect(() => random.int(2.5)).toThrow(RangeError)
  expect(() => random.pick([])).toThrow(RangeError)
  expect(() => random.poisson(-1)).toThrow(RangeError)
  expect(() => random.poisson(Number.NaN)).toThrow(RangeError)
})
