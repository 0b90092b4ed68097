import { expect, test } from 'vitest'
import { attack } from './audit.ts'
import { protect } from './protect.ts'
import { type CountTable, isSmall } from './suppression.ts'
import { crossed, levelsAndTotal, sumsOf } from './system.ts'

/** Tables with counts of people, singletons being different people; cells by name such as `1A`, `1*`, `*A`, `**`. */
function named(rows: string, columns: string, inner: readonly number[]) {
  const system = crossed([levelsAndTotal(rows.length), levelsAndTotal(columns.length)])
  const counts = sumsOf(system, inner)
  const alone = new Map<number, number>()
  system.cells.forEach((cell, index) => {
    if (counts[index] === 1) alone.set(index, cell.find((at) => inner[at] === 1) as number)
  })
  const names = [...rows, '*'].flatMap((row) => [...columns, '*'].map((column) => row + column))
  const table: CountTable = { ...system, counts, alone }
  return { table, names, of: (name: string) => names.indexOf(name) }
}

test('the 5 × 2 table of three singletons (sdcTools/UserSupport, issue 135), step by step', () => {
  const rule = { least: 3 }
  const { table, names, of } = named('12', 'ABHMW', [1, 1, 7, 1, 0, 1, 0, 0, 2, 8])
  const small = names.filter((_, cell) => isSmall(table.counts[cell]!, rule))
  // A and B and M of the first row, A and M of the second, and the columns A (2) and B (1). M is 3 in all.
  expect(small).toEqual(['1A', '1B', '1M', '2A', '2M', '*A', '*B'])

  // Step 1. To withhold those alone: B of the second row is empty and shown, so 1B is what column B is, which is withheld; but
  // the first row is 10, of which H is 7 and W is 0: A, B and M together are 3, and none of them is empty. So each is 1.
  const first = new Set(names.flatMap((name, cell) => (small.includes(name) ? [] : [cell])))
  const leaks = attack(table, first, rule)
  expect(leaks.map(({ cell }) => names[cell])).toEqual(expect.arrayContaining(['1A', '1B', '1M']))
  expect(leaks).toContainEqual({ cell: of('1A'), by: 'bounds' })

  // Step 2. What sdcTable left open: to withhold the total of the first row, too, or H with it. Then the three are at least
  // three, and nobody knows how many.
  const { shown } = protect(table, rule)
  expect(attack(table, shown, rule)).toEqual([])
  expect(small.filter((name) => shown.has(of(name)))).toEqual([])
  const row = ['1*', '1H', '1W'].filter((name) => !shown.has(of(name)))
  expect(row.length).toBeGreaterThan(0)

  // Step 3. Nor does one of the three learn the two others: what they know is 1, and the rest of the row is not known.
  for (const person of ['1A', '1B', '1M']) {
    const own = [...table.alone].filter(([, who]) => who === table.alone.get(of(person)))
    const knowing: CountTable = { ...table, alone: new Map(own) }
    expect(attack(knowing, shown, rule)).toEqual([])
  }
})

test('two rows of the same small cells: each protects the other, and the totals stay', () => {
  const rule = { least: 3 }
  // By hand: 1A = 2 is small. Row 1 needs a second cell, column A needs one, and these two need a fourth: 2B.
  const { table, names } = named('12', 'ABC', [2, 9, 20, 9, 9, 20])
  const { shown } = protect(table, rule)
  expect(names.filter((_, cell) => !shown.has(cell))).toEqual(['1A', '1B', '2A', '2B'])
})
