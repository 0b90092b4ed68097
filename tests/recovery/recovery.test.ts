/**
 * A sample of what docs/recovery.md measures whole: small enough for every run, and with limits that a method which keeps its
 * word passes in 999 of 1,000 samples of this size.
 */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readScenario } from '../../demo/scenario/read.ts'
import { seeded } from '../../src/kernel/random.ts'
import { bestPower, levelOf } from './bound.ts'
import { gapMeasureChecked } from './gapmeasures.ts'
import { falseAlarms, gapsFound, hurdlesFound, measureChecked, stepWarned } from './measure.ts'

const equal = readScenario(readFileSync(new URL('equal.json', import.meta.url), 'utf8'), 'equal.json')
/** Like the demo's own, with a step at an interface with 15 hand-overs a month. */
const planted = readScenario(
  readFileSync(new URL('../../demo/scenarios/recovery.json', import.meta.url), 'utf8'),
  'recovery.json',
)

const seeds = (count: number) => Array.from({ length: count }, (_, at) => at + 1)
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

/** The fewest hits of so many that are still likely where each is a hit with this probability: fewer in 1 of 1,000. */
function fewest(of: number, probability: number): number {
  let term = (1 - probability) ** of
  let below = 0
  let hits = 0
  while (below + term <= 0.001) {
    below += term
    term *= ((of - hits) / (hits + 1)) * (probability / (1 - probability))
    hits++
  }
  return hits
}
const most = (of: number, probability: number) => of - fewest(of, 1 - probability)

test('the bound of early warnings is that of a shifted normal where the waits are lognormal and all are seen', () => {
  // 14 waits, logarithms with standard deviation 0.5 moved by ln 1.5: 3.034 standard errors. Level 1 − 0.95^(1/12) = 0.00427 is
  // 2.631 of them, so 0.6565 of such sums lie above; 1.645 at a level of 0.05 leaves 0.9176.
  const wait = { medianDays: 1, sigma: 0.5, tailShare: 0, tailFrom: 3, tailAlpha: 2.5, maxDays: 10_000 }
  const power = (level: number) => {
    const asked = { offers: () => 14, factor: 1.5, level, draws: 4000 }
    return bestPower(wait, asked, seeded('bound'))
  }
  expect(levelOf(12)).toBeCloseTo(0.00427, 5)
  expect(Math.abs(power(levelOf(12)) - 0.6565)).toBeLessThan(0.08)
  expect(Math.abs(power(levelOf(1)) - 0.9176)).toBeLessThan(0.03)
})

test('the limits are those of the binomial distribution', () => {
  // R: qbinom(0.001, 24, 0.8) and 24 - qbinom(0.001, 24, 0.95).
  expect(fewest(24, 0.8)).toBe(13)
  expect(most(24, 0.05)).toBe(5)
})

test('hurdles of +50 % stand among the first three in 80, those of +100 % in 95 of 100 cases', () => {
  const found = (effect: number) => sum(seeds(16).map((seed) => hurdlesFound(equal, seed, effect).found))
  expect(found(0.5)).toBeGreaterThanOrEqual(fewest(16, 0.8))
  expect(found(1)).toBeGreaterThanOrEqual(fewest(16, 0.95))
})

test('gaps of +50 % stand among the first five in 80, those of +100 % in 95 of 100 cases', () => {
  const found = (effect: number) => sum(seeds(16).map((seed) => gapsFound(equal, seed, effect).found))
  expect(found(0.5)).toBeGreaterThanOrEqual(fewest(16, 0.8))
  expect(found(1)).toBeGreaterThanOrEqual(fewest(16, 0.95))
})

test('a step of +50 % at 15 hand-overs a month is warned of within two complete months in four of five cases', () => {
  const warned = seeds(20).filter((seed) => stepWarned(planted, seed, 0.5).within[1])
  expect(warned.length).toBeGreaterThanOrEqual(fewest(20, 0.8))
})

test('where nothing is planted, at most one of twenty quarters has an alarm', () => {
  const all = seeds(8).map((seed) => falseAlarms(equal, seed))
  expect(sum(all.map(({ alarmed }) => alarmed))).toBeLessThanOrEqual(most(32, 0.05))
})

test('a measure without effect is called helpful in at most one of twenty cases, and intervals hold the truth', () => {
  const without = seeds(30).flatMap((seed) => measureChecked(equal, seed, 0, false) ?? [])
  expect(without.length).toBe(30)
  expect(without.filter(({ verdict }) => verdict === 'helped').length).toBeLessThanOrEqual(most(30, 0.05))
  const halved = seeds(15).flatMap((seed) => measureChecked(equal, seed, 0.5, false) ?? [])
  expect(halved.filter(({ verdict }) => verdict === 'helped').length).toBeGreaterThanOrEqual(fewest(15, 0.95))
  const covered = [...without, ...halved].filter((one) => one.covered)
  expect(covered.length).toBeGreaterThanOrEqual(fewest(45, 0.93))
})

test('places that a gap does not get help in at most one of twenty cases, half as many more in four of five', () => {
  const checked = (gain: number, count: number) =>
    seeds(count).flatMap((seed) => gapMeasureChecked(equal, seed, gain, false) ?? [])
  const without = checked(0, 40)
  expect(without.length).toBe(40)
  expect(without.filter(({ verdict }) => verdict === 'helped').length).toBeLessThanOrEqual(most(40, 0.05))
  const half = checked(0.5, 20)
  expect(half.filter(({ verdict }) => verdict === 'helped').length).toBeGreaterThanOrEqual(fewest(20, 0.8))
  expect([...without, ...half].filter((one) => one.covered).length).toBeGreaterThanOrEqual(fewest(60, 0.93))
})
