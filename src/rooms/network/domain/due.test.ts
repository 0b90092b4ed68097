import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, day } from '../../../kernel/day.ts'
import { workingDaysBetween } from '../../../kernel/workingdays.ts'
import { type DueRule, dueOn } from './due.ts'
import type { MeetingDay } from './meetings.ts'

const meeting = (heldOn: string, more: Partial<MeetingDay> = {}): MeetingDay => ({
  id: heldOn,
  bodyId: 'biks',
  heldOn: day(heldOn),
  cancelledOn: null,
  replacedBy: null,
  ...more,
})
const cancelled = (heldOn: string, replacedBy: string | null = null) =>
  meeting(heldOn, { cancelledOn: day('2023-01-02'), replacedBy })

describe('due in the next meeting of the body, decided on 21.11.2022', () => {
  const rule: DueRule = { kind: 'nextMeeting', bodyId: 'biks' }
  test.each<[why: string, meetings: MeetingDay[], due: string | null]>([
    ['the meeting of the decision itself does not count', [meeting('2022-11-21')], null],
    ['the next one', [meeting('2022-11-21'), meeting('2023-05-25'), meeting('2023-08-24')], '2023-05-25'],
    ['in whatever order they are known', [meeting('2023-08-24'), meeting('2023-05-25')], '2023-05-25'],
    ['earlier ones do not count', [meeting('2022-08-18'), meeting('2022-11-20')], null],
    ['not that of another body', [meeting('2023-02-01', { bodyId: 'council' }), meeting('2023-05-25')], '2023-05-25'],
    ['a cancelled one is passed over', [cancelled('2023-02-09'), meeting('2023-05-25')], '2023-05-25'],
    ['all cancelled', [cancelled('2023-02-09'), cancelled('2023-05-25')], null],
    ['its replacement counts', [cancelled('2023-02-09', '2023-03-02'), meeting('2023-03-02')], '2023-03-02'],
    [
      'a special meeting before the replacement is the next one',
      [cancelled('2023-02-09', '2023-06-15'), meeting('2023-06-15'), meeting('2023-05-25')],
      '2023-05-25',
    ],
    [
      'a replacement that was cancelled too and replaced again',
      [cancelled('2023-02-09', '2023-03-02'), cancelled('2023-03-02', '2023-03-09'), meeting('2023-03-09')],
      '2023-03-09',
    ],
    [
      'brought forward to before the decision: it is over, the following counts',
      [cancelled('2022-12-01', '2022-11-14'), meeting('2022-11-14'), meeting('2023-05-25')],
      '2023-05-25',
    ],
    [
      'replaced by a meeting that is held together with another body',
      [cancelled('2023-02-09', '2023-02-16'), meeting('2023-02-16', { bodyId: 'social' }), meeting('2023-05-25')],
      '2023-02-16',
    ],
    [
      'cancelled before the decision, made up for after it',
      [cancelled('2022-11-10', '2022-12-08'), meeting('2022-12-08'), meeting('2023-05-25')],
      '2022-12-08',
    ],
    [
      'replacements in a circle stand for nothing',
      [cancelled('2023-02-09', '2023-03-02'), cancelled('2023-03-02', '2023-02-09'), meeting('2023-05-25')],
      '2023-05-25',
    ],
    ['a replacement that nobody knows', [cancelled('2023-02-09', 'gone'), meeting('2023-05-25')], '2023-05-25'],
    ['moved to another day: the new day counts', [meeting('2023-06-01', { id: 'was-2023-05-25' })], '2023-06-01'],
    ['the body meets no more', [], null],
  ])('%s', (_, meetings, due) => {
    expect(dueOn(rule, day('2022-11-21'), meetings, 'NW')).toBe(due)
  })
})

