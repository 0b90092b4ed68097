import { expect, test } from 'vitest'
import { type Day, day } from '../../../kernel/day.ts'
import { type ConceptLife, conceptAge } from './conceptage.ts'

const plain: ConceptLife = {
  adoptedOn: null,
  presentedOn: null,
  commissionedOn: null,
  successorId: null,
  validUntil: null,
  reviewAfterMonths: 36,
}
const today = day('2026-11-16')

test.each<[string, Partial<ConceptLife>, string, number, number, string | undefined, string | undefined]>([
  ['the concept of 2010', { adoptedOn: day('2010-07-09') }, 'too-old', 16, 4, 'adopted', '2013-07-10'],
  ['three years to the day', { adoptedOn: day('2023-11-16') }, 'current', 3, 0, 'adopted', '2026-11-17'],
  ['a day more', { adoptedOn: day('2023-11-15') }, 'too-old', 3, 0, 'adopted', '2026-11-16'],
  ['only presented', { presentedOn: day('2025-01-31') }, 'current', 1, 9, 'presented', '2028-02-01'],
  [
    'adoption before presentation counts',
    { adoptedOn: day('2024-07-01'), presentedOn: day('2010-01-01') },
    'current',
    2,
    4,
    'adopted',
    '2027-07-02',
  ],
  ['replaced', { adoptedOn: day('2010-07-09'), successorId: 'x' }, 'replaced', 16, 4, 'adopted', '2013-07-10'],
  ['ended', { adoptedOn: day('2024-07-09'), validUntil: day('2026-01-01') }, 'ended', 2, 4, 'adopted', '2027-07-10'],
  ['commissioned only', { commissionedOn: day('2026-01-01') }, 'not-adopted', 0, 0, undefined, undefined],
  ['adopted on 29 February', { adoptedOn: day('2024-02-29') }, 'current', 2, 8, 'adopted', '2027-03-01'],
])('%s', (_, life, state, years, months, basis, tooOldFrom) => {
  const age = conceptAge({ ...plain, ...life }, today)
  expect([age.state, age.years, age.months, age.from?.basis, age.tooOldFrom]).toEqual([
    state,
    years,
    months,
    basis,
    tooOldFrom as Day | undefined,
  ])
})
