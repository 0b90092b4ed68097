import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addMonths, daysOfMonth, type Month } from '../../../kernel/period.ts'
import { type Sheet, table } from '../sheet.ts'
import type { Declaration } from './declaration.ts'
import { BreaksRule, type Earlier, guard } from './guard.ts'
import type { Cell } from './guarded.ts'

/**
 * An attacker who shares nothing with the gate: he tries every district there could be. Two towns and an unknown place in two
 * spans of months, from 0 to 6 hand-overs each, are 117,649 districts. He knows every release and how the rules work; those
 * districts that fit are left, and where all of them agree on a small figure that was withheld, he has won.
 */

const least = 3
const most = 6
const spans = ['2025-11', '2026-10', '2026-11'] as Month[]
const towns = ['aulenstedt', 'bruchwede', null]
const declared: Readonly<Record<string, Declaration>> = {
  towns: { rule: 'suppress', population: 'toy', base: 'handOvers', show: ['handOvers'] },
  total: { rule: 'suppress', population: 'toy', base: 'handOvers', show: ['handOvers'] },
}

/** Counts of a district: the year of the three places, then the month after it. */
type District = readonly number[]

/** What a release speaks of: the year, or the year and the month after it; the towns, the total, or both. */
interface Question {
  readonly months: 12 | 13
  readonly tables: 'towns' | 'total' | 'both'
}

const countOf = (district: District, town: number, months: 12 | 13) =>
  (district[town] as number) + (months === 13 ? (district[town + 3] as number) : 0)
const totalOf = (district: District, months: 12 | 13) =>
  towns.reduce((sum, _, town) => sum + countOf(district, town, months), 0)

function sheetOf(district: District, { months, tables }: Question): Sheet {
  const asOf = daysOfMonth(months === 13 ? spans[2]! : spans[1]!).to
  const rows = towns.map((town, at) => ({ town, handOvers: countOf(district, at, months) }))
  return {
    name: 'toy',
    source: {
      question: '',
      period: { from: daysOfMonth(addMonths(spans[0]!, 0)).from, to: asOf },
      asOf: daysOfMonth(spans[2]!).to,
      population: totalOf(district, months),
      simulated: true,
      scope: {},
    },
    tables: {
      ...(tables !== 'total' && { towns: table({ town: 'municipality', handOvers: 'count' }, rows) }),
      ...(tables !== 'towns' && { total: table({ handOvers: 'count' }, [{ handOvers: totalOf(district, months) }]) }),
    },
  }
}

/** Whether a figure fits a count, to who knows how the rules work. */
const fits = (cell: Cell, count: number) =>
  'value' in cell ? cell.value === count : cell.withheld === 'few' ? count >= 1 && count < least : true

interface Shown {
  readonly cell: Cell
  readonly of: (district: District) => number
}

function shownIn(question: Question, tables: ReturnType<typeof guard>['tables']): readonly Shown[] {
  return [
    ...(tables.towns?.rows ?? []).map((row, at) => {
      return { cell: row.handOvers as Cell, of: (district: District) => countOf(district, at, question.months) }
    }),
    ...(tables.total?.rows ?? []).map((row) => {
      return { cell: row.handOvers as Cell, of: (district: District) => totalOf(district, question.months) }
    }),
  ]
}

const every: readonly District[] = Array.from({ length: (most + 1) ** 6 }, (_, number) =>
  Array.from({ length: 6 }, (_, place) => Math.floor(number / (most + 1) ** place) % (most + 1)),
)

/** Small figures that are withheld and that all districts that fit agree on. */
function won(shown: readonly Shown[]): readonly Shown[] {
  const left = every.filter((district) => shown.every(({ cell, of }) => fits(cell, of(district))))
  return shown.filter(
    ({ cell, of }) => 'withheld' in cell && cell.withheld === 'few' && new Set(left.map(of)).size === 1,
  )
}

const question = fc.record({
  months: fc.constantFrom<12 | 13>(12, 13),
  tables: fc.constantFrom<Question['tables']>('towns', 'total', 'both'),
})

test('a total of 4 over two towns of 1 or 2 each would tell both: found by this attacker, and closed', () => {
  const district = [2, 0, 0, 0, 2, 0]
  const first = guard(sheetOf(district, { months: 12, tables: 'towns' }), declared, undefined, least)
  const question = { months: 13, tables: 'both' } as const
  const second = guard(sheetOf(district, question), declared, undefined, least, [{ id: '1', cells: first.cells }])
  expect(second.tables.total?.rows).toEqual([{ handOvers: { withheld: 'protects', below: 3 } }])
  expect(won([...shownIn({ months: 12, tables: 'towns' }, first.tables), ...shownIn(question, second.tables)])).toEqual(
    [],
  )
})

test('he never wins, over one release, two or three', () => {
  let refused = 0
  fc.assert(
    fc.property(
      fc.array(fc.nat(4), { minLength: 6, maxLength: 6 }),
      fc.array(question, { minLength: 1, maxLength: 3 }),
      (district, questions) => {
        const earlier: Earlier[] = []
        const shown: Shown[] = []
        for (const [at, one] of questions.entries()) {
          try {
            const released = guard(sheetOf(district, one), declared, undefined, least, earlier)
            earlier.push({ id: String(at), cells: released.cells })
            shown.push(...shownIn(one, released.tables))
          } catch (error) {
            if (!(error instanceof BreaksRule)) throw error
            refused++
          }
        }
        expect(won(shown).map(({ of }) => of(district))).toEqual([])
      },
    ),
    { numRuns: 60 },
  )
  // A gate that refuses everything would pass, too.
  expect(refused).toBeLessThan(30)
})
