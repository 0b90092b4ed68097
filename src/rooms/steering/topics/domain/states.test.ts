import { expect, test } from 'vitest'
import { decidedStates, mayFollow, mayGoBack, needsReason, shapedStates, statesAfter, topicStates } from './states.ts'

test('the way of a topic from the findings to the check whether it helped', () => {
  const way = [
    'reported',
    'clustered',
    'assessed',
    'assigned',
    'proposalDrafted',
    'submitted',
    'accepted',
    'implementing',
    'effectCheck',
    'closed',
    'reopened',
  ] as const
  for (const [index, state] of way.slice(0, -1).entries())
    expect([state, mayFollow(state, way[index + 1] as (typeof way)[number])]).toEqual([state, true])
})

test('only what was submitted, deferred or escalated is decided', () => {
  const before = topicStates.filter((state) => decidedStates.some((decided) => mayFollow(state, decided)))
  expect(before).toEqual(['submitted', 'deferred', 'escalated'])
})

test('a topic without findings may be proposed on, and goes back when the proposal is withdrawn', () => {
  expect([mayFollow('reported', 'proposalDrafted'), mayFollow('reported', 'submitted')]).toEqual([true, true])
  for (const to of ['reported', 'clustered', 'assessed', 'assigned'] as const) {
    expect(topicStates.filter((from) => mayGoBack(from, to))).toEqual(['proposalDrafted', 'submitted'])
    expect(mayFollow('submitted', to)).toBe(false)
  }
  expect(topicStates.filter((to) => mayGoBack('submitted', to))).toHaveLength(4)
})

test('every state is reached from another one, and each leads somewhere', () => {
  for (const state of topicStates) {
    expect(statesAfter(state).length).toBeGreaterThan(0)
    expect(statesAfter(state)).not.toContain(state)
    if (state !== 'reported') expect(topicStates.some((from) => mayFollow(from, state))).toBe(true)
  }
})

test('a topic is closed from everywhere, with a reason; it opens again only after a rest', () => {
  expect(topicStates.filter((state) => state !== 'closed' && !mayFollow(state, 'closed'))).toEqual([])
  expect(topicStates.filter((state) => mayFollow(state, 'reopened'))).toEqual(['rejected', 'effectCheck', 'closed'])
  expect(topicStates.filter(needsReason)).toEqual(['closed', 'reopened'])
  expect(shapedStates).not.toContain('submitted')
})
