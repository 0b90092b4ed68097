import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { day } from '../../../kernel/day.ts'
import { seeded } from '../../../kernel/random.ts'
import { type Columns, type RowOf, type Sheet, table } from '../sheet.ts'
import type { Basis } from './basis.ts'
import type { Declaration, RuleKind } from './declaration.ts'
import { BreaksRule, type Earlier, guard } from './guard.ts'
import type { Cell, GuardedTable } from './guarded.ts'

const source = {
  question: '',
  period: { from: day('2025-11-01'), to: day('2026-10-31') },
  asOf: day('2026-10-31'),
  population: 0,
  simulated: true,
  scope: {},
}

/** One hand-over as these tests think of it. */
interface Record {
  readonly interface: string
  readonly town: string
  readonly person: number
  readonly days: number
  readonly key: number
}

const columns = {
  interface: 'interface',
  town: 'municipality',
  handOvers: 'count',
  lostDays: 'days',
  median: 'quantile',
} as const
const perInterface = { interface: 'interface', handOvers: 'count', lostDays: 'days' } as const

/** The records as two tables with a common margin, and what they were computed from. */
function sheetOf(records: readonly Record[], of: Partial<Sheet['source']> = {}): { sheet: Sheet; basis: Basis } {
  const group = <K extends string>(key: (record: Record) => K) => [
    ...Map.groupBy(records.keys(), (at) => key(records[at]!)),
  ]
  const days = (rows: readonly number[]) => rows.reduce((sum, at) => sum + records[at]!.days, 0)
  const cells = group(({ interface: one, town }) => `${one}|${town}`)
  const totals = group((record) => record.interface)
  const towns: RowOf<typeof columns>[] = cells.map(([key, rows]) => {
    const [one, town] = key.split('|') as [string, string]
    return { interface: one, town, handOvers: rows.length, lostDays: days(rows), median: 20 }
  })
  const all: RowOf<typeof perInterface>[] = totals.map(([key, rows]) => {
    return { interface: key, handOvers: rows.length, lostDays: days(rows) }
  })
  const basisOf = (groups: readonly (readonly [string, readonly number[]])[]) => ({
    rows: groups.map(([, rows]) => rows),
    days: { lostDays: (at: number) => records[at]!.days },
  })
  return {
    sheet: {
      name: 'toy',
      source: { ...source, ...of },
      tables: { towns: table(columns, towns), interfaces: table(perInterface, all) },
    },
    basis: {
      people: records.map(({ person }) => person),
      keys: records.map(({ key }) => key),
      regions: new Map([
        ['aulenstedt', 'nord'],
        ['bruchwede', 'nord'],
        ['dornsiek', 'sued'],
      ]),
      tables: { towns: basisOf(cells), interfaces: basisOf(totals) },
    },
  }
}

const declared = (
  rule: RuleKind,
  more: Partial<Exclude<Declaration, 'internal'>> = {},
): { towns: Declaration; interfaces: Declaration } => ({
  towns: { rule, population: 'toy', base: 'handOvers', show: ['handOvers', 'lostDays', 'median'], ...more },
  interfaces: { rule, population: 'toy', base: 'handOvers', show: ['handOvers', 'lostDays'] },
})

/** So many hand-overs of different people, with these waits beyond the target. */
const many = (count: number, one: string, town: string, days = 10, seed = 0): Record[] =>
  Array.from({ length: count }, (_, at) => ({
    interface: one,
    town,
    person: Math.floor(seeded(`${one} ${town} ${at} ${seed}`).next() * 1e9),
    days,
    key: Math.floor(seeded(`key ${one} ${town} ${at} ${seed}`).next() * 0x1_0000_0000),
  }))

const shownIn = (one: GuardedTable | undefined, column: string) =>
  Object.fromEntries(
    one!.rows.map((row) => [
      ['interface', 'town']
        .flatMap((name) => (row[name] ? [String((row[name] as { value: unknown }).value)] : []))
        .join(' '),
      row[column] as Cell,
    ]),
  )
const say = (cell: Cell | undefined) =>
  cell === undefined ? '' : 'value' in cell ? cell.value : `${cell.withheld} <${cell.below}`

