import { day } from '../../kernel/day.ts'
import { type PassageRow, passagesOf } from '../testing.ts'
import type { HurdleQuestion, Situation } from './results.ts'
import { analysePassages } from './situation.ts'

/** The question that the tests ask: the first half of 2026, in the middle of July. */
export const question: HurdleQuestion = {
  period: { from: day('2026-01-01'), to: day('2026-06-30') },
  asOf: day('2026-07-15'),
  land: 'NW',
}
/** The situation of passages through interfaces with the given targets. */
export const analyse = (
  targets: Readonly<Record<string, number | null>>,
  rows: readonly PassageRow[],
  more: Partial<HurdleQuestion> = {},
): Situation => analysePassages(passagesOf(targets, rows), { ...question, ...more })
