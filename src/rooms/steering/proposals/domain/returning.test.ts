import { expect, test } from 'vitest'
import { day } from '../../../../kernel/day.ts'
import { returnOf } from './returning.ts'
import type { ProposalState } from './states.ts'

const today = day('2026-11-16')
const coming = [
  { id: 'december', heldOn: day('2026-12-16') },
  { id: 'march', heldOn: day('2027-03-10') },
]
const [december, march] = [day('2026-12-16'), day('2027-03-10')]

test.each<[ProposalState, string | null, string | null, ReturnType<typeof returnOf>]>([
  ['deferred', null, '2026-12-01', { kind: 'later', until: day('2026-12-01'), meeting: december }],
  ['deferred', null, '2026-12-16', { kind: 'later', until: december, meeting: december }],
  ['deferred', null, '2026-12-17', { kind: 'later', until: day('2026-12-17'), meeting: march }],
  ['deferred', null, '2027-06-01', { kind: 'later', until: day('2027-06-01'), meeting: null }],
  ['deferred', null, '2026-11-16', { kind: 'due', until: today, meeting: december }],
  ['submitted', 'march', '2026-11-16', { kind: 'scheduled', meeting: march }],
  // The meeting at which it was put off is over: it stands on no agenda.
  ['submitted', 'june', '2026-11-16', { kind: 'waits', meeting: december }],
  ['submitted', null, null, { kind: 'waits', meeting: december }],
  ['draft', null, '2026-11-16', { kind: 'draft' }],
  ['circulating', null, '2026-11-16', { kind: 'circulating' }],
  ['decided', 'march', '2026-11-16', undefined],
  ['withdrawn', null, '2026-11-16', undefined],
])('%s, meeting %s, put off until %s', (state, meetingId, until, expected) => {
  expect(returnOf({ state, meetingId }, until === null ? null : day(until), coming, today)).toEqual(expected)
})

test('without a meeting to come there is none to name', () => {
  expect(returnOf({ state: 'submitted', meetingId: null }, null, [], today)).toEqual({ kind: 'waits', meeting: null })
})
