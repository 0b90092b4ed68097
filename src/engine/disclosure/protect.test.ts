import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { seeded } from '../../kernel/random.ts'
import { attack } from './audit.ts'
import { countsBehind, perturb, transitionTable } from './cellkey.ts'
import { attackChanged } from './changed.ts'
import { isDominated, mayShowQuantile } from './dominance.ts'
import { LeakedBefore, protect } from './protect.ts'
import { countsBehindFive, roundToFive } from './rounding.ts'
import { type CountTable, isSmall } from './suppression.ts'
import { crossed, levelsAndTotal, sumsOf } from './system.ts'

function tableOf(levels: readonly number[], inner: readonly number[]): CountTable {
  const system = crossed(levels.map(levelsAndTotal))
  const counts = sumsOf(system, inner)
  const alone = new Map<number, number>()
  system.cells.forEach((cell, index) => {
    if (counts[index] === 1) alone.set(index, cell.find((at) => inner[at] === 1) as number)
  })
  return { ...system, counts, alone }
}

const anyTable = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 5 }))
  .chain(([a, b]) =>
    fc
      .array(fc.constantFrom(0, 0, 1, 1, 2, 3, 4, 6, 9, 20), { minLength: a * b, maxLength: a * b })
      .map((inner) => tableOf([a, b], inner)),
  )

describe('protection', () => {
  test('the attacker never wins: not by equations, not as an insider, not by whole numbers', () => {
    fc.assert(
      fc.property(anyTable, fc.constantFrom(3, 5), (table, least) => {
        const { shown } = protect(table, { least })
        expect(attack(table, shown, { least })).toEqual([])
        for (const cell of shown) expect(isSmall(table.counts[cell]!, { least })).toBe(false)
      }),
      { numRuns: 300 },
    )
  })

  test('withholds a total of 2 over two cells with somebody in each', () => {
    const table = { ...tableOf([2, 2], [1, 1, 9, 9]), alone: new Map<number, number>() }
    const { shown, closed } = protect(table, { least: 2 })
    expect(shown.has(2)).toBe(false)
    expect(closed.length).toBeGreaterThan(0)
  })

  test('what was shown before is not taken back, and where that leaks nothing more is shown', () => {
    const cells = [[0], [1], [2], [0, 1, 2], [0, 1]].map((cell) => Int32Array.from(cell))
    const table: CountTable = { inner: 3, cells, counts: [4, 6, 2, 12, 10], alone: new Map() }
    const { shown } = protect(table, { least: 3 }, new Set([3]))
    expect(shown.has(3)).toBe(true)
    expect(attack(table, shown, { least: 3 })).toEqual([])
    expect(() => protect(table, { least: 3 }, new Set([3, 4]))).toThrow(LeakedBefore)
  })
})

describe('changed figures', () => {
  test('four cells of 3 with their total of 12, rounded to five, give themselves away', () => {
    const table = tableOf([4], [3, 3, 3, 3])
    const figures = [...table.cells.keys()].map((cell) => {
      const [least, most] = countsBehindFive(roundToFive(table.counts[cell]!))
      return { cell, least, most }
    })
    const small = (cell: number) => isSmall(table.counts[cell]!, { least: 5 })
    expect(attackChanged(table, figures, small)).toEqual([0, 1, 2, 3])
    expect(attackChanged(table, figures.slice(0, -1), small)).toEqual([])
  })

  test('by cell keys: the true counts are never ruled out, and with room on both sides none is known', () => {
    const rule = { most: 5, variance: 4, least: 5 }
    const transitions = transitionTable(rule)
    fc.assert(
      fc.property(anyTable, fc.nat(), (table, seed) => {
        const random = seeded(seed)
        const figures = [...table.cells.keys()].map((cell) => {
          const key = random.int(0x1_0000_0000)
          const [least, most] = countsBehind(rule, perturb(transitions, table.counts[cell]!, key))
          return { cell, least, most }
        })
        // Empty contradictions would throw.
        attackChanged(table, figures, () => true)
      }),
      { numRuns: 200 },
    )
  })
})

describe('sums and quantiles', () => {
  const rule = { share: 0.1, least: 5 }
  test.each([
    // The second takes 30 off 135 and knows the largest as 105 at most: 5 % of 100.
    [[100, 30, 2, 2, 1], true],
    [[100, 30, 6, 4, 1], false],
    [[50, 40, 30, 20], true],
    [[0, 0, 0], false],
    [[10, 10, 10, 10, 10], false],
  ])('of %j', (contributions, dominated) => {
    expect(isDominated(contributions, rule)).toBe(dominated)
  })

  test('a median needs twice as many people as a cell, a ninth decile ten times', () => {
    expect([5, 6].map((people) => mayShowQuantile(people, 0.5, 3))).toEqual([false, true])
    expect([9, 10].map((people) => mayShowQuantile(people, 0.5, 5))).toEqual([false, true])
    expect([49, 50].map((people) => mayShowQuantile(people, 0.9, 5))).toEqual([false, true])
  })
})
