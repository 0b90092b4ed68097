import { expect, test } from 'vitest'
import { createFormat } from '../../platform/i18n/index.ts'
import { isInDays, parseDuration, shortDuration, sumOfDays } from './durations.ts'

const [second, minute, hour, day] = [1000, 60_000, 3_600_000, 86_400_000]
const german = createFormat('de')

test.each([
  ['14d', 14 * day],
  ['336h', 14 * day],
  ['90min', 90 * minute],
  ['90m', 90 * minute],
  ['30s', 30 * second],
  ['2w', 14 * day],
  ['14', 14 * day],
  ['1,5 d', 1.5 * day],
  ['0.5h', hour / 2],
])('%s', (text, expected) => expect(parseDuration(text)).toBe(expected))

test.each(['', 'd', '14x', '-1d', '1d2h', 'bald'])('%j is none', (text) => expect(parseDuration(text)).toBeUndefined())

test('knows durations in days', () => {
  expect(['14d', '14', '2w', '1,5d'].every(isInDays)).toBe(true)
  expect(['336h', '90min'].some(isInDays)).toBe(false)
})

test.each([
  [0, '0 s'],
  [35.852 * second, '35,9 s'],
  [120 * second, '2 min'],
  [120 * minute, '2 h'],
  [46.9 * hour, '46,9 h'],
  [3.14 * day, '3,1 d'],
  [269 * day, '269 d'],
  [-5 * hour, '−5 h'],
])('%i ms is shown as %s', (milliseconds, expected) => {
  expect(shortDuration(german, milliseconds, false)).toBe(expected)
})

test('working days have a unit of their own, sums are in days', () => {
  expect(shortDuration(german, 3 * day, true)).toBe('3 AT')
  expect(shortDuration(createFormat('en'), 0.5 * day, true)).toBe('0.5 wd')
  expect(sumOfDays(german, 2456.7 * day)).toBe('2.457')
  expect(sumOfDays(german, 291.64 * day)).toBe('291,6')
})