describe('a table that must add up', () => {
  // 2 in Bruchwede are few; with 20 in all, the 12 and the 6 beside them would tell them.
  const { sheet, basis } = sheetOf([
    ...many(12, 'benefits', 'aulenstedt'),
    ...many(2, 'benefits', 'bruchwede'),
    ...many(6, 'benefits', 'dornsiek'),
  ])

  test('withholds what is few, and what would give it away', () => {
    const { tables, proof } = guard(sheet, declared('suppress'), basis, 5)
    const cells = shownIn(tables.towns, 'handOvers')
    expect(say(cells['benefits aulenstedt'])).toBe(12)
    expect(say(cells['benefits bruchwede'])).toBe('few <5')
    expect(say(cells['benefits dornsiek'])).toBe('protects <5')
    expect(say(shownIn(tables.interfaces, 'handOvers').benefits)).toBe(20)
    expect(proof).toMatchObject({ least: 5, suppressedFew: 1 })
  })

  test('a row whose base is withheld shows nothing that was measured', () => {
    const { tables } = guard(sheet, declared('suppress'), basis, 5)
    for (const town of ['bruchwede', 'dornsiek'])
      for (const column of ['lostDays', 'median'])
        expect(shownIn(tables.towns, column)[`benefits ${town}`]).toMatchObject({ withheld: 'base' })
  })

  test('for the steering group the same table, with 3', () => {
    const cells = shownIn(guard(sheet, declared('suppress'), basis, 3).tables.towns, 'handOvers')
    expect(say(cells['benefits bruchwede'])).toBe('few <3')
  })

  test('one person with many hand-overs is few', () => {
    const one = many(9, 'benefits', 'bruchwede').map((record) => ({ ...record, person: 7 }))
    const { sheet: other, basis: own } = sheetOf([
      ...many(30, 'benefits', 'aulenstedt'),
      ...one,
      ...many(20, 'benefits', 'dornsiek'),
    ])
    const cells = shownIn(guard(other, declared('suppress'), own, 5).tables.towns, 'handOvers')
    expect(say(cells['benefits bruchwede'])).toBe('few <5')
    expect(say(cells['benefits dornsiek'])).toBe('protects <5')
  })
})

describe('sums of days', () => {
  test('of which one person has nearly all are withheld, whoever else is in it', () => {
    const { sheet, basis } = sheetOf([
      ...many(20, 'benefits', 'aulenstedt', 1),
      ...many(1, 'benefits', 'aulenstedt', 900, 1),
      ...many(20, 'benefits', 'dornsiek', 30),
    ])
    const { tables, proof } = guard(sheet, declared('suppress'), basis, 5)
    expect(say(shownIn(tables.towns, 'handOvers')['benefits aulenstedt'])).toBe(21)
    expect(say(shownIn(tables.towns, 'lostDays')['benefits aulenstedt'])).toBe('dominated <5')
    // The total of both is not dominated; but with it and Dornsiek, Aulenstedt would follow.
    expect(say(shownIn(tables.towns, 'lostDays')['benefits dornsiek'])).toBe('protects <5')
    expect(proof.dominated).toBe(1)
  })

  test('without a basis nobody knows who makes them up: they stay', () => {
    const { sheet } = sheetOf(many(20, 'benefits', 'aulenstedt'))
    const { tables } = guard(sheet, declared('suppress'), undefined, 5)
    expect(say(shownIn(tables.towns, 'handOvers')['benefits aulenstedt'])).toBe(20)
    expect(say(shownIn(tables.towns, 'lostDays')['benefits aulenstedt'])).toBe('dominated <5')
  })
})