describe('due so many working days after the decision, in Nordrhein-Westfalen', () => {
  test.each<[decided: string, days: number, due: string, why: string]>([
    ['2026-11-16', 0, '2026-11-16', 'the day itself'],
    ['2026-11-16', 5, '2026-11-23', 'a week'],
    ['2026-11-20', 1, '2026-11-23', 'Friday to Monday'],
    ['2026-04-02', 1, '2026-04-07', 'Gründonnerstag: over Karfreitag and Ostermontag'],
    ['2026-04-01', 10, '2026-04-17', 'two weeks around Easter'],
    ['2027-03-25', 1, '2027-03-30', 'an early Easter'],
    ['2026-06-03', 1, '2026-06-05', 'over Fronleichnam'],
    ['2026-05-13', 1, '2026-05-15', 'over Christi Himmelfahrt'],
    ['2026-05-22', 1, '2026-05-26', 'over Pfingstmontag'],
    ['2027-10-29', 1, '2027-11-02', 'over Allerheiligen on a Monday'],
    ['2026-10-30', 1, '2026-11-02', 'Allerheiligen on a Sunday costs nothing'],
    ['2026-12-23', 1, '2026-12-24', 'Heiligabend is no holiday by law'],
    ['2026-12-23', 2, '2026-12-28', 'over both days of Christmas and the weekend'],
    ['2026-12-30', 1, '2026-12-31', 'nor is Silvester'],
    ['2026-12-30', 2, '2027-01-04', 'over New Year into the next year'],
  ])('%s + %i → %s: %s', (decided, count, due) => {
    expect(dueOn({ kind: 'workingDays', count }, day(decided), [], 'NW')).toBe(due)
  })

  test.each<[decided: string, days: number, due: string]>([
    ['2026-12-23', 1, '2026-12-28'],
    ['2026-12-23', 4, '2027-01-04'],
    ['2026-12-30', 1, '2027-01-04'],
    ['2027-12-23', 1, '2027-12-27'],
  ])('%s + %i → %s where 24 and 31 December are free', (decided, count, due) => {
    expect(dueOn({ kind: 'workingDays', count }, day(decided), [], { land: 'NW', freeEves: true })).toBe(due)
  })

  test('other Länder have other holidays', () => {
    const rule: DueRule = { kind: 'workingDays', count: 1 }
    expect(dueOn(rule, day('2026-06-03'), [], 'NI')).toBe('2026-06-04')
  })

  test('is what the kernel counts back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 0, max: 400 }), (from, count) => {
        const decided = addDays(day('2000-01-01'), from)
        const due = dueOn({ kind: 'workingDays', count }, decided, [], 'NW')!
        expect(workingDaysBetween(decided, due, 'NW')).toBe(count)
      }),
    )
  })
})

describe('due so many months after the decision', () => {
  test.each<[decided: string, months: number, due: string, why: string]>([
    ['2026-01-15', 1, '2026-02-16', 'a Sunday: on Monday (§ 193 BGB)'],
    ['2026-01-30', 1, '2026-03-02', 'February has no 30th: its last day is a Saturday'],
    ['2028-01-31', 1, '2028-02-29', 'a leap year'],
    ['2026-11-16', 6, '2027-05-18', 'Whit Sunday and Pfingstmontag: on Tuesday'],
    ['2026-11-30', 1, '2026-12-30', 'before the end of the year'],
    ['2026-12-31', 12, '2027-12-31', 'a year'],
    ['2026-07-01', 6, '2027-01-04', 'New Year, a weekend after it'],
    ['2026-05-01', 6, '2026-11-02', 'Allerheiligen on a Sunday'],
    ['2027-03-04', 2, '2027-05-04', 'an ordinary Tuesday'],
    ['2027-02-27', 3, '2027-05-28', 'Fronleichnam: on Friday'],
    ['2026-11-16', 0, '2026-11-16', 'at once'],
  ])('%s + %i → %s: %s', (decided, count, due) => {
    expect(dueOn({ kind: 'monthsAfter', count }, day(decided), [], 'NW')).toBe(due)
    expect(dueOn({ kind: 'ongoing', everyMonths: count }, day(decided), [], 'NW')).toBe(due)
  })

  test('with free eves the end of a year moves into the next', () => {
    const offices = { land: 'NW', freeEves: true } as const
    expect(dueOn({ kind: 'monthsAfter', count: 1 }, day('2026-11-30'), [], offices)).toBe('2026-12-30')
    expect(dueOn({ kind: 'monthsAfter', count: 12 }, day('2025-12-31'), [], offices)).toBe('2027-01-04')
  })
})

test('a day that was set stays as it was set, also on a Sunday', () => {
  expect(dueOn({ kind: 'onDay', day: day('2026-11-22') }, day('2026-11-16'), [], 'NW')).toBe('2026-11-22')
})

test.each([-1, 1.5, Number.NaN])('%d is no number of days', (count) => {
  expect(() => dueOn({ kind: 'workingDays', count }, day('2026-11-16'), [], 'NW')).toThrow(RangeError)
})
