import { describe, expect, test } from 'vitest'
import { day } from '../../kernel/day.ts'
import { dueAfter, escalationDay, replyDeadline, standingOf, usualDeadlines } from './deadlines.ts'
import type { Side, State } from './domain.ts'
import { type Closing, closingOf, type Readable } from './reading.ts'

describe('days for answers, in Nordrhein-Westfalen', () => {
  // Friday; 1 November is a holiday there, in 2026 a Sunday, in 2027 a Monday.
  test.each([
    ['2026-11-20', '2026-11-27', '2026-12-02'],
    ['2026-12-22', '2026-12-30', '2027-01-05'],
    ['2027-10-29', '2027-11-08', '2027-11-11'],
  ])('offered on %s: answer by %s, heads told on %s', (offered, answer, told) => {
    const replyBy = replyDeadline(day(offered), 'NW', usualDeadlines)
    expect([replyBy, escalationDay(replyBy, 'NW', usualDeadlines)]).toEqual([answer, told])
  })

  test.each([
    ['2026-11-20', 'ahead', 4],
    ['2026-11-16', 'today', 0],
    ['2026-11-10', 'past', 4],
    ['2026-11-14', 'past', 1],
  ])('a day %s seen from Monday, 16 November is %s by %i working days', (due, kind, workingDays) => {
    expect(standingOf(day(due), day('2026-11-16'), 'NW')).toEqual({ kind, workingDays })
  })

  test.each<[State, number | null, string | null]>([
    ['prepared', 14, null],
    ['offered', 14, '2026-11-23'],
    ['askedBack', 14, '2026-11-23'],
    ['accepted', 14, '2026-11-24'],
    ['accepted', null, null],
    ['firstAppointment', 14, null],
    ['declined', 14, null],
    ['withdrawn', 14, null],
  ])('after %s with a target of %s days the next day is %s', (state, targetDays, due) => {
    const after = { state, today: day('2026-11-16'), offeredOn: day('2026-11-10'), targetDays }
    expect(dueAfter(after, 'NW', usualDeadlines)).toBe(due)
  })
})

describe('what was shared may be read', () => {
  const usual: Readable = {
    state: 'offered',
    readsUntil: day('2026-12-31'),
    readsToFirst: false,
    firstOn: null,
    endedOn: null,
    afterUntil: null,
  }
  const table: [Side, Partial<Readable>, Closing][] = [
    ['receiver', {}, 'open'],
    ['receiver', { state: 'accepted' }, 'open'],
    ['receiver', { state: 'prepared' }, 'notOffered'],
    ['receiver', { state: 'declined' }, 'declined'],
    ['receiver', { state: 'withdrawn' }, 'withdrawn'],
    ['receiver', { readsUntil: day('2026-11-16') }, 'open'],
    ['receiver', { readsUntil: day('2026-11-15') }, 'timeOver'],
    ['receiver', { readsUntil: null }, 'open'],
    ['receiver', { readsToFirst: true }, 'open'],
    ['receiver', { readsToFirst: true, state: 'firstAppointment', firstOn: day('2026-11-12') }, 'arrived'],
    ['receiver', { state: 'completed', endedOn: day('2026-11-12') }, 'open'],
    ['sender', { state: 'withdrawn', endedOn: day('2026-11-12') }, 'open'],
    ['sender', { endedOn: day('2026-11-12'), afterUntil: day('2026-11-16') }, 'open'],
    ['sender', { endedOn: day('2026-11-12'), afterUntil: day('2026-11-15') }, 'afterOver'],
    ['sender', { endedOn: null, afterUntil: day('2026-11-15') }, 'open'],
    ['sender', { readsUntil: day('2026-11-01') }, 'open'],
  ]
  test.each(table)('by the %s of %o: %s', (side, more, closing) => {
    expect(closingOf(side, { ...usual, ...more }, day('2026-11-16'))).toBe(closing)
  })
})
