import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { workingCalendar } from '../../kernel/workingdays.ts'
import { type EventRow, logOf } from '../testing.ts'
import { type EdgeOptions, edgeFigures } from './edges.ts'
import { directlyFollows, handovers } from './follow.ts'
import { monthsOf } from './months.ts'
import { markers } from './open.ts'
import { DAY } from './types.ts'

const of = (rows: readonly EventRow[], options: EdgeOptions = {}) => {
  const log = logOf(rows)
  return edgeFigures(directlyFollows(log, { by: log.activities }), options)
}

/** A case that goes from Town to Jobcenter in so many days from a day of November 2026 on. */
const passage = (name: string, begin: number, days: number): EventRow[] => {
  const on = (number: number) => new Date(Date.UTC(2026, 10, number, 9)).toISOString()
  return [
    { case: name, activity: 'Town', at: on(begin) },
    { case: name, activity: 'Jobcenter', at: on(begin + days) },
  ]
}

describe('lost time, by hand', () => {
  const rows = [...passage('1', 1, 10), ...passage('2', 2, 14), ...passage('3', 3, 20), ...passage('4', 4, 44)]
  const edge = () => of(rows, { target: 14 * DAY })[0]!

  test('counts what is beyond the target', () => {
    expect(edge()).toMatchObject({
      n: 4,
      measure: 'lost',
      target: 14 * DAY,
      lost: { total: 36 * DAY, arrived: 36 * DAY, open: 0 },
      waiting: { total: 88 * DAY },
      beyond: { hits: 2, of: 4, share: 0.5 },
      largestCase: { case: '4', value: 30 * DAY, share: 30 / 36 },
    })
  })

  test('ranks with the single wait capped at the 95th percentile', () => {
    // 95 % of 10, 14, 20, 44 is 20 + 0.85 · 24 = 40.4; lost are 6 and 26.4.
    expect(edge().rank.cap! / DAY).toBeCloseTo(40.4, 9)
    expect(edge().rank.value / DAY).toBeCloseTo(32.4, 9)
  })

  test('the cap looks back 24 months from the end of the log', () => {
    const long = [
      { case: '0', activity: 'Town', at: '2020-01-01T00:00:00Z' },
      { case: '0', activity: 'Jobcenter', at: '2024-01-01T00:00:00Z' },
    ]
    expect(of([...long, ...rows], { target: 14 * DAY })[0]!.rank.cap! / DAY).toBeCloseTo(40.4, 9)
  })

  test('without a target ranks by waiting time and says so', () => {
    expect(of(rows)[0]).toMatchObject({ measure: 'waiting', target: null, beyond: null, lost: { total: 0 } })
    expect(of(rows)[0]!.rank.value / DAY).toBeCloseTo(10 + 14 + 20 + 40.4, 9)
  })

  test('a period holds the passages whose target instant lies in it', () => {
    const period = { from: Date.UTC(2026, 10, 16), to: Date.UTC(2026, 10, 18) }
    // Begun on the 2nd and 3rd, due on the 16th and 17th.
    expect(of(rows, { target: 14 * DAY, period })[0]).toMatchObject({ n: 2, lost: { total: 6 * DAY } })
    // Without a target the begin counts.
    expect(of(rows, { period: { from: Date.UTC(2026, 10, 3), to: Date.UTC(2026, 10, 5) } })[0]).toMatchObject({ n: 2 })
    expect(of(rows, { target: 14 * DAY, period: { from: 0, to: 1 } })).toEqual([])
  })

  test('targets by edge', () => {
    const both = [...rows, { case: '1', activity: 'Course', at: '2026-12-01T09:00:00Z' }]
    const edges = of(both, { target: (from) => (from === 'Town' ? 14 * DAY : null) })
    expect(edges.map(({ from, measure, rank }) => [from, measure, rank.place])).toEqual([
      ['Town', 'lost', 1],
      ['Jobcenter', 'waiting', 1],
    ])
  })
})

test('edges of equal loss share a place', () => {
  const rows = ['a', 'b', 'c'].flatMap((activity, i) => [
    { case: activity, activity, at: '2026-11-01T00:00:00Z' },
    { case: activity, activity: 'end', at: i === 2 ? '2026-11-02T00:00:00Z' : '2026-11-09T00:00:00Z' },
  ])
  expect(of(rows).map(({ from, rank }) => [from, rank.place, rank.tied])).toEqual([
    ['a', 1, true],
    ['b', 1, true],
    ['c', 3, false],
  ])
})

