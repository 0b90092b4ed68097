import { expect, test } from 'vitest'
import { addDays, day } from '../../../kernel/day.ts'
import { seeded } from '../../../kernel/random.ts'
import { type Sheet, table } from '../sheet.ts'
import type { Declaration } from './declaration.ts'
import { type Earlier, guard } from './guard.ts'

/** A district of 13 towns and 15 interfaces under suppression, with its margins, month by month. */
const towns = Array.from({ length: 13 }, (_, at) => `town-${at}`)
const interfaces = Array.from({ length: 15 }, (_, at) => `interface-${at}`)
const rule: Declaration = { rule: 'suppress', population: 'toy', base: 'handOvers', show: ['handOvers'] }
const declared = { cells: rule, towns: rule, interfaces: rule, all: rule }

/** Hand-overs by town, interface and month: few at most, none at many. */
const random = seeded('speed')
const counts = towns.map(() =>
  interfaces.map(() => Array.from({ length: 25 }, () => (random.next() < 0.4 ? random.int(4) : 0))),
)
const sum = (list: readonly number[]) => list.reduce((all, one) => all + one, 0)

function yearFrom(month: number): Sheet {
  const of = (town: number, at: number) => sum(counts[town]![at]!.slice(month, month + 12))
  const from = addDays(day('2024-01-01'), month * 30)
  const to = addDays(from, 12 * 30 - 1)
  return {
    name: 'toy',
    source: { question: '', period: { from, to }, asOf: to, population: 0, simulated: true, scope: {} },
    tables: {
      cells: table(
        { town: 'municipality', interface: 'interface', handOvers: 'count' },
        towns.flatMap((town, t) => interfaces.map((one, i) => ({ town, interface: one, handOvers: of(t, i) }))),
      ),
      towns: table(
        { town: 'municipality', handOvers: 'count' },
        towns.map((town, t) => ({ town, handOvers: sum(interfaces.map((_, i) => of(t, i))) })),
      ),
      interfaces: table(
        { interface: 'interface', handOvers: 'count' },
        interfaces.map((one, i) => ({ interface: one, handOvers: sum(towns.map((_, t) => of(t, i))) })),
      ),
      all: table({ handOvers: 'count' }, [
        { handOvers: sum(towns.flatMap((_, t) => interfaces.map((_, i) => of(t, i)))) },
      ]),
    },
  }
}

test('half a year of releases, the last attacked with all before it, takes a moment', { timeout: 60_000 }, () => {
  const earlier: Earlier[] = []
  let milliseconds = 0
  for (let month = 0; month <= 6; month++) {
    const before = process.cpuUsage()
    const { cells } = guard(yearFrom(month), declared, undefined, 5, earlier)
    const { user, system } = process.cpuUsage(before)
    milliseconds = (user + system) / 1000
    earlier.push({ id: String(month), cells })
  }
  expect(earlier.every(({ cells }) => cells.some(({ guarded }) => guarded))).toBe(true)
  // About 500 where the elimination starts from what is out already, six times as long where it does not.
  expect(milliseconds).toBeLessThan(2000)
})
