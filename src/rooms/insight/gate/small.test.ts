import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { day } from '../../../kernel/day.ts'
import { type Sheet, table } from '../sheet.ts'
import type { Basis } from './basis.ts'
import { guard } from './guard.ts'
import type { Cell, GuardedTable } from './guarded.ts'
import { rules } from './rules.ts'

/** The gaps of a district so small that a topic or a town is needed by one or two people only. */

type Part = 'met' | 'open' | 'givenUp'
/** So many needs of a topic in a town, each of a person of its own. */
interface Needs {
  readonly topic: string
  readonly town: string
  readonly part: Part
  readonly count: number
}

const columns = {
  needs: 'count',
  met: 'count',
  open: 'count',
  givenUp: 'count',
  unmet: 'count',
} as const

function gapsOf(told: readonly Needs[]): { sheet: Sheet; basis: Basis } {
  const records = told.flatMap(({ count, ...one }) => Array.from({ length: count }, () => one))
  const isOf: Record<keyof typeof columns, (part: Part) => boolean> = {
    needs: () => true,
    met: (part) => part === 'met',
    open: (part) => part === 'open',
    givenUp: (part) => part === 'givenUp',
    unmet: (part) => part !== 'met',
  }
  const count = (rows: readonly number[]) =>
    Object.fromEntries(
      Object.entries(isOf).map(([name, keeps]) => [name, rows.filter((at) => keeps(records[at]!.part)).length]),
    ) as Record<keyof typeof columns, number>
  const by = (name: 'topic' | 'town') => [...Map.groupBy(records.keys(), (at) => records[at]![name])]
  const all = [...records.keys()]
  const counts = Object.fromEntries(
    Object.entries(isOf).map(([name, keeps]) => [name, (at: number) => keeps(records[at]!.part)]),
  )
  const basisOf = (rows: readonly (readonly number[])[]) => ({ rows, counts })
  return {
    sheet: {
      name: 'gaps',
      source: {
        question: '',
        period: { from: day('2025-11-01'), to: day('2026-10-31') },
        asOf: day('2026-10-31'),
        population: records.length,
        simulated: true,
        scope: {},
      },
      tables: {
        district: table(columns, [count(all)]),
        topics: table(
          { topic: 'kind', ...columns },
          by('topic').map(([topic, rows]) => ({ topic, ...count(rows) })),
        ),
        towns: table(
          { town: 'municipality', ...columns },
          by('town').map(([town, rows]) => ({ town, ...count(rows) })),
        ),
      },
    },
    basis: {
      people: all,
      tables: {
        district: basisOf([all]),
        topics: basisOf(by('topic').map(([, rows]) => rows)),
        towns: basisOf(by('town').map(([, rows]) => rows)),
      },
    },
  }
}

const shown = (one: GuardedTable | undefined) =>
  one!.rows.flatMap((row) => Object.entries(row).filter(([name, cell]) => name in columns && 'value' in (cell as Cell)))
const withheld = (one: GuardedTable | undefined, at: number, column: string) =>
  'withheld' in (one!.rows[at]![column] as Cell)
const released = (told: readonly Needs[], least = 3) => {
  const { sheet, basis } = gapsOf(told)
  return guard(sheet, rules.gaps, basis, least).tables
}

describe('a district so small that zeros give somebody away', () => {
  test('two who need something that nobody has met: the zeros of the others would say so, and are withheld', () => {
    const { topics, towns, district } = released([
      { topic: 'language', town: 'aulenstedt', part: 'open', count: 50 },
      { topic: 'housing', town: 'dornsiek', part: 'met', count: 50 },
      { topic: 'health', town: 'aulenstedt', part: 'open', count: 2 },
    ])
    expect(withheld(topics, 2, 'needs')).toBe(true)
    // Nobody gave up in the district: then none of the two did.
    expect(withheld(topics, 2, 'givenUp')).toBe(true)
    expect(withheld(district, 0, 'givenUp')).toBe(true)
    // What the district and its towns have in all is shown all the same.
    for (const one of [district, towns]) expect(shown(one).length).toBeGreaterThanOrEqual(3)
  })

  test('two who did not find it, one still open and one given up: that both are few says how many', () => {
    const { district } = released([
      { topic: 'language', town: 'aulenstedt', part: 'met', count: 50 },
      { topic: 'language', town: 'aulenstedt', part: 'open', count: 1 },
      { topic: 'language', town: 'aulenstedt', part: 'givenUp', count: 1 },
    ])
    expect(withheld(district, 0, 'open') && withheld(district, 0, 'givenUp')).toBe(true)
    const cells = ['open', 'givenUp', 'unmet'].map((name) => district!.rows[0]![name] as { withheld: string })
    expect(cells.filter(({ withheld: why }) => why === 'few').length).toBeLessThan(3)
  })

  test('is released whatever it is: with nothing before it nothing forces a refusal', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            topic: fc.constantFrom('language', 'housing', 'health'),
            town: fc.constantFrom('aulenstedt', 'dornsiek', 'karbeck'),
            part: fc.constantFrom<Part>('met', 'open', 'givenUp'),
            count: fc.constantFrom(1, 2, 3, 5, 30),
          }),
          { minLength: 1, maxLength: 7 },
        ),
        fc.constantFrom(3, 5),
        (told, least) => {
          expect(() => released(told, least)).not.toThrow()
        },
      ),
      { numRuns: 150 },
    )
  })
})
