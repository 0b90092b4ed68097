import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { day } from '../../../../kernel/day.ts'
import { hasMoved, planOf, type StepState, stepMark, stepMoveIssue, stepStates } from './domain.ts'

const today = day('2026-11-23')

test.each([
  ['done', '2026-10-08', 'standing'],
  ['open', '2026-11-17', 'late'],
  ['open', '2026-11-23', 'open'],
  ['open', null, 'open'],
  ['declined', '2026-11-16', 'declined'],
  ['cancelled', null, 'declined'],
] as const)('a step that is %s, due %s, is marked %s', (state, dueOn, mark) => {
  expect(stepMark({ state, dueOn: dueOn && day(dueOn) }, today)).toBe(mark)
})

test.each([
  ['open', 'done', undefined, undefined],
  ['open', 'declined', undefined, 'reason-needed'],
  ['open', 'cancelled', 'umgezogen', undefined],
  ['done', 'open', undefined, 'reason-needed'],
  ['done', 'open', 'doch nicht', undefined],
  ['done', 'cancelled', 'egal', 'not-from-here'],
  ['open', 'open', 'egal', 'not-from-here'],
] as const)('from %s to %s, because %s: %s', (from, to, reason, issue) => {
  expect(stepMoveIssue(from, to, reason)).toBe(issue)
})

const state = fc.constantFrom<StepState>(...stepStates)
const step = fc.record({
  id: fc.uuid(),
  title: fc.string({ minLength: 1 }),
  translated: fc.option(fc.string()),
  doer: fc.constantFrom('person' as const, 'caseManagement' as const),
  doerName: fc.constant(null),
  dueOn: fc.option(fc.integer({ min: 1, max: 28 }).map((n) => day(`2026-12-${String(n).padStart(2, '0')}`))),
  state,
})
const goal = fc.record({
  id: fc.uuid(),
  title: fc.string({ minLength: 1 }),
  translated: fc.option(fc.string()),
  targetOn: fc.constant(null),
  state: fc.constantFrom('open' as const, 'reached' as const, 'dropped' as const),
  steps: fc.array(step, { maxLength: 4 }),
})

describe('a confirmed plan', () => {
  test('still holds however many of its steps are done, declined or translated', () => {
    fc.assert(
      fc.property(fc.array(goal, { maxLength: 4 }), fc.string(), (goals, words) => {
        const later = goals.map((one) => ({
          ...one,
          translated: words,
          steps: one.steps.map((each) => ({
            ...each,
            translated: words,
            state: each.state === 'open' ? ('done' as const) : each.state,
          })),
        }))
        expect(hasMoved(planOf(goals), planOf(later))).toBe(false)
      }),
    )
  })

  test('no longer holds when a step moves to another day, is called off or is new', () => {
    fc.assert(
      fc.property(goal, step, (one, another) => {
        const kept = { ...one, state: 'open' as const, steps: [...one.steps, { ...another, state: 'open' as const }] }
        const confirmed = planOf([kept])
        const last = kept.steps.length - 1
        const changed = (change: object) =>
          planOf([{ ...kept, steps: kept.steps.map((each, at) => (at === last ? { ...each, ...change } : each)) }])
        expect(hasMoved(confirmed, changed({ dueOn: day('2027-01-01') }))).toBe(true)
        expect(hasMoved(confirmed, changed({ state: 'cancelled' }))).toBe(true)
        expect(hasMoved(confirmed, planOf([one]))).toBe(one.state === 'dropped' || kept.steps.length > one.steps.length)
      }),
    )
  })
})
