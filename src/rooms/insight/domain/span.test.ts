import { describe, expect, test } from 'vitest'
import { day } from '../../../kernel/day.ts'
import type { Month } from '../../../kernel/period.ts'
import type { PeriodChoice } from './filter.ts'
import { endOfRecords, spanOf } from './span.ts'

const months = (from: string, to: string) => ({ from: from as Month, to: to as Month })

describe('the days of a question, asked on 23.11.2026', () => {
  test.each<[string, PeriodChoice, string, string, string]>([
    ['twelve full months', '12-months', '2025-11-01', '2026-10-31', '2026-10-31'],
    ['twenty-four', '24-months', '2024-11-01', '2026-10-31', '2026-10-31'],
    ['this year ends with the last full month', 'this-year', '2026-01-01', '2026-10-31', '2026-10-31'],
    ['last year, with what is known since', 'last-year', '2025-01-01', '2025-12-31', '2026-10-31'],
    ['a month in a leap year', months('2024-02', '2024-02'), '2024-02-01', '2024-02-29', '2026-10-31'],
    ['the present month counts up to today', months('2026-09', '2026-11'), '2026-09-01', '2026-11-23', '2026-11-23'],
    ['until today', 'until-today', '2025-12-01', '2026-11-23', '2026-11-23'],
    ['the future is empty, not an error', months('2027-02', '2027-03'), '2027-02-01', '2027-02-01', '2026-11-23'],
  ])('%s', (_what, choice, from, to, asOf) => {
    expect(spanOf(choice, day('2026-11-23'))).toEqual({ period: { from, to }, asOf })
  })

  test('in January, this year is the year that just ended', () => {
    expect(spanOf('this-year', day('2027-01-05')).period).toEqual({ from: '2026-01-01', to: '2026-12-31' })
  })

  test('on its last day a month counts as over', () => {
    expect(spanOf('12-months', day('2026-11-30')).asOf).toBe('2026-11-30')
  })

  test('a demo from August stays where its records end', () => {
    expect(spanOf('12-months', day('2026-11-23'), day('2026-08-31'))).toEqual({
      period: { from: '2025-09-01', to: '2026-08-31' },
      asOf: '2026-08-31',
    })
  })
})

test('a few hand-overs tried by visitors do not move the end of simulated records', () => {
  const offers = new Map([
    ['2026-07', 210],
    ['2026-08', 220],
    ['2026-09', 190],
    ['2026-11', 3],
  ])
  expect(endOfRecords(offers)).toBe('2026-09-30')
  expect(endOfRecords(new Map())).toBeNull()
})
