import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { attack } from './audit.ts'
import { type CountTable, isSmall, suppress } from './suppression.ts'
import { type CellSystem, crossed, levelsAndTotal, sumsOf } from './system.ts'

/** A table of counts in which every person of a cell with one person is somebody else. */
function tableOf(system: CellSystem, inner: readonly number[]): CountTable {
  const counts = sumsOf(system, inner)
  const alone = new Map<number, number>()
  system.cells.forEach((cell, index) => {
    if (counts[index] === 1) alone.set(index, cell.find((at) => inner[at] === 1) as number)
  })
  return { ...system, counts, alone }
}

const shownOf = (table: CountTable, rule: { least: number; withholdsEmpty?: boolean }, more?: ReadonlySet<number>) => {
  const { primary, secondary } = suppress(table, rule, more)
  const withheld = new Set([...primary, ...secondary])
  return new Set([...table.cells.keys()].filter((cell) => !withheld.has(cell)))
}

const twoByThree = crossed([levelsAndTotal(2), levelsAndTotal(3)])

describe('suppression', () => {
  test('of the table of the GaussSuppression vignette: both ages in Iceland and Portugal', () => {
    // Young and old in Spain, Iceland, Portugal; 0 and 1 are small there, 0 too.
    const table = tableOf(twoByThree, [5, 2, 0, 6, 3, 4])
    const { primary, secondary } = suppress(table, { least: 2, withholdsEmpty: true })
    expect(primary.map((cell) => [...table.cells[cell]!])).toEqual([[2]])
    expect(secondary.map((cell) => [...table.cells[cell]!])).toEqual([[1], [4], [5]])
  })

  test('shows everything where nothing is small', () => {
    expect(suppress(tableOf(twoByThree, [5, 7, 0, 6, 9, 8]), { least: 3 })).toEqual({ primary: [], secondary: [] })
  })

  test('what is withheld for show would follow anyway: a table of one column', () => {
    const one = crossed([levelsAndTotal(3), levelsAndTotal(1)])
    const table = tableOf(one, [2, 9, 8])
    const { primary } = suppress(table, { least: 3 })
    // The cell and its row are the same sum.
    expect(primary.map((cell) => [...table.cells[cell]!])).toEqual([[0], [0]])
    expect(attack(table, shownOf(table, { least: 3 }), { least: 3 })).toEqual([])
  })

  test('somebody alone in a cell does not learn who else is: two alone in a column protect nobody', () => {
    // Both small cells are in one column of a table with totals. To withhold the two would do for a reader; each of
    // the two people takes themselves off the column and has the other.
    const system = crossed([levelsAndTotal(2), levelsAndTotal(2)])
    const table = tableOf(system, [1, 9, 1, 8])
    const naive = new Set([...system.cells.keys()].filter((cell) => !isSmall(table.counts[cell]!, { least: 3 })))
    expect(attack(table, naive, { least: 3 }).map(({ by }) => by)).toContain('equations')
    const shown = shownOf(table, { least: 3 })
    expect(attack(table, shown, { least: 3 })).toEqual([])
  })
})

describe('the attack', () => {
  const rule = { least: 3 }

  test('takes the cell off its total', () => {
    const table = tableOf(twoByThree, [5, 2, 7, 6, 9, 8])
    const all = new Set([...table.cells.keys()].filter((cell) => !isSmall(table.counts[cell]!, rule)))
    expect(attack(table, all, rule)).toEqual([{ cell: 1, by: 'equations' }])
  })

  test('finds what only an insider has', () => {
    // One row: 1, 2, total 3; withheld both. Who is alone in the first has the second from the total.
    const system = crossed([levelsAndTotal(2)])
    const table = tableOf(system, [1, 2])
    expect(attack(table, new Set([2]), rule)).toEqual([{ cell: 1, by: 'insider' }])
  })

  test('finds two cells with somebody in each, whose total is 2', () => {
    const system = crossed([levelsAndTotal(2)])
    const table: CountTable = { ...tableOf(system, [1, 1]), alone: new Map() }
    expect(attack(table, new Set([2]), { least: 2 }).map(({ by }) => by)).toEqual(['bounds', 'bounds'])
  })

  test('takes two releases apart that were each safe alone: last month, and this month without one town', () => {
    // Inner cells: three towns. Released before: all of them; now: the first two. The difference is the third.
    const cells = [[0], [1], [2], [0, 1, 2], [0, 1]].map((cell) => Int32Array.from(cell))
    const table: CountTable = { inner: 3, cells, counts: [4, 6, 2, 12, 10], alone: new Map() }
    expect(attack(table, new Set([3]), rule)).toEqual([])
    expect(attack(table, new Set([3, 4]), rule)).toEqual([{ cell: 2, by: 'equations' }])
  })
})

describe('whatever the table', () => {
  const anyTable = fc
    .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 3 }))
    .chain(([a, b, c]) =>
      fc.record({
        system: fc.constant(crossed([levelsAndTotal(a), levelsAndTotal(b), levelsAndTotal(c)])),
        inner: fc.array(fc.constantFrom(0, 0, 1, 1, 2, 3, 4, 6, 9, 20), { minLength: a * b * c, maxLength: a * b * c }),
        least: fc.constantFrom(3, 5),
      }),
    )

  test('no equation gives a small cell away, nor does it to somebody who is alone in another', () => {
    fc.assert(
      fc.property(anyTable, ({ system, inner, least }) => {
        const table = tableOf(system, inner)
        const leaks = attack(table, shownOf(table, { least }), { least })
        expect(leaks.filter(({ by }) => by !== 'bounds')).toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  test('the pattern is the same for the same table', () => {
    fc.assert(
      fc.property(anyTable, ({ system, inner, least }) => {
        const table = tableOf(system, inner)
        expect(suppress(table, { least })).toEqual(suppress(table, { least }))
      }),
      { numRuns: 20 },
    )
  })
})
