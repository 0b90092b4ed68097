import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ARRIVED, DECLINED, NO_DAY, OPEN, type Passages, WITHDRAWN } from '../../../engine/index.ts'
import { readLog, readObjectLog } from '../../../engine/readers/index.ts'
import { ocelJsonOf, xesOf } from '../../../engine/writers/index.ts'
import { day, dayNumber } from '../../../kernel/day.ts'
import { type CoarseRow, coarsen, eventLogOf, fewestPeople, mondayOf, type Names, objectLogOf } from './coarse.ts'

const names: Names = {
  sidesOf: (key) => ({ from: `von ${key}`, to: `an ${key}` }),
  townOf: (key) => key,
  regionOf: (key) => (key === 'c' ? null : 'Norden'),
  steps: { offered: 'o', answered: 'a', declined: 'd', first: 'f', withdrawn: 'w' },
  elsewhere: 'anderswo',
}
const inOrder = (count: number) => Int32Array.from({ length: count }, (_, index) => count - 1 - index)

const rows = fc.array(
  fc.record({
    key: fc.nat(1),
    town: fc.integer({ min: -1, max: 2 }),
    group: fc.integer({ min: -1, max: 1 }),
    person: fc.nat(12),
    offered: fc.integer({ min: 19_000, max: 19_400 }),
    state: fc.constantFrom(OPEN, ARRIVED, DECLINED, WITHDRAWN),
  }),
  { maxLength: 60 },
)

function passagesOf(
  list: readonly { key: number; town: number; group: number; person: number; offered: number; state: number }[],
): Passages {
  const column = (of: (one: (typeof list)[number]) => number) => Int32Array.from(list, of)
  const after = (days: number, when: (state: number) => boolean) =>
    column(({ offered, state }) => (when(state) ? offered + days : NO_DAY))
  return {
    size: list.length,
    interfaceOf: column(({ key }) => key),
    interfaces: [
      { key: 'x', targetDays: null },
      { key: 'y', targetDays: 14 },
    ],
    targetDays: new Float64Array(list.length),
    placeOf: column(({ town }) => town),
    places: ['a', 'b', 'c'],
    groupOf: column(({ group }) => group),
    groups: ['Familien', 'Alleinstehende'],
    caseOf: column(({ person }) => person),
    offeredOn: column(({ offered }) => offered),
    answeredOn: after(3, (state) => state === ARRIVED || state === DECLINED),
    firstOn: after(20, (state) => state === ARRIVED),
    state: Uint8Array.from(list, ({ state }) => state),
    lastEventOn: after(9, () => true),
    sides: new Uint8Array(list.length),
    recordedLagDays: new Int32Array(list.length),
  }
}

const cellOf = ({ from, place, group }: CoarseRow) => JSON.stringify([from, place, group])

describe('the log made coarse', () => {
  test('has at least five people in every cell, and leaves out the rest and says how many', () => {
    fc.assert(
      fc.property(rows, (list) => {
        const { rows: kept, leftOut } = coarsen(passagesOf(list), names, inOrder)
        expect(kept.length + leftOut).toBe(list.length)
        const people = new Map<string, Set<string>>()
        for (const row of kept) people.set(cellOf(row), (people.get(cellOf(row)) ?? new Set()).add(row.person))
        for (const [cell, { size }] of people) expect(size, cell).toBeGreaterThanOrEqual(fewestPeople)
      }),
    )
  })

  test('leaves a cell with five people as it is', () => {
    const list = Array.from({ length: 5 }, (_, person) => ({
      key: 0,
      town: 0,
      group: 0,
      person,
      offered: 19_100,
      state: ARRIVED,
    }))
    const { rows: kept } = coarsen(passagesOf(list), names, inOrder)
    expect(new Set(kept.map(cellOf))).toEqual(new Set([JSON.stringify(['von x', 'a', 'Familien'])]))
  })

  test('takes the group first, then the town becomes its region', () => {
    const one = (person: number, town: number, group: number) => ({
      key: 0,
      town,
      group,
      person,
      offered: 19_100,
      state: OPEN,
    })
    const byGroup = [one(0, 0, 0), one(1, 0, 0), one(2, 0, 0), one(3, 0, 1), one(4, 0, 1)]
    expect(new Set(coarsen(passagesOf(byGroup), names, inOrder).rows.map(cellOf))).toEqual(
      new Set([JSON.stringify(['von x', 'a', null])]),
    )
    const byTown = [one(0, 0, 0), one(1, 0, 0), one(2, 0, 0), one(3, 1, 0), one(4, 1, 0)]
    expect(new Set(coarsen(passagesOf(byTown), names, inOrder).rows.map(cellOf))).toEqual(
      new Set([JSON.stringify(['von x', 'Norden', null])]),
    )
  })

  test('knows no day but Mondays', () => {
    expect(mondayOf(dayNumber(day('2026-11-22')))).toBe(dayNumber(day('2026-11-16')))
    expect(mondayOf(dayNumber(day('2026-11-16')))).toBe(dayNumber(day('2026-11-16')))
    expect(mondayOf(-1)).toBe(-3)
    fc.assert(
      fc.property(rows, (list) => {
        for (const { steps } of coarsen(passagesOf(list), names, inOrder).rows)
          for (const { week } of steps) expect(new Date(week * 86_400_000).getUTCDay()).toBe(1)
      }),
    )
  })

  test('gives numbers by the draw alone, and stands in their order', () => {
    fc.assert(
      fc.property(rows, (list) => {
        const { rows: kept } = coarsen(passagesOf(list), names, inOrder)
        const numbers = kept.map(({ number }) => number)
        expect(numbers).toEqual([...numbers].sort())
        expect(new Set(numbers).size).toBe(numbers.length)
      }),
    )
  })

  test('is read back from XES and OCEL with as many cases, objects and steps', async () => {
    await fc.assert(
      fc.asyncProperty(rows, async (list) => {
        const coarse = coarsen(passagesOf(list), names, inOrder)
        if (coarse.rows.length === 0) return
        const steps = coarse.rows.reduce((sum, row) => sum + row.steps.length, 0)
        async function* bytes(pieces: Iterable<string>) {
          yield new TextEncoder().encode([...pieces].join(''))
        }
        const { log } = await readLog(bytes(xesOf(eventLogOf(coarse))), { attributes: 'all' })
        expect([log.cases.labels.length, log.size]).toEqual([coarse.rows.length, steps])
        const types = { handover: 'h', person: 'p', office: 'o', simulated: true }
        const { log: objects, oddities } = await readObjectLog(bytes(ocelJsonOf(objectLogOf(coarse, types))))
        expect(objects.events.size).toBe(steps)
        expect(oddities).toEqual([])
      }),
      { numRuns: 20 },
    )
  })
})
