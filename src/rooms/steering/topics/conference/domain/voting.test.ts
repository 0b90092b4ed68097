import { expect, test } from 'vitest'
import { ballotIssue, conferenceStates, freePosition, mayStep, mostClusters, ranked } from './voting.ts'

test('a conference is held in order; sorting leads back to collecting, and nothing leads back from the result', () => {
  const steps = conferenceStates.flatMap((from) =>
    conferenceStates.filter((to) => mayStep(from, to)).map((to) => `${from} ${to}`),
  )
  expect(steps).toEqual([
    'collecting clustering',
    'clustering collecting',
    'clustering voting',
    'voting clustering',
    'voting result',
    'result finished',
  ])
})

test.each([
  [{ a: 3 }, undefined],
  [{ a: 1, b: 2 }, undefined],
  [{ a: 2, b: 2 }, 'too-many'],
  [{}, 'none'],
  [{ a: 0 }, 'none'],
  [{ c: 1 }, 'unknown'],
  [{ a: -1 }, 'unknown'],
  [{ a: 0.5 }, 'unknown'],
])('of three points, %j is %s', (ballot, issue) => {
  expect(ballotIssue(new Map(Object.entries(ballot)), ['a', 'b'], 3)).toBe(issue)
})

test('the most points come first, equal ones in the order of the board', () => {
  const clusters = [3, 5, 3, 0].map((points, position) => ({ points, position }))
  expect(ranked(clusters).map(({ position }) => position)).toEqual([1, 0, 2, 3])
})

test('a new cluster takes the first free place, until the board is full', () => {
  expect([freePosition([]), freePosition([1, 3]), freePosition([3, 2, 1])]).toEqual([1, 2, 4])
  expect(freePosition(Array.from({ length: mostClusters }, (_, index) => index + 1))).toBeUndefined()
})
