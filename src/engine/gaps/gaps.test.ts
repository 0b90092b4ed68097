import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { day, dayNumber } from '../../kernel/day.ts'
import { analyseGap, analyseGaps } from './analyse.ts'
import { type NeedQuestion, type NeedRow, needColumns } from './needs.ts'
import { ANY, type GapFigures } from './results.ts'

const on = (text: string) => dayNumber(day(text))
const question: NeedQuestion = {
  period: { from: day('2026-01-01'), to: day('2026-06-30') },
  asOf: day('2026-06-30'),
  regionOf: new Map([
    ['north-1', 'north'],
    ['north-2', 'north'],
    ['south-1', 'south'],
  ]),
  residents: new Map([
    ['north-1', 10_000],
    ['north-2', 20_000],
    ['south-1', 30_000],
  ]),
  least: 3,
  draws: 100,
}
const need = (from: string, more: Partial<NeedRow> = {}): NeedRow => ({
  topic: 'language',
  place: 'north-1',
  neededOn: on(from),
  ...more,
})
const analyse = (rows: readonly NeedRow[], more: Partial<NeedQuestion> = {}) =>
  analyseGaps(needColumns(rows), { ...question, ...more })

describe('unmet days of a period', () => {
  test.each<[string, NeedRow, number, 'met' | 'open' | 'givenUp']>([
    [
      'met within the period: from the day it arose to the day before',
      need('2026-03-01', { metOn: on('2026-03-11') }),
      10,
      'met',
    ],
    ['met on the day it arose', need('2026-03-01', { metOn: on('2026-03-01') }), 0, 'met'],
    ['arisen before: only the days of the period', need('2025-12-01', { metOn: on('2026-01-08') }), 7, 'met'],
    ['given up', need('2026-02-01', { givenUpOn: on('2026-02-15') }), 14, 'givenUp'],
    ['open: up to the reference date', need('2026-06-20'), 10, 'open'],
    ['met after the reference date is open', need('2026-06-20', { metOn: on('2026-07-20') }), 10, 'open'],
  ])('%s', (_, row, days, state) => {
    const { all } = analyse([row])
    expect(all.unmetDays).toBe(days)
    expect(all[state]).toBe(1)
    expect(all.needs).toBe(1)
  })

  test.each<[string, NeedRow]>([
    ['ended before the period', need('2025-11-01', { metOn: on('2025-12-24') })],
    ['ended on the first day of the period, of which no day is left', need('2025-11-01', { metOn: on('2026-01-01') })],
    ['arises later', need('2026-07-01')],
  ])('%s: none of it', (_, row) => {
    expect(analyse([row]).all.needs).toBe(0)
  })

  test('of the year before, as it was known then', () => {
    const { all } = analyse([
      need('2025-03-01', { metOn: on('2025-03-21') }),
      need('2025-06-20', { metOn: on('2026-01-11') }),
    ])
    expect(all.previousUnmetDays).toBe(20 + 10)
    expect(all.unmetDays).toBe(10)
  })

  test('the wait counts what arose in the period, open needs as at least this long', () => {
    const { all } = analyse([
      need('2026-01-01', { metOn: on('2026-01-11') }),
      need('2026-01-01', { metOn: on('2026-01-31') }),
      need('2026-04-01'),
      need('2024-01-01', { metOn: on('2026-02-01') }),
    ])
    // At risk 3: after 10 days 2/3 wait, after 30 days 1/3: half is passed at 30.
    expect(all.wait.n).toBe(3)
    expect(all.wait.median?.value).toBe(30)
  })
})