describe('what still waits', () => {
  const rows: EventRow[] = [
    ...passage('1', 1, 4),
    ...passage('2', 1, 6),
    { case: '3', activity: 'Town', at: '2026-11-01T09:00:00Z' },
    { case: '3', activity: 'Jobcenter', lifecycle: 'schedule', at: '2026-11-03T09:00:00Z' },
    { case: '4', activity: 'Town', at: '2026-11-05T09:00:00Z' },
    { case: '4', activity: 'Jobcenter', lifecycle: 'schedule', at: '2026-11-05T10:00:00Z' },
    { case: '4', activity: 'Jobcenter', lifecycle: 'start', at: '2026-11-10T09:00:00Z' },
    { case: '5', activity: 'Town', at: '2026-11-09T09:00:00Z' },
    { case: '6', activity: 'Jobcenter', lifecycle: 'schedule', at: '2026-11-09T09:00:00Z' },
  ]
  const log = logOf(rows)
  const asOf = Date.parse('2026-11-11T09:00:00Z')
  const marker = markers(log.attributes.get('lifecycle')!, ['schedule', 'assign'])

  test('a last event alone is not open', () => {
    const edges = edgeFigures(directlyFollows(log, { by: log.activities }))
    expect(edges.every(({ open, survival }) => open === 0 && survival === null)).toBe(true)
  })

  test('an announcement that nothing followed is open, since the last step before it', () => {
    const follows = handovers(log, { by: log.activities, open: { marker, asOf } })
    const [edge] = edgeFigures(follows, { target: 5 * DAY })
    expect(edge).toMatchObject({ from: 'Town', to: 'Jobcenter', n: 3, open: 1, waiting: { open: 10 * DAY } })
    expect(edge!.wait!.median).toBe(5 * DAY)
    // Waits of 4, 5, 6 and one of at least 10: half are over after 5 and before 6.
    expect(edge!.survival).toMatchObject({ n: 4, ended: 3, censored: 1, median: { value: 5.5 * DAY } })
    expect(edge!.lost).toEqual({ total: 6 * DAY, arrived: 1 * DAY, open: 5 * DAY })
    expect(edge!.beyond).toMatchObject({ hits: 2, of: 4 })
    expect(follows.issues.openWithoutSender).toBe(1)
  })

  test('a period holds open ones, too, by their target instant', () => {
    const follows = handovers(log, { by: log.activities, open: { marker, asOf } })
    const due = Date.parse('2026-11-06T09:00:00Z')
    const open = (from: number, to: number) =>
      edgeFigures(follows, { target: 5 * DAY, period: { from, to } }).reduce((sum, edge) => sum + edge.open, 0)
    expect([open(due, due + 1), open(due - 1, due), open(due + 1, due + 2)]).toEqual([1, 0, 0])
  })

  test('a wait that may still be in time is not judged yet', () => {
    const early = Date.parse('2026-11-10T10:00:00Z')
    const [edge] = edgeFigures(handovers(log, { by: log.activities, open: { marker, asOf: early } }), {
      target: 9.5 * DAY,
    })
    // The earliest began on the 1st at 9:00 and are due on the 10th at 21:00.
    expect(edge!.beyond).toBeNull()
  })

  test('a declared interface that was not reached', () => {
    const open = { declared: [{ from: 'Town', to: 'Jobcenter' }], asOf }
    const [edge] = edgeFigures(handovers(log, { by: log.activities, open: { ...open, marker } }))
    // Case 3 is announced as well and counts once, case 5 is not announced.
    expect(edge).toMatchObject({ n: 3, open: 2, waiting: { open: 12 * DAY } })
  })
})

describe('working days in Nordrhein-Westfalen', () => {
  const calendar = workingCalendar('NW')
  const waits = (from: string, to: string) => {
    const log = logOf([
      { case: '1', activity: 'a', at: from },
      { case: '1', activity: 'b', at: to },
    ])
    const [edge] = edgeFigures(directlyFollows(log, { by: log.activities, calendar }))
    return edge!.wait!.median / DAY
  }
  test.each([
    ['2026-11-20T12:00:00+01:00', '2026-11-23T12:00:00+01:00', 1, 'Friday noon to Monday noon'],
    ['2026-11-21T12:00:00+01:00', '2026-11-22T18:00:00+01:00', 0, 'within a weekend'],
    ['2026-06-03T18:00:00+02:00', '2026-06-05T06:00:00+02:00', 0.5, 'over Fronleichnam'],
    ['2026-03-27T12:00:00+01:00', '2026-03-30T12:00:00+02:00', 1, 'over the change of the clock'],
    ['2026-11-20', '2026-11-23', 1, 'days'],
    ['2026-11-20', '2026-11-21', 0, 'Friday to Saturday'],
    ['2026-11-20', '2026-11-23T08:00:00+01:00', 1, 'a day and an instant'],
  ])('%s to %s: %d (%s)', (from, to, days) => expect(waits(from, to)).toBeCloseTo(days, 9))

  test('targets are working days then', () => {
    const log = logOf([
      { case: '1', activity: 'a', at: '2026-11-20T12:00:00+01:00' },
      { case: '1', activity: 'b', at: '2026-11-25T12:00:00+01:00' },
    ])
    const follows = directlyFollows(log, { by: log.activities, calendar })
    // Due on Monday noon, two working days after which it arrived.
    const due = (from: string, to: string) => ({ from: Date.parse(from), to: Date.parse(to) })
    const on = edgeFigures(follows, {
      target: DAY,
      period: due('2026-11-23T00:00:00+01:00', '2026-11-24T00:00:00+01:00'),
    })
    expect(on[0]).toMatchObject({ n: 1, lost: { total: 2 * DAY } })
    expect(
      edgeFigures(follows, { target: DAY, period: due('2026-11-24T00:00:00+01:00', '2026-12-24T00:00:00+01:00') }),
    ).toEqual([])
  })
})

