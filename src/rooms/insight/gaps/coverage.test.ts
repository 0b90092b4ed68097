import { expect, test } from 'vitest'
import { needColumns } from '../../../engine/index.ts'
import { day, dayNumber } from '../../../kernel/day.ts'
import type { Month } from '../../../kernel/period.ts'
import { guard } from '../gate/guard.ts'
import { rules } from '../gate/rules.ts'
import { coverageSheetOf, coverageWindows } from './coverage.ts'

const months = (first: number, count: number, complete = count) =>
  Array.from({ length: count }, (_, at) => ({
    month: `${2024 + Math.floor((first + at) / 12)}-${String(((first + at) % 12) + 1).padStart(2, '0')}` as Month,
    complete: at < complete,
  }))

test.each([
  // 36 months of 2024 to 2026, the last two not complete: 24 before and the complete ones since.
  ['2026-03-01', 24, '2024-03', '2026-02', 8, '2026-03', '2026-10'],
  // Begun within a month: it is on no side.
  ['2026-03-15', 24, '2024-03', '2026-02', 7, '2026-04', '2026-10'],
  ['2024-06-01', 5, '2024-01', '2024-05', 29, '2024-06', '2026-10'],
])('begun on %s', (start, before, from, until, after, since, last) => {
  const found = coverageWindows(months(0, 36, 34), day(start))
  expect([found.before.length, found.before[0], found.before.at(-1)]).toEqual([before, from, until])
  expect([found.after.length, found.after[0], found.after.at(-1)]).toEqual([after, since, last])
})

const windows = { before: ['2026-01', '2026-02'] as Month[], after: ['2026-03', '2026-04'] as Month[] }
const source = {
  question: '',
  period: { from: day('2026-01-01'), to: day('2026-04-30') },
  asOf: day('2026-04-30'),
  simulated: true,
  scope: {},
}
/** So many needs, each of a case of its own, that arose and were met on these days. */
const needs = (count: number, neededOn: string, metOn: string | null) =>
  Array.from({ length: count }, () => ({
    topic: 'health',
    neededOn: dayNumber(day(neededOn)),
    metOn: metOn === null ? null : dayNumber(day(metOn)),
  }))
const sheetOf = (rows: ReturnType<typeof needs>) =>
  coverageSheetOf(
    needColumns(rows),
    Int32Array.from(rows, (_, at) => at),
    { topic: 'health', language: '*', windows, months: [], source },
  )

test('every need counts on the side on which it arose and was met; what did neither does not count', () => {
  const { sheet } = sheetOf([
    ...needs(3, '2026-01-10', '2026-02-10'),
    ...needs(4, '2026-02-28', '2026-03-01'),
    ...needs(5, '2025-11-01', '2026-02-01'),
    ...needs(6, '2026-04-30', null),
    ...needs(7, '2025-11-01', null),
  ])
  expect(sheet.tables.coverage.rows[0]).toMatchObject({
    needs: 18,
    arisenBefore: 7,
    metBefore: 8,
    arisenAfter: 6,
    metAfter: 4,
    monthsBefore: 2,
    monthsAfter: 2,
  })
})

test('for the steering group: exact or not at all, and what is withheld follows from nothing that is shown', () => {
  const shown = (rows: ReturnType<typeof needs>) => {
    const { sheet, basis } = sheetOf(rows)
    return guard(sheet, rules['coverage'], basis, 3).tables['coverage']!.rows[0]!
  }
  expect(shown([...needs(30, '2026-01-10', '2026-02-10'), ...needs(20, '2026-03-10', '2026-04-10')])).toMatchObject({
    arisenBefore: { value: 30 },
    metAfter: { value: 20 },
  })
  const few = shown([
    ...needs(30, '2026-01-10', '2026-02-10'),
    ...needs(20, '2026-03-10', null),
    ...needs(2, '2026-03-10', '2026-04-10'),
  ])
  expect(few['metAfter']).toMatchObject({ withheld: expect.any(String) })
})
