import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { attendeesFrom, checksumOf, composedAnew, type MinutesContent, typedAttendees } from './domain/minutes.ts'
import { consequences, decisionKinds, mayChange, mayMove, proposalMoves, proposalStates } from './domain/states.ts'
import { type Given, outcomeOf, quorumOf, tallyOf, votes } from './domain/tally.ts'
import { inOrderOfWeight } from './domain/weight.ts'

describe('states of a proposal', () => {
  test.each([
    ['draft', ['submit', 'withdraw']],
    ['submitted', ['takeBack', 'withdraw', 'circulate', 'decide']],
    ['circulating', ['count']],
    ['deferred', ['submit', 'withdraw']],
    ['decided', []],
    ['withdrawn', []],
  ] as const)('%s: %j', (state, moves) => {
    expect(proposalMoves.filter((move) => mayMove(state, move))).toEqual(moves)
  })
  test('what the group has is not changed under its hands', () => {
    expect(proposalStates.filter(mayChange)).toEqual(['draft', 'deferred'])
  })
  test('only what was accepted sets something going, and a deferred one alone comes again', () => {
    expect(decisionKinds.filter((kind) => consequences[kind].setsGoing)).toEqual(['accepted', 'changed'])
    expect(decisionKinds.filter((kind) => consequences[kind].state !== 'decided')).toEqual(['deferred'])
    expect(decisionKinds.filter((kind) => consequences[kind].topic === 'escalated')).toEqual([
      'toCommittee',
      'toCouncil',
      'toMinistry',
    ])
  })
})

describe('counting a written procedure', () => {
  const rules = { quorumPercent: 50, objectionLimit: 1, entitled: 10 }
  test.each([
    [{ yes: 4, no: 1, abstain: 0, object: 0 }, 'accepted'],
    [{ yes: 2, no: 3, abstain: 0, object: 0 }, 'rejected'],
    [{ yes: 3, no: 3, abstain: 0, object: 0 }, 'rejected'],
    [{ yes: 0, no: 0, abstain: 5, object: 0 }, 'rejected'],
    [{ yes: 4, no: 0, abstain: 0, object: 0 }, 'noQuorum'],
    [{ yes: 0, no: 0, abstain: 0, object: 0 }, 'noQuorum'],
    [{ yes: 9, no: 0, abstain: 0, object: 1 }, 'objected'],
  ] as const)('%j: %s', (tally, outcome) => expect(outcomeOf(tally, rules)).toBe(outcome))

  test('half of nine are five', () => expect(quorumOf({ quorumPercent: 50, entitled: 9 })).toBe(5))

  const given = fc.array(
    fc.record({
      seatId: fc.constantFrom('a', 'b', 'c', 'd'),
      number: fc.integer({ min: 1, max: 5 }),
      vote: fc.constantFrom(...votes),
    }),
  )
  const once = (all: readonly Given[]) => [...new Map(all.map((one) => [`${one.seatId}${one.number}`, one])).values()]
  test('each member counts once, in whatever order the votes are read', () => {
    fc.assert(
      fc.property(given, fc.integer(), (all, seed) => {
        const known = once(all)
        const tally = tallyOf(known)
        expect(tally.yes + tally.no + tally.abstain + tally.object).toBe(new Set(known.map((one) => one.seatId)).size)
        const shuffled = [...known].sort((one, other) => (one.number * seed - other.number * seed) % 7)
        expect(tallyOf(shuffled)).toEqual(tally)
      }),
    )
  })
})

test('the agenda begins with what costs people most; without a figure comes last', () => {
  const some = [
    { number: 1, weight: null },
    { number: 2, weight: 300 },
    { number: 3, weight: 900 },
    { number: 4, weight: 300 },
    { number: 5, weight: 0 },
  ]
  expect(inOrderOfWeight(some).map(({ number }) => number)).toEqual([3, 2, 4, 5, 1])
})

describe('minutes', () => {
  const item = (itemId: string, title: string) => ({ itemId, number: null, title, decisions: [] })
  const content: MinutesContent = {
    attendees: [{ organisation: 'Jobcenter', office: 'Leitung' }],
    items: [
      { ...item('one', 'Protokoll'), text: 'Genehmigt.' },
      { ...item('gone', 'Entfallen'), text: 'Wird nachgeholt.' },
      { ...item('empty', 'Nichts'), text: '' },
    ],
  }
  test('composed anew they keep what was written, also under an item that left the agenda', () => {
    const anew = composedAnew(content, [], [item('two', 'Neu'), item('one', 'Protokoll der Sitzung')])
    expect(anew.items.map(({ title, text }) => [title, text])).toEqual([
      ['Neu', ''],
      ['Protokoll der Sitzung', 'Genehmigt.'],
      ['Entfallen', 'Wird nachgeholt.'],
    ])
    expect(anew.attendees).toEqual(content.attendees)
  })
  test('attendees are typed one a line', () => {
    expect(attendeesFrom('Jobcenter; Leitung\n\n  Jugendamt \n')).toEqual([
      { organisation: 'Jobcenter', office: 'Leitung' },
      { organisation: 'Jugendamt', office: '' },
    ])
    expect(attendeesFrom(typedAttendees(content.attendees))).toEqual(content.attendees)
  })
  test('the checksum is of what is said, not of how it lies', () => {
    const turned = JSON.parse(JSON.stringify({ items: content.items, attendees: content.attendees })) as MinutesContent
    expect(checksumOf(turned)).toBe(checksumOf(content))
    expect(checksumOf({ ...content, attendees: [] })).not.toBe(checksumOf(content))
  })
})
