import { expect, test } from 'vitest'
import { zone } from '../../kernel/zone.ts'
import { readInstants } from './instants.ts'
import { LocalTimes } from './local.ts'

function instant(zoneName: string, local: string) {
  const times = new LocalTimes(zone(zoneName))
  const found = times.instantOf(Date.parse(`${local}Z`))
  return `${new Date(found).toISOString()} ${times.found}`
}

test.each([
  ['2011-01-15T12:00:00', '2011-01-15T11:00:00.000Z plain'],
  ['2011-07-15T12:00:00', '2011-07-15T10:00:00.000Z plain'],
  // Spring: 02:00 to 03:00 does not exist on 27 March 2011.
  ['2011-03-27T01:59:59', '2011-03-27T00:59:59.000Z plain'],
  ['2011-03-27T02:00:00', '2011-03-27T01:00:00.000Z gap'],
  ['2011-03-27T02:30:00', '2011-03-27T01:30:00.000Z gap'],
  ['2011-03-27T03:00:00', '2011-03-27T01:00:00.000Z plain'],
  // Autumn: 02:00 to 03:00 comes twice on 30 October 2011.
  ['2011-10-30T01:59:59', '2011-10-29T23:59:59.000Z plain'],
  ['2011-10-30T02:00:00', '2011-10-30T00:00:00.000Z fold'],
  ['2011-10-30T02:59:59', '2011-10-30T00:59:59.000Z fold'],
  ['2011-10-30T03:00:00', '2011-10-30T02:00:00.000Z plain'],
])('Berlin, %s', (local, expected) => {
  expect(instant('Europe/Berlin', local)).toBe(expected)
})

test('other zones, also with half hours and changes at midnight', () => {
  expect(instant('UTC', '2011-03-27T02:30:00')).toBe('2011-03-27T02:30:00.000Z plain')
  expect(instant('Asia/Kolkata', '2011-03-27T02:30:00')).toBe('2011-03-26T21:00:00.000Z plain')
  expect(instant('Asia/Beirut', '2011-03-27T00:30:00')).toBe('2011-03-26T22:30:00.000Z gap')
})

test('a column of texts is read as the time of a log is: by the zone, and the order of days by all of them', () => {
  expect([...readInstants(['11/10/2026 08:00', '25/12/2026 08:00', 'bald'])]).toEqual([
    Date.parse('2026-10-11T06:00:00Z'),
    Date.parse('2026-12-25T07:00:00Z'),
    Number.NaN,
  ])
})
