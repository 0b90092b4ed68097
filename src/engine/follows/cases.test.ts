import { describe, expect, test } from 'vitest'
import { labelColumn } from '../log.ts'
import { logOf } from '../testing.ts'
import { logFigures } from './cases.ts'
import { deadlineFigures, instantsOf, serviceTimes } from './deadlines.ts'
import { hashedSlots } from './slots.ts'

const day = 86_400_000
const rows = [
  { case: 'x', activity: 'a', at: '2026-11-01T00:00:00Z', due: '2026-11-04' },
  { case: 'x', activity: 'b', at: '2026-11-02T00:00:00Z', due: '2026-11-04' },
  { case: 'x', activity: 'a', at: '2026-11-05T00:00:00Z', due: '2026-11-04' },
  { case: 'y', activity: 'a', at: '2026-11-01T00:00:00Z', due: '2026-11-20' },
  { case: 'y', activity: 'b', at: '2026-11-02T00:00:00Z', due: '2026-11-20' },
  { case: 'z', activity: 'a', at: '2026-11-07T00:00:00Z' },
  { case: 'w', activity: 'a', at: '2026-11-01T00:00:00Z' },
  { case: 'w', activity: 'b', at: '2026-11-08T00:00:00Z' },
]

test('a log at a glance', () => {
  const figures = logFigures(logOf(rows))
  expect(figures).toMatchObject({
    cases: 4,
    events: 8,
    activities: 2,
    variants: 3,
    starts: [{ value: 'a', cases: 4 }],
    ends: [
      { value: 'a', cases: 2 },
      { value: 'b', cases: 2 },
    ],
    rework: [{ value: 'a', cases: 1 }],
    topVariants: [
      { values: ['a', 'b'], cases: 2 },
      { values: ['a', 'b', 'a'], cases: 1 },
      { values: ['a'], cases: 1 },
    ],
    first: Date.UTC(2026, 10, 1),
    last: Date.UTC(2026, 10, 8),
  })
  expect(figures.duration).toMatchObject({ n: 4, median: 2.5 * day, max: 7 * day, min: 0 })
})

test('an empty log', () => {
  expect(logFigures(logOf([]))).toMatchObject({ cases: 0, events: 0, duration: null, variants: 0, first: null })
})

test('deadlines by hand', () => {
  const log = logOf(rows)
  expect(deadlineFigures(log, { deadline: log.attributes.get('due')! })).toMatchObject({
    cases: 4,
    withDeadline: 2,
    lastEventAfter: 1,
    withEnd: 0,
    endAfter: 0,
    allowed: { median: 11 * day },
  })
})

describe('instants of attribute values', () => {
  test.each([
    ['2011-12-06 13:41:31.788000+01:00', Date.UTC(2011, 11, 6, 12, 41, 31, 788)],
    ['2011-12-06T13:41:31Z', Date.UTC(2011, 11, 6, 13, 41, 31)],
    ['2011-12-06T13:41+0100', Date.UTC(2011, 11, 6, 12, 41)],
    ['2011-12-06', Date.UTC(2011, 11, 6)],
    ['soon', Number.NaN],
    ['', Number.NaN],
  ])('%s', (text, instant) => expect(instantsOf(labelColumn([text]))[0]).toBe(instant))
  test('no value', () => expect(instantsOf(labelColumn([undefined]))[0]).toBeNaN())
})

test('service times leave out events without a begin', () => {
  const log = logOf(rows)
  const started = log.time.map((time, row) => (row === 0 ? time - day : row === 3 ? time - 3 * day : Number.NaN))
  expect(serviceTimes(log, started)).toEqual(new Map([['a', expect.objectContaining({ n: 2, mean: 2 * day })]]))
})

test('hashed pairs are found again, however many there are', () => {
  const values = 3_000_000
  const slots = hashedSlots(values)
  const pair = (i: number) => [(i * 7919) % values, (i * 104_729) % values] as const
  for (let i = 0; i < 20_000; i++) expect(slots.at(...pair(i))).toBe(i)
  for (let i = 0; i < 20_000; i++) {
    expect(slots.at(...pair(i))).toBe(i)
    expect([slots.from(i), slots.to(i)]).toEqual(pair(i))
  }
  expect(slots.size()).toBe(20_000)
})