describe('cell keys', () => {
  const records = [
    ...many(40, 'benefits', 'aulenstedt'),
    ...many(3, 'benefits', 'bruchwede'),
    ...many(25, 'courses', 'dornsiek'),
  ]

  test('the same people give the same figure, in whatever table and order they are counted', () => {
    const one = sheetOf(records)
    const other = sheetOf(records.toReversed())
    const first = guard(one.sheet, declared('cell-key'), one.basis, 5).tables
    const second = guard(other.sheet, declared('cell-key'), other.basis, 5).tables
    expect(shownIn(second.towns, 'handOvers')).toEqual(shownIn(first.towns, 'handOvers'))
    expect(shownIn(first.interfaces, 'handOvers').courses).toEqual(
      shownIn(first.towns, 'handOvers')['courses dornsiek'],
    )
    expect(shownIn(first.interfaces, 'lostDays').courses).toEqual(shownIn(first.towns, 'lostDays')['courses dornsiek'])
  })

  test('figures lie within 5 of the count, few people stay few, and days are never exact', () => {
    const { sheet, basis } = sheetOf(records)
    const { towns } = guard(sheet, declared('cell-key'), basis, 5).tables
    expect(Math.abs((say(shownIn(towns, 'handOvers')['benefits aulenstedt']) as number) - 40)).toBeLessThanOrEqual(5)
    expect(say(shownIn(towns, 'handOvers')['benefits bruchwede'])).toBe('few <5')
    const days = say(shownIn(towns, 'lostDays')['benefits aulenstedt']) as number
    expect(Math.abs(days - 400)).toBeGreaterThanOrEqual(1)
    expect(Math.abs(days - 400)).toBeLessThanOrEqual(3)
  })

  test('without keys of the records nothing goes out', () => {
    const { sheet, basis } = sheetOf(records)
    const { keys: _, ...without } = basis
    expect(() => guard(sheet, declared('cell-key'), without, 5)).toThrow(BreaksRule)
  })

  test('over many secrets the figures are unbiased, of counts and of days', () => {
    let [counts, days, shown] = [0, 0, 0]
    const draws = 3000
    for (let secret = 0; secret < draws; secret++) {
      const random = seeded(`secret ${secret}`)
      const { sheet, basis } = sheetOf(
        many(20, 'benefits', 'aulenstedt').map((record) => ({ ...record, key: random.int(0x1_0000_0000) })),
      )
      const { interfaces } = guard(
        sheet,
        { towns: 'internal', interfaces: declared('cell-key').interfaces },
        basis,
        5,
      ).tables
      const [row] = interfaces!.rows
      counts += (row!.handOvers as { value: number }).value
      days += (row!.lostDays as { value: number }).value
      shown++
    }
    // Five standard errors: the variance of a count is 4, a sum of days moves by at most 3.
    expect(Math.abs(counts / shown - 20)).toBeLessThan((5 * 2) / Math.sqrt(draws))
    expect(Math.abs(days / shown - 200)).toBeLessThan((5 * 3) / Math.sqrt(draws))
  })
})

describe('merging before anything vanishes', () => {
  const records = [
    ...many(30, 'benefits', 'dornsiek'),
    ...many(3, 'benefits', 'aulenstedt'),
    ...many(4, 'benefits', 'bruchwede'),
  ]
  const { sheet, basis } = sheetOf(records)
  const { tables, proof } = guard(sheet, declared('suppress', { hierarchy: { town: 'regions' } }), basis, 5)

  test('small towns become their region, and what they have together is conserved', () => {
    const cells = shownIn(tables.towns, 'handOvers')
    expect(say(cells['benefits region:nord'])).toBe(7)
    expect(say(cells['benefits dornsiek'])).toBe(30)
    expect(say(shownIn(tables.interfaces, 'handOvers').benefits)).toBe(37)
    expect(say(shownIn(tables.towns, 'lostDays')['benefits region:nord'])).toBe(70)
    expect(proof.mergedRows).toBe(1)
  })

  test('a median of merged towns is not known', () => {
    expect(say(shownIn(tables.towns, 'median')['benefits region:nord'])).toBe('merged <5')
  })
})

