import { describe, expect, test } from 'vitest'
import { day } from '../../kernel/day.ts'
import {
  approvalsNeeded,
  dueBefore,
  dueBeforeDay,
  isShorter,
  mayFollow,
  monthsAfter,
  monthsBefore,
  nextNight,
  proposedRule,
  readPositions,
  refusalToApprove,
  runStates,
} from './domain.ts'

describe('a period ends with its last day', () => {
  test.each([
    [{ months: 12 }, '2026-11-16', '2025-11-16'],
    [{ months: 1 }, '2026-03-31', '2026-02-28'],
    [{ months: 12 }, '2024-02-29', '2023-02-28'],
    [{ months: 25 }, '2026-01-15', '2023-12-15'],
    [{ days: 90 }, '2026-03-31', '2025-12-31'],
    [{ days: 0 }, '2026-11-16', '2026-11-16'],
  ] as const)('%j on %s: due is what began before %s', (period, today, expected) => {
    expect(dueBeforeDay(period, day(today))).toBe(expected)
  })

  test('the day is one of Germany, in winter and in summer', () => {
    expect(dueBefore({ days: 1 }, day('2026-01-16')).toISOString()).toBe('2026-01-14T23:00:00.000Z')
    expect(dueBefore({ days: 1 }, day('2026-07-16')).toISOString()).toBe('2026-07-14T22:00:00.000Z')
  })

  test('forwards and back', () => {
    expect(monthsAfter(day('2026-11-16'), 6)).toBe('2027-05-16')
    expect(monthsAfter(day('2026-08-31'), 6)).toBe('2027-02-28')
    expect(monthsBefore(day('2026-11-16'), 0)).toBe('2026-11-16')
  })
})

test.each([
  [{ days: 89 }, { days: 90 }, true],
  [{ days: 90 }, { days: 90 }, false],
  [{ months: 11 }, { months: 12 }, true],
  [{ months: 3 }, { days: 90 }, false],
  [{ days: 20 }, { months: 1 }, true],
] as const)('%j is shorter than %j: %s', (one, other, expected) => {
  expect(isShorter(one, other)).toBe(expected)
})

test('what the program proposes', () => {
  const period = { months: 24 }
  expect(proposedRule({ fallback: { action: 'delete', period } })).toMatchObject({ version: 0, period })
  expect(proposedRule({ fallback: { action: 'offer', period } }).archiveAnswerMonths).toBe(6)
  expect(proposedRule({ fallback: { action: 'keep', period } }).period).toBeNull()
})

describe('approving', () => {
  const run = { state: 'prepared', approvalsNeeded: 1, preparedBy: 'a' } as const
  test.each([
    [run, [], 'a', undefined],
    [run, ['b'], 'b', 'run-approved-already'],
    [{ ...run, approvalsNeeded: 2 }, [], 'a', 'run-prepared-by-you'],
    [{ ...run, approvalsNeeded: 2 }, ['b'], 'c', undefined],
    [{ ...run, state: 'erasing' }, [], 'b', 'run-not-prepared'],
    [{ ...run, state: 'toOffer' }, [], 'b', 'run-not-prepared'],
    [{ ...run, state: 'handing' }, [], 'b', 'run-not-prepared'],
  ] as const)('%j, approved by %j: %s %s', (of, approvers, user, expected) => {
    expect(refusalToApprove(of, approvers, user)).toBe(expected)
  })
  test('how many are needed', () => {
    expect([{}, { fourEyes: true }, { byItself: true, fourEyes: true }].map(approvalsNeeded)).toEqual([1, 2, 0])
  })
})

test('nothing is deleted before the archive has answered or its time is over, and an end is an end', () => {
  const toErasing = runStates.filter((state) => mayFollow(state, 'erasing'))
  expect(toErasing).toEqual(['prepared'])
  expect(runStates.filter((state) => mayFollow('done', state) || mayFollow('stopped', state))).toEqual([])
})

test.each([
  ['', 5, []],
  ['1, 4-5', 5, [1, 4, 5]],
  ['2 2;3', 5, [2, 3]],
  ['3–4', 5, [3, 4]],
  ['6', 5, undefined],
  ['0', 5, undefined],
  ['4-2', 5, undefined],
  ['alle', 5, undefined],
] as const)('numbers of a list: %j of %d', (typed, last, expected) => {
  const read = readPositions(typed, last)
  expect(read && [...read]).toEqual(expected)
})

test('the next night', () => {
  expect(nextNight(Date.parse('2026-11-16T08:00:00Z')).toISOString()).toBe('2026-11-17T01:41:00.000Z')
  expect(nextNight(Date.parse('2026-11-16T01:40:00Z')).toISOString()).toBe('2026-11-16T01:41:00.000Z')
})