describe('thin cells', () => {
  const many = (count: number, more: Partial<NeedRow>) => Array.from({ length: count }, () => need('2026-02-01', more))
  const named = ({ topic, level, place, group, language, needs }: GapFigures) =>
    [topic, level, place, group, language, needs].join(' ')

  test('are merged place first, then group, then language, and each need stands in one cell', () => {
    const { cells } = analyse([
      ...many(3, { group: 'families', language: 'kmr' }),
      ...many(1, { group: 'families', language: 'kmr', place: 'north-2' }),
      ...many(1, { group: 'singles', language: 'kmr', place: 'north-2' }),
      ...many(2, { group: 'singles', language: 'kmr', place: 'south-1' }),
      ...many(1, { group: 'families', language: 'ar', place: 'south-1' }),
      ...many(2, { topic: 'housing', place: null, group: null, language: null }),
    ])
    expect(cells.map(named).sort()).toEqual([
      `housing district  ${ANY} ${ANY} 2`,
      `language district  ${ANY} ${ANY} 1`,
      `language district  ${ANY} kmr 4`,
      'language town north-1 families kmr 3',
    ])
    expect(cells.find((cell) => cell.language === 'kmr' && cell.level === 'district')?.finer).toBe(3)
  })

  test('the region stands where its towns together are enough', () => {
    const { cells } = analyse([...many(2, { group: 'families' }), ...many(1, { group: 'families', place: 'north-2' })])
    expect(cells.map(named)).toEqual(['language region north families  3'])
    expect(cells[0]?.rate).toMatchObject({ residents: 30_000, perThousand: 0.1 })
  })

  const anyNeed = fc.record({
    topic: fc.constantFrom('language', 'housing', 'health'),
    place: fc.constantFrom('north-1', 'north-2', 'south-1', 'nowhere', null),
    group: fc.constantFrom('families', 'singles', null),
    language: fc.constantFrom('kmr', 'ar', null),
    case: fc.integer({ min: 0, max: 20 }),
    neededOn: fc.integer({ min: on('2025-06-01'), max: on('2026-06-30') }),
    metOn: fc.option(fc.integer({ min: on('2026-01-01'), max: on('2026-08-01') }), { nil: null }),
    givenUpOn: fc.option(fc.integer({ min: on('2026-01-01'), max: on('2026-08-01') }), { nil: null }),
  })
  const orderly = (row: NeedRow): NeedRow => ({
    ...row,
    metOn: row.metOn == null ? null : Math.max(row.metOn, row.neededOn),
    givenUpOn: row.givenUpOn == null ? null : Math.max(row.givenUpOn, row.neededOn),
  })

  test('sums are conserved: over cells, topics, places and months', () => {
    fc.assert(
      fc.property(fc.array(anyNeed, { maxLength: 60 }), fc.integer({ min: 1, max: 8 }), (drawn, least) => {
        const gaps = analyse(drawn.map(orderly), { least, draws: 5 })
        const sum = (list: readonly { readonly unmetDays: number }[]) =>
          list.reduce((all, one) => all + one.unmetDays, 0)
        const count = (list: readonly { readonly needs: number }[]) => list.reduce((all, one) => all + one.needs, 0)
        for (const list of [gaps.cells, gaps.topics, gaps.places]) {
          expect(sum(list)).toBe(gaps.all.unmetDays)
          expect(count(list)).toBe(gaps.all.needs)
        }
        expect(sum(gaps.months.slice(-6))).toBe(gaps.all.unmetDays)
        const keys = gaps.cells.map(({ topic, level, place, group, language }) =>
          [topic, level, place, group, language].join(),
        )
        expect(new Set(keys).size).toBe(keys.length)
      }),
      { numRuns: 100 },
    )
  })

  test('the order of the rows says nothing', () => {
    fc.assert(
      fc.property(fc.array(anyNeed, { maxLength: 30 }), (drawn) => {
        const rows = drawn.map(orderly)
        const figures = ({ cells, all }: ReturnType<typeof analyse>) => ({
          all,
          cells: cells.map(({ rank, ...one }) => ({ ...one, place: rank.place })),
        })
        expect(figures(analyse(rows.toReversed(), { draws: 1 }))).toEqual(figures(analyse(rows, { draws: 1 })))
      }),
      { numRuns: 50 },
    )
  })
})

test('the rate of a small town is drawn towards that of all', () => {
  const rows = [
    ...Array.from({ length: 40 }, () => need('2026-02-01', { place: 'north-1' })),
    ...Array.from({ length: 10 }, () => need('2026-02-01', { place: 'north-2' })),
    ...Array.from({ length: 10 }, () => need('2026-02-01', { place: 'south-1' })),
  ]
  const rate = analyse(rows).cells.find(({ place }) => place === 'north-1')?.rate
  // 60 needs on 60,000: mean m = 0.001. Rates 0.004, 0.0005, 1/3000. Marshall's variance: Σ n (r - m)² / Σ n - m / mean n
  // = (10000 · 0.003² + 20000 · 0.0005² + 30000 · 0.000667²) / 60000 - 0.001 / 20000 = 1.75e-6.
  // Weight of the own rate: 1.756e-6 / (1.756e-6 + 0.001 / 10000) = 0.946; 0.001 + 0.946 · 0.003 = 0.003838.
  expect(rate?.perThousand).toBeCloseTo(4, 9)
  expect(rate?.overall).toBeCloseTo(1, 9)
  expect(rate?.shrunk).toBeCloseTo(3.838, 2)
})

