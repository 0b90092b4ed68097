import { describe, expect, test } from 'vitest'
import { day } from '../../../kernel/day.ts'
import { measureStates } from './kinds.ts'
import { finalStates, stateIssue, transitions } from './states.ts'

const present = { state: 'inProgress', stalled: false, since: day('2025-01-01') } as const
const today = day('2026-11-16')
const next = { stalled: false, since: day('2026-10-01'), reason: null }

describe('what may follow on a running measure', () => {
  test.each([
    [{ state: 'established' }, undefined],
    [{ state: 'completed' }, undefined],
    [{ state: 'adapted' }, undefined],
    [{ state: 'suspended', reason: 'Keine Mittel' }, undefined],
    [{ state: 'suspended' }, 'reason-missing'],
    [{ state: 'discontinued' }, 'reason-missing'],
    [{ state: 'discontinued', reason: 'Beschluss' }, undefined],
    [{ state: 'proposed' }, 'transition'],
    [{ state: 'notStarted', reason: 'doch nicht' }, 'transition'],
    [{ state: 'inProgress' }, 'same-state'],
    [{ state: 'inProgress', stalled: true }, 'reason-missing'],
    [{ state: 'inProgress', stalled: true, reason: 'Stelle frei' }, undefined],
    [{ state: 'established', stalled: true, reason: 'Stelle frei' }, 'cannot-stall'],
    [{ state: 'established', since: day('2026-11-16') }, undefined],
    [{ state: 'established', since: day('2026-11-17') }, 'in-future'],
    [{ state: 'established', since: day('2025-01-01') }, undefined],
    [{ state: 'established', since: day('2024-12-31') }, 'too-early'],
  ] as const)('%j: %s', (entry, issue) => {
    expect(stateIssue(present, { ...next, ...entry }, today)).toBe(issue)
  })
})

test.each([
  ['suspended', 'inProgress', true],
  ['suspended', 'established', true],
  ['established', 'suspended', true],
  ['established', 'inProgress', false],
  ['established', 'discontinued', true],
  ['established', 'adapted', true],
  ['established', 'completed', true],
  ['proposed', 'inProgress', false],
  ['adopted', 'inProgress', true],
  ['notStarted', 'inPlanning', true],
  ['completed', 'inProgress', false],
] as const)('from %s to %s: %s', (from, to, allowed) => {
  expect(transitions[from].includes(to)).toBe(allowed)
})

test('the final states are those from which nothing leads on, and every state can be reached', () => {
  expect(measureStates.filter((state) => transitions[state].length === 0)).toEqual(
    expect.arrayContaining([...finalStates]),
  )
  const reached = new Set(Object.values(transitions).flat())
  expect(measureStates.filter((state) => !reached.has(state))).toEqual(['proposed'])
})