describe('what was released before', () => {
  const year = sheetOf(many(12, 'benefits', 'aulenstedt'))
  const first = guard(year.sheet, declared('suppress'), year.basis, 5)
  const before: Earlier[] = [{ id: 'first', cells: first.cells }]
  const later = (more: number) => {
    const { sheet, basis } = sheetOf(
      [...many(12, 'benefits', 'aulenstedt'), ...many(more, 'benefits', 'aulenstedt', 10, 9)],
      {
        period: { from: day('2025-11-01'), to: day('2026-11-30') },
        asOf: day('2026-11-30'),
      },
    )
    return guard(sheet, declared('suppress'), basis, 5, before).tables.interfaces!
  }

  test('a month that is added may not tell what it alone counts', () => {
    expect(say(shownIn(later(2), 'handOvers').benefits)).toBe('protects <5')
    expect(say(shownIn(later(6), 'handOvers').benefits)).toBe(18)
    expect(say(shownIn(later(0), 'handOvers').benefits)).toBe(12)
  })

  test('the same figures asked again are the same figures', () => {
    const again = guard(year.sheet, declared('suppress'), year.basis, 5, before)
    expect(again.tables).toEqual(first.tables)
    expect(again.proof.linked).toEqual(['first'])
  })

  test('figures that together with earlier ones give a small one away are withheld', () => {
    // The total went out by itself; now the towns: 8 + 2 + 10.
    const three = sheetOf([
      ...many(8, 'benefits', 'aulenstedt'),
      ...many(2, 'benefits', 'bruchwede'),
      ...many(10, 'benefits', 'dornsiek'),
    ])
    const total = guard(three.sheet, { towns: 'internal', interfaces: declared('suppress').interfaces }, three.basis, 5)
    const alone = guard(three.sheet, { ...declared('suppress'), interfaces: 'internal' }, three.basis, 5)
    expect(Object.values(shownIn(alone.tables.towns, 'handOvers')).map(say)).toEqual([8, 'few <5', 10])
    const linked = guard(three.sheet, { ...declared('suppress'), interfaces: 'internal' }, three.basis, 5, [
      { id: 'total', cells: total.cells },
    ])
    expect(Object.values(shownIn(linked.tables.towns, 'handOvers')).map(say)).toEqual(['protects <5', 'few <5', 10])
  })

  test('a row of a town that the question leaves out says nothing of that town', () => {
    const both = sheetOf([...many(40, 'benefits', 'aulenstedt'), ...many(3, 'benefits', 'bruchwede')])
    const first = guard(both.sheet, declared('cell-key'), both.basis, 5)
    const one = sheetOf(many(40, 'benefits', 'aulenstedt'), { scope: { towns: ['aulenstedt'] } })
    const rows = [
      ...one.sheet.tables.towns!.rows,
      { interface: 'benefits', town: 'bruchwede', handOvers: 0, lostDays: 0, median: null },
    ]
    const narrowed: Sheet = { ...one.sheet, tables: { ...one.sheet.tables, towns: table(columns, rows as never) } }
    const basis: Basis = {
      ...one.basis,
      tables: {
        ...one.basis.tables,
        towns: { ...one.basis.tables.towns!, rows: [...one.basis.tables.towns!.rows, []] },
      },
    }
    const { tables } = guard(narrowed, declared('cell-key'), basis, 5, [{ id: '1', cells: first.cells }])
    expect(say(shownIn(tables.towns, 'handOvers')['benefits bruchwede'])).toBe(0)
  })

  describe('by those who may see more', () => {
    const three = sheetOf([
      ...many(8, 'benefits', 'aulenstedt'),
      ...many(2, 'benefits', 'bruchwede'),
      ...many(10, 'benefits', 'dornsiek'),
    ])
    const only = (name: 'towns' | 'interfaces') => ({
      ...declared('suppress'),
      [name === 'towns' ? 'interfaces' : 'towns']: 'internal' as const,
    })
    const towns = guard(three.sheet, only('towns'), three.basis, 3)
    const held: Earlier[] = [{ id: 'held', least: 3, cells: towns.cells }]

    test('a public total does not tell the steering group what its own table withholds', () => {
      expect(Object.values(shownIn(towns.tables.towns, 'handOvers')).map(say)).toEqual([8, 'few <3', 10])
      const alone = guard(three.sheet, only('interfaces'), three.basis, 5)
      expect(say(shownIn(alone.tables.interfaces, 'handOvers').benefits)).toBe(20)
      const held3 = { least: 3, earlier: held }
      const beside = guard(three.sheet, only('interfaces'), three.basis, 5, [], held3)
      expect(say(shownIn(beside.tables.interfaces, 'handOvers').benefits)).toBe('protects <5')
      expect(beside.proof.linked).toEqual(['held'])
    })

    test('a 4 that the group reads is "under 5" for the public, before and after, and neither refuses the other', () => {
      const four = sheetOf([...many(4, 'benefits', 'aulenstedt'), ...many(9, 'benefits', 'dornsiek')])
      const first = guard(four.sheet, only('towns'), four.basis, 5)
      const open: Earlier = { id: 'open', least: 5, cells: first.cells }
      const theirs = guard(four.sheet, only('towns'), four.basis, 3, [open])
      expect(Object.values(shownIn(theirs.tables.towns, 'handOvers')).map(say)).toEqual([4, 9])
      const all = [open, { id: 'theirs', least: 3, cells: theirs.cells }]
      const again = guard(four.sheet, only('towns'), four.basis, 5, [open], { least: 3, earlier: all })
      expect(Object.values(shownIn(again.tables.towns, 'handOvers')).map(say)).toEqual(['few <5', 9])
    })
  })

  test('what earlier releases give away by themselves refuses the release', () => {
    const cells = (towns: readonly string[], count: number) => ({
      population: 'toy',
      measure: 'handOvers',
      listed: ['interface', 'municipality'],
      where: { interface: ['benefits'], municipality: towns },
      from: source.period.from,
      to: source.period.to,
      asOf: source.asOf,
      least: count,
      most: count,
      guarded: false,
    })
    const leaked = [cells(['aulenstedt'], 12), cells(['aulenstedt', 'bruchwede'], 14)]
    const { sheet, basis } = sheetOf([...many(12, 'benefits', 'aulenstedt'), ...many(2, 'benefits', 'bruchwede')])
    expect(() => guard(sheet, declared('suppress'), basis, 5, [{ id: 'x', cells: leaked }])).toThrow(BreaksRule)
  })
})

