import { expect, test } from 'vitest'
import { addDays, type Day, day } from '../../kernel/day.ts'
import { addMonths, type Month } from '../../kernel/period.ts'
import { type PassageRow, passagesOf } from '../testing.ts'
import { chartOf } from './chart.ts'
import { analyseInterface } from './detail.ts'
import type { InterfaceFigures, MonthFigures } from './results.ts'

const months = (medians: readonly (number | null)[]): readonly MonthFigures[] =>
  medians.map((median, at) => {
    const month = addMonths('2024-01' as Month, at)
    return { month, offered: 9, arrived: 9, lowerQuartile: null, median, upperQuartile: null, complete: true }
  })
const none: InterfaceFigures['changes'] = []
/** Steps of a factor of 2 between neighbours: the mean moving range is ln 2, the limits are the centre times 2^∓2.66. */
const zigzag = Array.from({ length: 12 }, (_, at) => (at % 2 === 0 ? 10 : 20))

test('centre and limits in days, by hand', () => {
  const chart = chartOf({ months: months(zigzag), changes: none, targetDays: null })!
  expect(chart.centre).toBeCloseTo(Math.sqrt(200), 10)
  expect(chart.upper).toBeCloseTo(Math.sqrt(200) * 2 ** 2.66, 10)
  expect(chart.lower).toBeCloseTo(Math.sqrt(200) / 2 ** 2.66, 10)
  expect(chart.stepLimit).toBeCloseTo(2 ** 3.268, 10)
  expect(chart.months.map(({ step }) => step)[0]).toBeNull()
  for (const { step } of chart.months.slice(1)) expect(step).toBeCloseTo(2, 10)
  expect(chart.target).toBeNull()
})

test.each([
  [90, 'kept'],
  [21, 'chance'],
  [2, 'missed'],
] as const)('a target of %i days is %s', (targetDays, target) =>
  expect(chartOf({ months: months(zigzag), changes: none, targetDays })!.target).toBe(target),
)

test('a month beyond the limits is named, and which way', () => {
  const chart = chartOf({ months: months([...zigzag, 100, null, 1]), changes: none, targetDays: null })!
  expect(chart.months.slice(12)).toEqual([
    { month: '2025-01', median: 100, step: expect.closeTo(5, 10), signals: ['beyond'], longer: true },
    { month: '2025-02', median: null, step: null, signals: [], longer: false },
    { month: '2025-03', median: 1, step: expect.closeTo(100, 10), signals: ['beyond'], longer: false },
  ])
})

test('a lasting change begins a new chart once a year of months has followed it', () => {
  const level = zigzag.map((median) => median * 4)
  const change = { month: '2025-01' as Month, before: 14, after: 56, direction: 'longer', p: 0.001 } as const
  const later = chartOf({ months: months([...zigzag, ...level]), changes: [change], targetDays: 14 })!
  expect(later.months[0]!.month).toBe('2025-01')
  expect(later.centre).toBeCloseTo(4 * Math.sqrt(200), 10)
  const sooner = chartOf({ months: months([...zigzag, ...level.slice(1)]), changes: [change], targetDays: 14 })!
  expect(sooner.months[0]!.month).toBe('2024-01')
  expect(sooner.months.at(-1)!.signals).toContain('shift')
})

test('medians of zero, and too few months', () => {
  expect(chartOf({ months: months([...zigzag.slice(1), 0]), changes: none, targetDays: 1 })!.lower).toBeGreaterThan(0)
  expect(chartOf({ months: months(zigzag.slice(1)), changes: none, targetDays: 1 })).toBeUndefined()
})

test('the page of an interface has it, without months that are not complete', () => {
  const rows = Array.from({ length: 360 }, (_, i): PassageRow => {
    const offered = addDays(day('2023-11-01'), Math.floor((i * 1096) / 360))
    const first = addDays(offered, 20 + ((i * 37) % 17))
    return { offered, ...(first <= ('2026-10-31' as Day) && { first }), lag: (i * 13) % 20, case: i }
  })
  const question = {
    period: { from: day('2025-11-01'), to: day('2026-10-31') },
    asOf: day('2026-10-31'),
    land: 'NW' as const,
  }
  const { chart, figures } = analyseInterface(passagesOf({ a: 60 }, rows), 'a', question)!
  expect(chart!.months.map(({ month }) => month)).toEqual(
    figures.months.flatMap(({ month, complete }) => (complete ? [month] : [])),
  )
  expect(chart!.target).toBe('kept')
})
