import fc from 'fast-check'
import { expect, test } from 'vitest'
import { day } from '../../../kernel/day.ts'
import { type Sheet, table } from '../sheet.ts'
import { audit } from './audit.ts'
import type { Basis } from './basis.ts'
import type { LinkedCell } from './cells.ts'
import type { Declaration } from './declaration.ts'
import { type Earlier, guard } from './guard.ts'

/** Sums of days over several releases: unlike a count of few, a sum of the days of few may be nothing. */

const base = {
  population: 'toy',
  measure: 'lostDays',
  listed: ['municipality'],
  from: day('2025-11-01'),
  to: day('2026-10-31'),
  asOf: day('2026-10-31'),
}
const cell = (towns: readonly string[], value: number | null, guarded: boolean): LinkedCell => ({
  ...base,
  where: towns.length > 0 ? { municipality: towns } : {},
  least: value,
  most: value,
  guarded,
})

test('the days of few people in two towns may all be lost in a third, and no release contradicts that', () => {
  const earlier = [
    cell([], 11, false),
    cell(['aulenstedt'], 10, false),
    cell(['bruchwede'], null, true),
    cell(['dornsiek'], null, true),
    cell(['falkenwede'], null, false),
  ]
  const candidates = [{ linked: cell([], 11, false), value: 11, alone: undefined }]
  expect(() => audit(candidates, earlier, 3, true)).not.toThrow()
  expect(() => audit(candidates, earlier, 3)).not.toThrow()
})

interface HandOver {
  readonly interface: string
  readonly town: string
  readonly person: number
  readonly lost: number
}
const interfaces = ['one', 'two']
const towns = ['aulenstedt', 'bruchwede', 'dornsiek', 'falkenwede']
const columns = { handOvers: 'count', lostDays: 'days' } as const
const rule = { rule: 'suppress', population: 'toy', base: 'handOvers', show: ['handOvers', 'lostDays'] } as const
const declared: Readonly<Record<string, Declaration>> = { district: rule, interfaces: rule, towns: rule, both: rule }

/** The start page of a toy district: all, by interface, by town, by both. Of one interface: all of it, by town. */
function sheetOf(records: readonly HandOver[], only?: string): { sheet: Sheet; basis: Basis } {
  const all = [...records.keys()].filter((at) => !only || records[at]!.interface === only)
  const figures = (rows: readonly number[]) => ({
    handOvers: rows.length,
    lostDays: rows.reduce((sum, at) => sum + records[at]!.lost, 0),
  })
  const by = (...names: ('interface' | 'town')[]) => [
    ...Map.groupBy(all, (at) => names.map((name) => records[at]![name]).join()).values(),
  ]
  const basisOf = (rows: readonly (readonly number[])[]) => ({
    rows,
    days: { lostDays: (at: number) => records[at]!.lost },
  })
  const one = (rows: readonly number[]) => records[rows[0] as number] as HandOver
  const byInterface = by('interface')
  const byTown = by('town')
  const both = by('interface', 'town')
  return {
    sheet: {
      name: 'toy',
      source: {
        question: only ?? '',
        period: { from: base.from, to: base.to },
        asOf: base.asOf,
        population: all.length,
        simulated: true,
        scope: only ? { interfaces: [only] } : {},
      },
      tables: {
        district: table(columns, [figures(all)]),
        towns: table(
          { town: 'municipality', ...columns },
          byTown.map((rows) => ({ town: one(rows).town, ...figures(rows) })),
        ),
        ...(!only && {
          interfaces: table(
            { interface: 'interface', ...columns },
            byInterface.map((rows) => ({ interface: one(rows).interface, ...figures(rows) })),
          ),
          both: table(
            { interface: 'interface', town: 'municipality', ...columns },
            both.map((rows) => ({ interface: one(rows).interface, town: one(rows).town, ...figures(rows) })),
          ),
        }),
      },
    },
    basis: {
      people: records.map(({ person }) => person),
      tables: {
        district: basisOf([all]),
        interfaces: basisOf(byInterface),
        towns: basisOf(byTown),
        both: basisOf(both),
      },
    } as unknown as Basis,
  }
}

const handOvers = fc.array(
  fc.record({
    interface: fc.constantFrom(...interfaces),
    town: fc.constantFrom(...towns),
    person: fc.nat(30),
    lost: fc.oneof(fc.constant(0), fc.constant(0), fc.nat(3)),
  }),
  { minLength: 12, maxLength: 60 },
)

test('what is true contradicts nothing that is true, whatever was released before', () => {
  fc.assert(
    fc.property(handOvers, (records) => {
      const earlier: (Earlier & { least: number })[] = []
      for (const only of [undefined, ...interfaces]) {
        const { sheet, basis } = sheetOf(records, only)
        try {
          const { cells } = guard(sheet, declared, basis, 3, [], { least: 3, earlier })
          earlier.push({ id: only ?? 'all', least: 3, cells })
        } catch (error) {
          expect(String(error)).not.toContain('contradict')
        }
      }
    }),
    { numRuns: 100 },
  )
})
