import { expect, test } from 'vitest'
import { needColumns } from '../../../engine/index.ts'
import { day, dayNumber } from '../../../kernel/day.ts'
import { guard } from '../gate/guard.ts'
import { rules } from '../gate/rules.ts'
import { needEffectSheetOf } from './needs.ts'

const source = {
  question: '',
  period: { from: day('2026-01-01'), to: day('2026-05-31') },
  asOf: day('2026-05-31'),
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
/** Two months before the first of March and two since, all of them known. */
const sheetOf = (rows: ReturnType<typeof needs>) =>
  needEffectSheetOf(
    needColumns([...rows, ...needs(1, '2026-01-01', null).map((need) => ({ ...need, topic: 'other' }))]),
    { gap: { topics: ['health'] }, startsOn: day('2026-03-01'), asOf: day('2026-04-30'), monthsBefore: 2 },
    { asked: { topic: 'health' }, source },
  )

test('every need counts on the side on which it arose and was met; what did neither does not count', () => {
  const { sheet } = sheetOf([
    ...needs(3, '2026-01-10', '2026-02-10'),
    ...needs(4, '2026-02-28', '2026-03-01'),
    ...needs(5, '2025-11-01', '2026-02-01'),
    ...needs(6, '2026-04-30', null),
    ...needs(7, '2025-11-01', null),
  ])
  expect(sheet.tables.effect.rows[0]).toMatchObject({
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
    return guard(sheet, rules['need-effect'], basis, 3).tables['effect']!.rows[0]!
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
