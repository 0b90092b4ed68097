import fc from 'fast-check'
import { expect, test } from 'vitest'
import { day, dayNumber, dayOfInstant, dayOfNumber } from './day.ts'
import { zone } from './zone.ts'

const berlin = zone('Europe/Berlin')
const hour = 3_600_000

test.each([
  ['2026-03-29T00:59:59.999Z', 1],
  ['2026-03-29T01:00:00Z', 2],
  ['2026-10-25T00:59:59Z', 2],
  ['2026-10-25T01:00:00Z', 1],
  ['1945-07-01T00:00:00Z', 3],
  ['1979-07-01T00:00:00Z', 1],
  ['2990-07-01T00:00:00Z', 2],
])('Berlin at %s is %i hours ahead', (instant, hours) => {
  expect(berlin.offset(Date.parse(instant))).toBe(hours * hour)
})

test('days begin at local midnight', () => {
  expect(berlin.startOfDay(dayNumber(day('2026-03-29')))).toBe(Date.parse('2026-03-28T23:00:00Z'))
  expect(berlin.startOfDay(dayNumber(day('2026-03-30')))).toBe(Date.parse('2026-03-29T22:00:00Z'))
  expect(berlin.startOfDay(dayNumber(day('2026-10-26')))).toBe(Date.parse('2026-10-25T23:00:00Z'))
})

test('a day whose midnight the clock skips begins at the jump', () => {
  // Beirut goes from 23:59:59 to 01:00 on the last Sunday of March.
  expect(zone('Asia/Beirut').startOfDay(dayNumber(day('2026-03-29')))).toBe(Date.parse('2026-03-28T22:00:00Z'))
})

test('the offset at local midnight counts, not that at midnight of Greenwich', () => {
  // On Lord Howe Island the clock goes from 2:00 to 2:30 on 4 October 2026, at 15:30 UTC of the day before.
  expect(zone('Australia/Lord_Howe').startOfDay(dayNumber(day('2026-10-04')))).toBe(Date.parse('2026-10-03T13:30:00Z'))
})

test('agrees with the calendar of the platform', () => {
  const names = fc.constantFrom('Europe/Berlin', 'America/St_Johns', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'UTC')
  fc.assert(
    fc.property(names, fc.integer({ min: Date.UTC(1930, 0, 1), max: Date.UTC(2100, 0, 1) }), (name, instant) => {
      const local = zone(name)
      const number = Math.floor((instant + local.offset(instant)) / 86_400_000)
      expect(dayOfNumber(number)).toBe(dayOfInstant(instant, name))
      const start = local.startOfDay(number)
      expect([start <= instant, dayOfInstant(start, name), dayOfInstant(start - 1, name)]).toEqual([
        true,
        dayOfNumber(number),
        dayOfNumber(number - 1),
      ])
    }),
    { numRuns: 200 },
  )
})

test('an unknown zone is an error', () => {
  expect(() => zone('Europe/Auental')).toThrow(RangeError)
})