test('events with begin and end: the wait is between them, overlap is negative and counted', () => {
  const log = logOf([
    { case: '1', activity: 'a', at: '2026-11-01T10:00:00Z' },
    { case: '1', activity: 'b', at: '2026-11-01T15:00:00Z' },
    { case: '1', activity: 'c', at: '2026-11-01T16:00:00Z' },
  ])
  const started = Float64Array.of(Number.NaN, Date.parse('2026-11-01T12:00:00Z'), Date.parse('2026-11-01T14:00:00Z'))
  const follows = directlyFollows(log, { by: log.activities, started })
  const edges = edgeFigures(follows)
  expect(edges.map(({ from, wait, negative }) => [from, wait!.median / 3_600_000, negative])).toEqual([
    ['a', 2, 0],
    ['b', -1, 1],
  ])
  expect(follows.issues.negative).toBe(1)
})

test('months are those of the begin, by the local calendar, without gaps', () => {
  const rows = [
    ...passage('1', 1, 40),
    { case: '2', activity: 'Town', at: '2026-10-31T23:30:00Z' },
    { case: '2', activity: 'Jobcenter', at: '2026-11-02T23:30:00Z' },
    { case: '3', activity: 'Town', at: '2027-01-05T08:00:00Z' },
    { case: '3', activity: 'Jobcenter', at: '2027-01-06T08:00:00Z' },
  ]
  const log = logOf(rows)
  const follows = directlyFollows(log, { by: log.activities })
  expect(monthsOf(follows).map(({ month, wait }) => [month, wait?.n ?? 0])).toEqual([
    ['2026-11', 2],
    ['2026-12', 0],
    ['2027-01', 1],
  ])
  expect(monthsOf(follows, { edge: { from: 'Jobcenter', to: 'Town' } })).toEqual([])
})

const row = fc.record({
  case: fc.constantFrom('1', '2', '3', '4'),
  activity: fc.constantFrom('a', 'b'),
  at: fc.integer({ min: 0, max: 900 }).map((hours) => new Date(Date.UTC(2026, 0, 1) + hours * 3_600_000).toISOString()),
})

test('lost time, shares and largest case equal a plain sum over the waits', () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 40 }), fc.integer({ min: 0, max: 200 }), (rows, hours) => {
      const log = logOf(rows)
      const follows = directlyFollows(log, { by: log.activities })
      const target = hours * 3_600_000
      for (const edge of edgeFigures(follows, { target, draws: 20 })) {
        const own = [...follows.slotOf.keys()].filter((at) => {
          const slot = follows.slotOf[at]!
          return (
            slot >= 0 &&
            follows.labels[follows.slots.from(slot)] === edge.from &&
            follows.labels[follows.slots.to(slot)] === edge.to
          )
        })
        const waits = own.map((at) => follows.wait[at]!)
        const lost = waits.map((wait) => Math.max(0, wait - target))
        const total = lost.reduce((sum, value) => sum + value, 0)
        const byCase = new Map<number, number>()
        own.forEach((at, i) => {
          const one = log.cases.codes[at]!
          byCase.set(one, (byCase.get(one) ?? 0) + lost[i]!)
        })
        expect(edge.n).toBe(waits.length)
        expect(edge.lost.total).toBe(total)
        expect(edge.beyond).toMatchObject({ hits: lost.filter((value) => value > 0).length, of: waits.length })
        expect(edge.wait!.max).toBe(Math.max(...waits))
        expect(edge.largestCase?.value ?? 0).toBe(Math.max(...byCase.values()))
        expect(edge.rank.value).toBeLessThanOrEqual(total + 1e-6)
        expect(edge.rank.lower! <= edge.rank.place && edge.rank.place <= edge.rank.upper!).toBe(true)
      }
    }),
    { numRuns: 80 },
  )
})
