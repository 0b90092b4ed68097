import { describe, expect, test } from 'vitest'
import { type EventRow, logOf } from '../testing.ts'
import { edgeFigures } from './edges.ts'
import { directlyFollows } from './follow.ts'
import type { FollowOptions } from './types.ts'
import { writtenDown } from './written.ts'

const at = (time: string) => `2026-11-16T${time}:00Z`

describe('order', () => {
  test('unsorted input is sorted, equal instants stay in order of arrival', () => {
    const log = logOf([
      { case: '1', activity: 'c', at: at('10:00') },
      { case: '1', activity: 'a', at: at('08:00') },
      { case: '1', activity: 'd', at: at('10:00') },
      { case: '1', activity: 'b', at: at('09:00') },
    ])
    const follows = directlyFollows(log, { by: log.activities })
    expect(writtenDown(follows)).toEqual(['a>b 1', 'b>c 1', 'c>d 0'])
    expect(follows.issues.sorted).toBe(true)
  })

  test('events without time or case take no part and are counted', () => {
    const log = logOf([
      { case: '1', activity: 'a', at: at('08:00') },
      { case: '1', activity: 'lost' },
      { activity: 'nobody', at: at('08:10') },
      { case: '1', activity: 'b', at: at('09:00') },
    ])
    const follows = directlyFollows(log, { by: log.activities })
    expect(writtenDown(follows)).toEqual(['a>b 1'])
    expect(follows.issues).toMatchObject({ sorted: false, withoutTime: 1, withoutCase: 1 })
  })

  test('one event, no event', () => {
    const one = logOf([{ case: '1', activity: 'a', at: at('08:00') }])
    expect(writtenDown(directlyFollows(one, { by: one.activities }))).toEqual([])
    const none = logOf([])
    expect(edgeFigures(directlyFollows(none, { by: none.activities }))).toEqual([])
  })

  test('a single event without a time is noticed, too', () => {
    const log = logOf([{ case: '1', activity: 'a' }])
    expect(directlyFollows(log, { by: log.activities }).issues.withoutTime).toBe(1)
  })

  test('cases named NA, null and 007 are cases', () => {
    const log = logOf(
      ['NA', 'null', '007', '7'].flatMap((name) => [
        { case: name, activity: 'a', at: at('08:00') },
        { case: name, activity: 'b', at: at('09:00') },
      ]),
    )
    expect(writtenDown(directlyFollows(log, { by: log.activities }))).toEqual(['a>b 1 1 1 1'])
  })
})

describe('days', () => {
  const follows = (rows: readonly EventRow[], options: Partial<FollowOptions> = {}) => {
    const log = logOf(rows.map((row) => ({ case: '1', ...row })))
    return directlyFollows(log, { by: log.activities, ...options })
  }

  test('between days the wait is a number of days, over a change of the clock too', () => {
    const found = follows([
      { activity: 'a', at: '2026-03-27' },
      { activity: 'b', at: '2026-03-30' },
    ])
    expect(writtenDown(found)).toEqual(['a>b 72'])
    expect(found.issues.uncertain).toBe(0)
  })

  test('within a day the order is not known: the wait is 0, the edge is marked', () => {
    const found = follows([
      { activity: 'a', at: '2026-03-27' },
      { activity: 'b', at: '2026-03-27' },
      { activity: 'c', at: '2026-03-30' },
      { activity: 'd', at: '2026-03-31' },
    ])
    expect(writtenDown(found)).toEqual(['a>b 0', 'b>c 72', 'c>d 24'])
    // Had b come first, a would have led to c: that edge is not known either.
    expect(edgeFigures(found).map(({ from, uncertain }) => from + uncertain)).toEqual(['b1', 'c0', 'a1'])
    expect(found.issues.uncertain).toBe(2)
  })

  test('a day and an instant of the same local day: 0, not the hours since midnight', () => {
    const found = follows([
      { activity: 'a', at: '2026-11-16T14:00:00Z' },
      { activity: 'b', at: '2026-11-16' },
      { activity: 'c', at: '2026-11-18T07:00:00Z' },
    ])
    // The day stands at its beginning, before the instants of that day.
    expect(writtenDown(found)).toEqual(['a>c 41', 'b>a 0'])
    expect(found.issues).toMatchObject({ uncertain: 2, sorted: true })
  })

  test('instants of one day keep their order, whatever is recorded by the day elsewhere', () => {
    const found = follows([
      { activity: 'a', at: '2026-11-16T08:00:00Z' },
      { activity: 'b', at: '2026-11-16T09:00:00Z' },
      { activity: 'c', at: '2026-11-18' },
    ])
    expect(writtenDown(found)).toEqual(['a>b 1', 'b>c 48'])
    expect(found.issues.uncertain).toBe(0)
  })

  test('late in the evening by UTC is the next day in Berlin', () => {
    const found = follows([
      { activity: 'a', at: '2026-07-01' },
      { activity: 'b', at: '2026-07-01T22:30:00Z' },
    ])
    expect(writtenDown(found)).toEqual(['a>b 24'])
    expect(
      writtenDown(
        follows(
          [
            { activity: 'a', at: '2026-07-01' },
            { activity: 'b', at: '2026-07-01T22:30:00Z' },
          ],
          { timeZone: 'UTC' },
        ),
      ),
    ).toEqual(['a>b 0'])
  })
})

test('nights in which the clock changes have the hours they had', () => {
  const log = logOf([
    { case: '1', activity: 'a', at: '2026-03-28T12:00:00+01:00' },
    { case: '1', activity: 'b', at: '2026-03-29T12:00:00+02:00' },
    { case: '2', activity: 'a', at: '2026-10-24T12:00:00+02:00' },
    { case: '2', activity: 'b', at: '2026-10-25T12:00:00+01:00' },
    { case: '3', activity: 'a', at: '2026-10-25T02:30:00+02:00' },
    { case: '3', activity: 'b', at: '2026-10-25T02:30:00+01:00' },
  ])
  expect(writtenDown(directlyFollows(log, { by: log.activities }))).toEqual(['a>b 1 23 25'])
})