describe('the ranking', () => {
  test('goes by unmet days, ties are ties, and one large case makes the place unsure', () => {
    const { cells } = analyse([
      ...Array.from({ length: 20 }, () => need('2026-01-01', { topic: 'housing', metOn: on('2026-02-10') })),
      ...Array.from({ length: 20 }, (_, index) =>
        need('2026-01-01', { topic: 'language', metOn: on(index === 0 ? '2026-06-29' : '2026-01-21'), case: 100 }),
      ),
      ...Array.from({ length: 5 }, () => need('2026-01-01', { topic: 'health', metOn: on('2026-01-05') })),
      ...Array.from({ length: 5 }, () => need('2026-01-01', { topic: 'work', metOn: on('2026-01-05') })),
    ])
    expect(cells.map(({ topic, rank }) => [topic, rank.place, rank.tied])).toEqual([
      ['housing', 1, false],
      ['language', 2, false],
      ['health', 3, true],
      ['work', 3, true],
    ])
    expect(cells[0]?.unmetDays).toBe(800)
    const language = cells.find((cell) => cell.topic === 'language')
    expect(language?.largestCase?.share).toBe(1)
    expect(language?.rank.upper).toBeGreaterThan(2)
  })
})

test('frequent or rare, served or not', () => {
  const { topics, thresholds } = analyse([
    ...Array.from({ length: 9 }, () => need('2026-01-01', { topic: 'language' })),
    ...Array.from({ length: 7 }, () => need('2026-01-01', { topic: 'housing', metOn: on('2026-01-09') })),
    need('2026-01-01', { topic: 'health' }),
    need('2026-01-01', { topic: 'work', metOn: on('2026-01-09') }),
  ])
  // 18 needs over 4 topics: 4.5 make a topic frequent.
  expect(thresholds).toEqual({ frequentFrom: 4.5, servedFrom: 0.5 })
  expect(Object.fromEntries(topics.map(({ topic, kind }) => [topic, kind]))).toEqual({
    language: { frequent: true, served: false },
    housing: { frequent: true, served: true },
    health: { frequent: false, served: false },
    work: { frequent: false, served: true },
  })
})

describe('one gap', () => {
  const rows = [
    ...Array.from({ length: 40 }, (_, index) =>
      need('2026-01-05', {
        place: 'north-1',
        reason: index < 30 ? 'noOffer' : null,
        metOn: index < 4 ? on('2026-02-01') : null,
      }),
    ),
    ...Array.from({ length: 40 }, (_, index) =>
      need('2026-01-05', { place: 'south-1', metOn: index < 36 ? on('2026-01-20') : null }),
    ),
  ]

  test('towns stand in a funnel, also when the gap is narrowed to one', () => {
    const detail = analyseGap(needColumns(rows), question, { topics: ['language'], places: ['north-1'] })
    expect(detail.figures.needs).toBe(40)
    expect(detail.funnel?.points.map(({ place, beyond }) => [place, beyond])).toEqual([
      ['north-1', 36],
      ['south-1', 4],
    ])
    expect(detail.funnel?.centre).toBe(0.5)
  })

  test('obstacles are those of needs that found nothing', () => {
    const { reasons } = analyseGap(needColumns(rows), question, { topics: ['language'], places: ['north-1'] })
    expect(reasons.map(({ reason, needs }) => [reason, needs])).toEqual([
      ['noOffer', 26],
      [null, 10],
    ])
  })

  test('the newest months are incomplete by the measured delay of entry', () => {
    const late = Array.from({ length: 30 }, (_, index) =>
      need('2025-09-01', { metOn: on('2025-10-01'), lagDays: index < 2 ? 90 : 20 }),
    )
    const { months, knownUntil } = analyseGap(needColumns([...late, ...rows]), question, { topics: ['language'] })
    expect(knownUntil).toBe('2026-06-10')
    expect(months.at(-1)).toMatchObject({ month: '2026-06', complete: false })
    expect(months.at(-2)).toMatchObject({ month: '2026-05', complete: true })
  })

  test('a planted step in new needs is named by its month, and steady ones are not', () => {
    const monthly = (month: number, count: number) =>
      Array.from({ length: count }, () => need(`2025-${String(month).padStart(2, '0')}-10`))
    const stepped = Array.from({ length: 12 }, (_, month) =>
      monthly(month + 1, (month < 6 ? 4 : 9) + (month % 2)),
    ).flat()
    const to = { period: { from: day('2025-01-01'), to: day('2025-12-31') }, asOf: day('2025-12-31') }
    const { changes } = analyseGap(needColumns(stepped), { ...question, ...to }, {})
    expect(changes.arisen.map(({ month, direction }) => [month, direction])).toEqual([['2025-07', 'longer']])
    const steady = Array.from({ length: 12 }, (_, month) => monthly(month + 1, 5 + (month % 2))).flat()
    expect(analyseGap(needColumns(steady), { ...question, ...to }, {}).changes.arisen).toEqual([])
  })
})
