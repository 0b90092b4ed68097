import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { seeded } from '../../kernel/random.ts'
import { type CellKeyRule, cellKey, countsBehind, perturb, transitionTable } from './cellkey.ts'

const rule: CellKeyRule = { most: 5, variance: 4, least: 5 }

/** Mean and variance of the figures that stand for a count. */
function momentsOf(table: ReturnType<typeof transitionTable>, count: number) {
  const { figures, probabilities } = table[count]!
  const mean = figures.reduce((sum, figure, at) => sum + figure * probabilities[at]!, 0)
  return { mean, variance: figures.reduce((sum, figure, at) => sum + (figure - mean) ** 2 * probabilities[at]!, 0) }
}

describe('transitions', () => {
  test('by hand, at most 2, variance 1: with x⁴ = 1/6 the masses are x⁴, x, 1, x, x⁴ over their sum', () => {
    // 2x + 2·4x⁴ = 1 + 2x + 2x⁴ says that the variance is 1, hence 6x⁴ = 1.
    const x = (1 / 6) ** (1 / 4)
    const sum = 1 + 2 * x + 2 / 6
    const { figures, probabilities } = transitionTable({ most: 2, variance: 1, least: 1 })[3]!
    expect(figures).toEqual([1, 2, 3, 4, 5])
    ;[1 / 6, x, 1, x, 1 / 6].forEach((mass, at) => {
      expect(probabilities[at]).toBeCloseTo(mass / sum, 12)
    })
  })

  test('by hand, figures of 1 and 2 not given out: 1 becomes 0 in two of three, 3 in one', () => {
    // Mean 1 over 0 and 3 is p₃ = 1/3; the variance is then 2/3·1 + 1/3·4 = 2.
    const { figures, probabilities } = transitionTable({ most: 3, variance: 2, least: 3 })[1]!
    const masses = new Map(figures.map((figure, at) => [figure, probabilities[at]]))
    expect(masses.get(0)).toBeCloseTo(2 / 3, 12)
    expect(masses.get(3)).toBeCloseTo(1 / 3, 12)
    expect(masses.get(4)).toBeCloseTo(0, 12)
  })

  test('are unbiased for every count, keep the variance where they can, and never give out 1 to 4', () => {
    const table = transitionTable(rule)
    table.forEach(({ figures, probabilities }, count) => {
      const { mean, variance } = momentsOf(table, count)
      expect(mean).toBeCloseTo(count, 9)
      expect(probabilities.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 12)
      if (count >= rule.most + rule.least) expect(variance).toBeCloseTo(rule.variance, 9)
      expect(figures.filter((figure) => figure > 0 && figure < 5)).toEqual([])
      expect(figures.every((figure) => Math.abs(figure - count) <= rule.most)).toBe(true)
    })
    expect(table[0]).toEqual({ figures: [0], probabilities: [1] })
  })

  test('a rule that none keeps is refused', () => {
    expect(() => transitionTable({ most: 2, variance: 1, least: 3 })).toThrow(RangeError)
  })
})

describe('figures', () => {
  const table = transitionTable(rule)

  test('follow from the people alone, in whatever order they are counted', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(0xffffffff)), fc.nat(), (keys, seed) => {
        const random = seeded(seed)
        const mixed = keys.map((key) => [random.next(), key] as const).sort(([one], [other]) => one - other)
        expect(cellKey(mixed.map(([, key]) => key))).toBe(cellKey(keys))
      }),
    )
  })

  test('lie within the rule, and the counts behind them hold the true one', () => {
    fc.assert(
      fc.property(fc.nat(60), fc.nat(0xffffffff), (count, key) => {
        const figure = perturb(table, count, key)
        expect(figure === 0 || figure >= 5).toBe(true)
        const [least, most] = countsBehind(rule, figure)
        expect(least <= count && count <= most).toBe(true)
      }),
    )
  })

  test('do not drift: over 100,000 cells the mean is that of the counts', () => {
    const random = seeded('cell keys')
    for (const count of [1, 3, 4, 7, 40]) {
      let sum = 0
      for (let i = 0; i < 100_000; i++) sum += perturb(table, count, random.int(0x1_0000_0000))
      // Five standard errors of the widest row.
      expect(Math.abs(sum / 100_000 - count)).toBeLessThan((5 * Math.sqrt(6)) / Math.sqrt(100_000))
    }
  })
})