describe('a table without a declared rule', () => {
  test('goes to nobody', () => {
    const { sheet, basis } = sheetOf(many(20, 'benefits', 'aulenstedt'))
    expect(() => guard(sheet, { towns: declared('suppress').towns }, basis, 5)).toThrow(/no rule is declared/)
    expect(() => guard(sheet, undefined, basis, 5)).toThrow(BreaksRule)
  })
})

describe('whatever the table', () => {
  const towns = ['aulenstedt', 'bruchwede', 'dornsiek', 'ellerbrink'] as const
  const counts = fc.array(
    fc.tuple(
      fc.constantFrom('benefits', 'courses', 'counselling'),
      fc.constantFrom(...towns),
      fc.constantFrom(1, 1, 2, 3, 4, 6, 9, 20),
    ),
    { minLength: 1, maxLength: 10 },
  )

  test('no released figure is of few, and the total of withheld ones is never alone', () => {
    fc.assert(
      fc.property(
        counts,
        fc.constantFrom<RuleKind>('suppress', 'cell-key', 'round-5'),
        fc.constantFrom(3, 5),
        (groups, rule, least) => {
          const { sheet, basis } = sheetOf(
            groups.flatMap(([one, town, count], at) => many(count, one, town, 10 + at, at)),
          )
          const { tables } = guard(sheet, declared(rule, { hierarchy: { town: 'regions' } }), basis, least)
          for (const one of Object.values(tables))
            for (const row of one.rows)
              for (const [column, cell] of Object.entries(row))
                if (column === 'handOvers' && cell && 'value' in cell)
                  expect(cell.value === 0 || (cell.value as number) >= least).toBe(true)
          if (rule !== 'suppress') return
          // By hand: in each interface, what is withheld of the towns is either nothing, more than one figure, or its total is withheld, too.
          for (const [name, total] of Object.entries(shownIn(tables.interfaces, 'handOvers'))) {
            const parts = Object.entries(shownIn(tables.towns, 'handOvers')).filter(([key]) =>
              key.startsWith(`${name} `),
            )
            const hidden = parts.filter(([, cell]) => 'withheld' in cell)
            if ('value' in total) {
              expect(hidden.length).not.toBe(1)
              if (hidden.length === 0)
                expect(parts.reduce((sum, [, cell]) => sum + (say(cell) as number), 0)).toBe(total.value)
            }
          }
        },
      ),
      { numRuns: 200 },
    )
  })
})

void ({} as Columns)
