import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, day } from '../../../kernel/day.ts'
import { agendaNumber, moved, readAgendaNumber } from './agenda.ts'
import type { MeetingState } from './kinds.ts'
import { type MeetingMove, mayMove, mayReschedule, meetingMoves, nextMeetingOf } from './meetings.ts'

const today = day('2026-11-16')

describe('what can be done with a meeting', () => {
  const past = day('2026-11-02')
  const coming = day('2026-12-01')
  test.each<[state: MeetingState, heldOn: typeof today, cancelled: boolean, may: MeetingMove[]]>([
    ['scheduled', coming, false, ['invite', 'cancel']],
    ['scheduled', today, false, ['invite', 'hold', 'cancel']],
    ['scheduled', past, false, ['invite', 'hold', 'cancel']],
    ['invited', coming, false, ['cancel']],
    ['invited', past, false, ['hold', 'cancel']],
    ['held', past, false, []],
    ['scheduled', coming, true, ['restore']],
    ['invited', past, true, ['restore']],
  ])('%s for %s, cancelled %s: %j', (state, heldOn, cancelled, may) => {
    const meeting = { state, heldOn, cancelledOn: cancelled ? past : null }
    expect(meetingMoves.filter((move) => mayMove(meeting, move, today))).toEqual(may)
    expect(mayReschedule(meeting)).toBe(state !== 'held' && !cancelled)
  })
})

test('the next meeting is the earliest of those that take place after the day', () => {
  const meetings = fc.array(
    fc.record({ days: fc.integer({ min: -50, max: 50 }), cancelled: fc.boolean(), by: fc.option(fc.nat({ max: 9 })) }),
    { maxLength: 10 },
  )
  fc.assert(
    fc.property(meetings, (drawn) => {
      const known = drawn.map(({ days, cancelled, by }, index) => ({
        id: String(index),
        bodyId: 'body',
        heldOn: addDays(today, days),
        cancelledOn: cancelled ? today : null,
        replacedBy: cancelled && by !== null ? String(by) : null,
      }))
      const expected = known
        .filter((meeting) => meeting.cancelledOn === null && meeting.heldOn > today)
        .map((meeting) => meeting.heldOn)
        .toSorted()[0]
      expect(nextMeetingOf(known, today)?.heldOn).toBe(expected)
    }),
  )
})

describe('numbers of agenda items', () => {
  test.each<[boolean, number, string]>([
    [true, 1, 'Ö 1'],
    [true, 12, 'Ö 12'],
    [false, 1, 'N 1'],
  ])('public %s, position %i: %s', (isPublic, position, number) => {
    expect(agendaNumber(isPublic, position)).toBe(number)
    expect(readAgendaNumber(number)).toEqual({ isPublic, ordinal: String(position) })
  })
  test('of a council system may have parts', () => {
    expect(readAgendaNumber('Ö 3.1')).toEqual({ isPublic: true, ordinal: '3.1' })
    for (const wrong of ['Ö3', 'Ö 0', 'X 1', 'Ö 1.', '']) expect(readAgendaNumber(wrong)).toBeNull()
  })
})

describe('moving an item', () => {
  test.each<[item: string, by: number, order: string]>([
    ['b', -1, 'bacd'],
    ['b', 1, 'acbd'],
    ['a', -1, 'abcd'],
    ['d', 1, 'abcd'],
    ['a', 3, 'bcda'],
    ['d', -9, 'dabc'],
    ['x', 1, 'abcd'],
  ])('%s by %i: %s', (item, by, order) => {
    expect(moved([...'abcd'], item, by).join('')).toBe(order)
  })
})
