import { describe, expect, test } from 'vitest'
import { controlChart } from './control.ts'

/**
 * Twelve values by hand: the sum is 120, so the centre is 10; the steps between neighbours are 2, 2, 2, 2, 1, 1, 2, 2, 3, 3, 2,
 * together 22, so the mean moving range is 2; limits are 10 ∓ 2.66 × 2 and two thirds of the way 10 ∓ 3.5466….
 */
const baseline = [10, 12, 10, 8, 10, 11, 10, 8, 10, 13, 10, 8]
const chart = (...more: readonly (number | null)[]) => controlChart([...baseline, ...more])!
const signals = (...more: readonly (number | null)[]) =>
  chart(...more)
    .points.slice(12)
    .map((point) => point.signals)

test('centre and limits, by hand', () => {
  const found = chart()
  expect(found.centre).toBe(10)
  expect(found.movingRange).toBe(2)
  expect(found.lower).toBeCloseTo(4.68, 12)
  expect(found.upper).toBeCloseTo(15.32, 12)
  expect(found.rangeLimit).toBeCloseTo(6.536, 12)
  expect(found.points.flatMap((point) => point.signals)).toEqual([])
})

describe('the four rules', () => {
  test.each([
    ['on the limit is within', [15.32 - 1e-9], [[]]],
    ['outside the limits', [15.33, 10, 4.67], [['beyond'], [], ['beyond']]],
    ['two of three far out on one side', [13.6, 11, 13.6], [['twoOfThree'], [], ['twoOfThree']]],
    ['far out on either side', [13.6, 11, 6.4], [[], [], []]],
    ['two of three, but one on the other side', [13.6, 9, 13.6], [[], [], []]],
    ['six in a row on one side', [11, 12, 11, 12, 11, 12, 9], [[], [], [], [], [], [], []]],
    ['seven in a row on one side', [11, 12, 11, 12, 11, 12, 11], Array.from({ length: 7 }, () => ['shift'])],
    ['a value on the centre ends a run', [11, 12, 11, 10, 11, 12, 11], Array.from({ length: 7 }, () => [])],
    ['seven that climb', [8.5, 9, 9.5, 10, 10.5, 11, 11.5], Array.from({ length: 7 }, () => ['trend'])],
  ] as const)('%s', (_, more, wanted) => expect(signals(...more)).toEqual(wanted))

  test('a trend says whether it climbs, everything else on which side it lies', () => {
    const climbing = chart(8.5, 9, 9.5, 10, 10.5, 11, 11.5).points.slice(12)
    expect(climbing.map((point) => point.above)).toEqual(Array.from({ length: 7 }, () => true))
    expect(chart(4).points.at(-1)).toEqual({ value: 4, signals: ['beyond'], above: false })
  })
})

test('months without a value are passed over', () => {
  expect(signals(11, null, 12, 11, 12, null, 11, 12, 11).filter((one) => one.includes('shift')).length).toBe(7)
  expect(controlChart([null, ...baseline])!.centre).toBe(10)
})

test('eleven values are no baseline', () => expect(controlChart(baseline.slice(1))).toBeUndefined())
