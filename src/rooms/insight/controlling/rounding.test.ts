import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ARRIVED, DECLINED, NO_DAY, OPEN, type Passages } from '../../../engine/index.ts'
import { day, dayNumber } from '../../../kernel/day.ts'
import { guard, guardPrescribed } from '../gate/guard.ts'
import type { Cell, GuardedTable } from '../gate/guarded.ts'
import { rules } from '../gate/rules.ts'
import { controllingBasis, controllingSheet } from './figures.ts'
import type { CaseCounts, Counted } from './queries.ts'

const span = { from: day('2026-01-01'), to: day('2026-10-31') }

/** Hand-overs through one interface, offered on the first of March, of these people. */
function passagesOf(people: readonly number[], states: readonly number[] = people.map(() => ARRIVED)): Passages {
  const size = people.length
  const offered = dayNumber(day('2026-03-01'))
  const same = (value: number) => new Int32Array(size).fill(value)
  return {
    size,
    interfaces: [{ key: 'benefits', targetDays: 14 }],
    interfaceOf: same(0),
    targetDays: new Float64Array(size).fill(14),
    placeOf: same(-1),
    places: [],
    groupOf: same(-1),
    groups: [],
    caseOf: Int32Array.from(people),
    offeredOn: same(offered),
    answeredOn: Int32Array.from(states, (state) => (state === OPEN ? NO_DAY : offered + 5)),
    firstOn: Int32Array.from(states, (state) => (state === ARRIVED ? offered + 20 : NO_DAY)),
    state: Uint8Array.from(states),
    lastEventOn: same(offered + 20),
    sides: new Uint8Array(size),
    recordedLagDays: same(0),
  }
}

const keys = (counts: readonly number[]): readonly Counted[] => counts.map((count, at) => ({ key: `key-${at}`, count }))
const countsOf = (counts: readonly number[]): CaseCounts => ({
  caseload: keys(counts),
  towns: counts.map((count, at) => ({ town: `town-${at}`, opened: count, open: count, closed: 0 })),
  access: keys(counts),
  groups: keys(counts),
  closures: keys(counts),
  attainments: keys(counts),
  population: counts.reduce((sum, count) => sum + count, 0),
  simulated: true,
})
const sheetOf = (counts: readonly number[], people = 30) =>
  controllingSheet(countsOf(counts), passagesOf(Array.from({ length: people }, (_, at) => at)), span)
const figures = (one: GuardedTable | undefined, column: string) =>
  one!.rows.map((row) => {
    const cell = row[column] as Cell
    return 'value' in cell ? cell.value : cell.withheld
  })

describe('for others than the Land every figure of the controlling is rounded to five', () => {
  test('each by itself: those of the parts need not add up to that of the whole', () => {
    // 12 + 12 + 12 are 36 open files: 10 + 10 + 10 beside 35.
    const { tables, proof } = guard(sheetOf([36, 12, 12, 12]), rules.controlling, undefined, 5)
    for (const name of ['caseload', 'access', 'groups', 'closures', 'attainments'])
      expect(figures(tables[name], 'count')).toEqual([35, 10, 10, 10])
    expect(figures(tables.towns, 'open')).toEqual([35, 10, 10, 10])
    expect(figures(tables.handOvers, 'offered')).toEqual([30])
    expect(Object.values(tables).map(({ rule }) => rule)).toEqual(Object.keys(tables).map(() => 'round-5'))
    expect(proof.changed).toBeGreaterThan(0)
  })

  test.each([
    [3, [2, 3, 7, 8], ['few', 5, 5, 10]],
    [5, [4, 5, 7, 8], ['few', 5, 5, 10]],
  ])('from %i people on', (least, counts, shown) => {
    const { tables } = guard(sheetOf([...counts, 0]), rules.controlling, undefined, least)
    expect(figures(tables.access, 'count')).toEqual([...shown, 0])
  })

  test('whatever the counts: a multiple of five within two of the count, or few', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(60), { minLength: 1, maxLength: 8 }),
        fc.nat(60),
        fc.constantFrom(3, 5),
        (counts, people, least) => {
          const { tables } = guard(sheetOf(counts, people), rules.controlling, undefined, least)
          figures(tables.closures, 'count').forEach((figure, at) => {
            const count = counts[at] as number
            if (count > 0 && count < least) expect(figure).toBe('few')
            else expect(Math.abs((figure as number) - count)).toBeLessThanOrEqual(2)
          })
          for (const one of Object.values(tables))
            for (const row of one.rows)
              for (const [column, cell] of Object.entries(row))
                if (one.columns[column] === 'count' && cell && 'value' in cell)
                  expect((cell.value as number) % 5).toBe(0)
        },
      ),
      { numRuns: 100 },
    )
  })
})

test('hand-overs count people: many of one or two are few', () => {
  const told = (people: readonly number[], states?: readonly number[]) => {
    const passages = passagesOf(people, states)
    const sheet = controllingSheet(countsOf([20]), passages, span)
    return guard(sheet, rules.controlling, controllingBasis(sheet, passages, span), 3).tables.handOvers
  }
  expect(figures(told([1, 1, 1, 1, 1, 2, 2, 2, 2]), 'offered')).toEqual(['few'])
  expect(figures(told([1, 2, 3, 4, 5, 6, 7, 8, 9]), 'offered')).toEqual([10])
  // Nine people, five hand-overs that were declined, all of one of them.
  const people = [1, 1, 1, 1, 1, 2, 3, 4, 5, 6, 7, 8, 9]
  const some = told(
    people,
    people.map((person) => (person === 1 ? DECLINED : person === 2 ? OPEN : ARRIVED)),
  )
  expect(figures(some, 'offered')).toEqual([15])
  expect(figures(some, 'declined')).toEqual(['few'])
  expect(figures(some, 'accepted')).toEqual([5])
  expect(figures(some, 'arrived')).toEqual([5])
})

test('the Land gets them as they are', () => {
  const { tables } = guardPrescribed(sheetOf([36, 12, 2, 0]), rules.controlling)
  expect(figures(tables.access, 'count')).toEqual([36, 12, 2, 0])
  expect(figures(tables.towns, 'open')).toEqual([36, 12, 2, 0])
})
