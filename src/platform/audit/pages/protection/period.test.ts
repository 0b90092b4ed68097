import { expect, test } from 'vitest'
import { day } from '../../../../kernel/day.ts'
import { daysOfQuarter, quartersUntil, readPeriod } from './period.ts'

const today = day('2026-11-16')
const read = (query: string) => readPeriod(new URLSearchParams(query), today)

test('the last 90 days unless told', () => {
  expect(read('')).toMatchObject({ from: '2026-08-18', to: '2026-11-16', wrong: [], shortened: false })
  expect(new Date(read('').toMs).toISOString()).toBe('2026-11-16T23:00:00.000Z')
})

test.each([
  ['from=01.10.2026&to=31.10.2026', '2026-10-01', '2026-10-31', false],
  ['to=31.10.2026', '2026-08-02', '2026-10-31', false],
  ['from=31.10.2026&to=01.10.2026', '2026-10-01', '2026-10-31', false],
  ['from=01.12.2026', '2026-12-01', '2026-12-01', false],
  ['from=01.01.2020', '2025-11-15', '2026-11-16', true],
] as const)('%s', (query, from, to, shortened) => {
  expect(read(query)).toMatchObject({ from, to, shortened, wrong: [] })
})

test('what is no day is named, and the usual holds', () => {
  expect(read('from=gestern')).toMatchObject({ from: '2026-08-18', wrong: ['from'] })
})

test('quarters', () => {
  expect(quartersUntil(today).slice(0, 5)).toEqual(['2026-Q4', '2026-Q3', '2026-Q2', '2026-Q1', '2025-Q4'])
  expect(daysOfQuarter('2026-Q4')).toEqual({ from: '2026-10-01', next: '2027-01-01' })
  expect(daysOfQuarter('2026-Q1')).toEqual({ from: '2026-01-01', next: '2026-04-01' })
})
