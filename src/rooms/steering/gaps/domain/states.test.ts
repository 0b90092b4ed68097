import { expect, test } from 'vitest'
import { gapStates, isOpen, mayFollow, needsReason, statesAfter } from './states.ts'

test.each([
  ['suspected', 'confirmed', true],
  ['suspected', 'closed', false],
  ['confirmed', 'closing', false],
  ['prioritised', 'closing', true],
  ['closing', 'closed', true],
  ['prioritised', 'closed', false],
  ['closed', 'confirmed', true],
  ['closed', 'rejected', false],
] as const)('from %s to %s: %s', (from, to, possible) => {
  expect(mayFollow(from, to)).toBe(possible)
})

test('closed is reached from closing alone, and from every state some way leads on', () => {
  expect(gapStates.filter((from) => mayFollow(from, 'closed'))).toEqual(['closing'])
  for (const state of gapStates) expect(statesAfter(state).length, state).toBeGreaterThan(0)
})

test('whoever ends a gap, steps back or takes it up again says why', () => {
  expect(needsReason('confirmed', 'notClosable')).toBe(true)
  expect(needsReason('suspected', 'rejected')).toBe(true)
  expect(needsReason('closing', 'prioritised')).toBe(true)
  expect(needsReason('closed', 'confirmed')).toBe(true)
  expect(needsReason('suspected', 'confirmed')).toBe(false)
  expect(needsReason('closing', 'closed')).toBe(false)
  expect(gapStates.filter(isOpen)).toEqual(['suspected', 'confirmed', 'prioritised', 'closing'])
})
