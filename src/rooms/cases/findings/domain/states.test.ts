import { describe, expect, test } from 'vitest'
import type { Month } from '../../../../kernel/period.ts'
import { quarterOf, quarterParts } from './quarter.ts'
import { findingMoves, findingStates, stateAfter, stateOfNew } from './states.ts'

describe('what becomes of a finding', () => {
  test('each move leads on from these states and from no other', () => {
    const allowed = findingStates.flatMap((state) =>
      findingMoves.flatMap((move) => {
        const after = stateAfter(state, move)
        return after ? [`${state} ${move} ${after}`] : []
      }),
    )
    expect(allowed).toEqual([
      'reported release released',
      'reported return returned',
      'reported drop dropped',
      'reported withdraw dropped',
      'returned send reported',
      'returned withdraw dropped',
      'released join inTopic',
    ])
  })

  test('a text waits for a second person, without one there is nothing to wait for', () => {
    expect([stateOfNew('Termin fehlt'), stateOfNew(null)]).toEqual(['reported', 'released'])
  })
})

test.each([
  ['2026-01', '2026-01-01', 1],
  ['2026-03', '2026-01-01', 1],
  ['2026-04', '2026-04-01', 2],
  ['2026-12', '2026-10-01', 4],
])('the month %s lies in the quarter that begins on %s', (month, first, quarter) => {
  expect(quarterOf(month as Month)).toBe(first)
  expect(quarterParts(quarterOf(month as Month))).toEqual({ quarter, year: '2026' })
})
