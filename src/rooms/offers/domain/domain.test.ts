import { describe, expect, test } from 'vitest'
import { day } from '../../../kernel/day.ts'
import { type OfferState, offerStates, transitions } from './kinds.ts'
import { checkDueOn, isUnchecked, roomIn } from './places.ts'

describe('room in an offer', () => {
  test.each([
    [12, 4, 'free'],
    [12, 3, 'free'],
    [12, 2, 'few'],
    [12, 1, 'few'],
    [12, 0, 'full'],
    [12, null, 'unknown'],
    [null, null, 'unlimited'],
    [null, 5, 'free'],
    [null, 0, 'full'],
  ] as const)('of %s places %s free: %s', (capacity, freePlaces, room) =>
    expect(roomIn({ capacity, freePlaces, waiting: null })).toBe(room),
  )
})

describe('when a count must be checked again', () => {
  const today = day('2026-11-16')
  test.each([
    ['open', '2026-11-16', false],
    ['open', '2026-05-18', false],
    ['open', '2026-05-17', true],
    ['paused', '2026-01-01', true],
    ['open', null, true],
    ['ended', '2020-01-01', false],
    ['planned', null, false],
  ] as const)('%s, checked on %s: %s', (state, checked, due) => {
    expect(isUnchecked(state, checked && day(checked), today)).toBe(due)
    if (checked && due) expect(checkDueOn(day(checked)) <= today).toBe(true)
  })
})

test('every state can be left, and no offer goes to the state that it has', () => {
  for (const from of offerStates) {
    expect(transitions[from].length).toBeGreaterThan(0)
    expect(transitions[from]).not.toContain(from satisfies OfferState)
  }
})
