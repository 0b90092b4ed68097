import { expect, test } from 'vitest'
import { type NeedMove, type NeedState, stateAfter, stateOf } from './states.ts'

test.each<[NeedState, NeedMove, NeedState | undefined]>([
  ['open', 'meet', 'met'],
  ['open', 'giveUp', 'givenUp'],
  ['open', 'reopen', undefined],
  ['met', 'meet', undefined],
  ['met', 'giveUp', undefined],
  ['met', 'reopen', 'open'],
  ['givenUp', 'meet', undefined],
  ['givenUp', 'giveUp', undefined],
  ['givenUp', 'reopen', 'open'],
])('%s, %s: %s', (state, move, next) => {
  expect(stateAfter(state, move)).toBe(next)
})

test.each([
  [{ metOn: null, givenUpOn: null }, 'open'],
  [{ metOn: '2026-01-01', givenUpOn: null }, 'met'],
  [{ metOn: null, givenUpOn: '2026-01-01' }, 'givenUp'],
])('%j is %s', (days, state) => {
  expect(stateOf(days)).toBe(state)
})
