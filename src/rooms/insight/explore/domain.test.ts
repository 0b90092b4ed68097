import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { labelColumn } from '../../../engine/index.ts'
import { fewestPeople, mergeSmallGroups, targetOf, unitOf } from './domain.ts'

/** Offices by their number of people; each person records one event. */
function offices(sizes: Readonly<Record<string, number>>) {
  const rows = Object.entries(sizes).flatMap(([office, size]) =>
    Array.from({ length: size }, (_, person) => ({ office, person: `${office}-${person}` })),
  )
  return {
    group: labelColumn(rows.map(({ office }) => office)),
    resource: labelColumn(rows.map(({ person }) => person)),
    rows,
  }
}

function namesAfter(sizes: Readonly<Record<string, number>>) {
  const { group, resource } = offices(sizes)
  const { column, merged } = mergeSmallGroups(group, resource, 'Übrige')
  return { names: [...new Set([...column.codes].map((code) => column.labels[code]))].sort(), merged }
}

describe('offices with few people', () => {
  test.each([
    ['large ones stay', { A: 5, B: 9 }, ['A', 'B'], 0],
    ['small ones that are five together stand together', { A: 9, B: 3, C: 2 }, ['A', 'Übrige'], 2],
    ['a single small one takes the next smallest with it', { A: 9, B: 6, C: 2 }, ['A', 'Übrige'], 2],
    ['when nothing is left they stand alone', { A: 2, B: 1 }, ['Übrige'], 2],
  ])('%s', (_, sizes, names, merged) => {
    expect(namesAfter(sizes)).toEqual({ names, merged })
  })

  test('no office that is shown has fewer than five people, unless all of them have', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 8 }), (sizes) => {
        const { group, resource, rows } = offices(Object.fromEntries(sizes.map((size, index) => [`S${index}`, size])))
        const { column } = mergeSmallGroups(group, resource, 'Übrige')
        const people = new Map<string, Set<string>>()
        rows.forEach(({ person }, row) => {
          const name = column.labels[column.codes[row]!]!
          people.set(name, (people.get(name) ?? new Set()).add(person))
        })
        const few = [...people.values()].filter(({ size }) => size < fewestPeople)
        expect(few.length === 0 || rows.length < fewestPeople).toBe(true)
      }),
    )
  })
})

test.each([
  ['14', 14],
  ['0,5', 0.5],
  ['2.5', 2.5],
  ['0', null],
  ['-3', null],
  ['14 Tage', null],
  [null, null],
])('a target of %s is %s', (typed, days) => {
  expect(targetOf(typed)).toBe(days)
})

test('durations are said in the unit that people use', () => {
  expect(unitOf(3)).toEqual({ unit: 'days', amount: 3 })
  expect(unitOf(0.5)).toEqual({ unit: 'hours', amount: 12 })
  expect(unitOf(1 / 48)).toEqual({ unit: 'minutes', amount: 30 })
})
