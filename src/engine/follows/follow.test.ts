import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { EventLog } from '../log.ts'
import { type EventRow, logOf } from '../testing.ts'
import { edgeFigures } from './edges.ts'
import { directlyFollows, handovers } from './follow.ts'
import type { FollowOptions, Follows } from './types.ts'

const hour = 3_600_000

/** Edges as `A>B n wait…`, waits in hours in order of size. */
function edgesOf(follows: Follows): string[] {
  const waits = new Map<string, number[]>()
  follows.slotOf.forEach((slot, row) => {
    if (slot < 0) return
    const name = `${follows.labels[follows.slots.from(slot)]}>${follows.labels[follows.slots.to(slot)]}`
    waits.set(name, [...(waits.get(name) ?? []), follows.wait[row]! / hour])
  })
  return [...waits].map(([name, list]) => `${name} ${list.sort((a, b) => a - b).join(' ')}`).sort()
}

const at = (time: string) => `2026-11-16T${time}:00Z`

describe('by hand', () => {
  /** Two cases, mixed as they arrive; the office of one event is not known. */
  const rows: EventRow[] = [
    { case: '1', activity: 'apply', office: 'Town', person: 'a', at: at('08:00') },
    { case: '2', activity: 'apply', office: 'Town', person: 'a', at: at('08:30') },
    { case: '1', activity: 'check', office: 'District', person: 'b', at: at('10:00') },
    { case: '1', activity: 'ask', office: undefined, person: 'b', at: at('10:30') },
    { case: '1', activity: 'check', office: 'District', person: 'c', at: at('11:00') },
    { case: '2', activity: 'check', office: 'District', person: 'a', at: at('12:30') },
    { case: '1', activity: 'decide', office: 'Town', person: 'a', at: at('15:00') },
    { case: '2', activity: 'check', office: 'District', person: 'a', at: at('16:30') },
  ]
  const log = logOf(rows)
  const office = log.attributes.get('office')!

  test('steps', () => {
    const follows = directlyFollows(log, { by: log.activities })
    expect(edgesOf(follows)).toEqual([
      'apply>check 2 4',
      'ask>check 0.5',
      'check>ask 0.5',
      'check>check 4',
      'check>decide 4',
    ])
    expect(follows.issues).toEqual({
      sorted: false,
      withoutTime: 0,
      withoutCase: 0,
      withoutValue: 0,
      negative: 0,
      uncertain: 0,
      openWithoutSender: 0,
    })
  })

  test('hand-overs pass over events without a value, and say so', () => {
    const follows = handovers(log, { by: office })
    expect(edgesOf(follows)).toEqual(['District>Town 4', 'Town>District 2 4'])
    expect(follows.issues.withoutValue).toBe(1)
  })

  test('or take them for a value of their own', () => {
    const follows = handovers(log, { by: office, missing: 'unknown' })
    expect(edgesOf(follows)).toEqual([
      'District>Town 4',
      'District>unknown 0.5',
      'Town>District 2 4',
      'unknown>District 0.5',
    ])
    expect(follows.issues.withoutValue).toBe(0)
    expect(handovers(log, { by: office, missing: 'Town' }).labels).toEqual(['Town', 'District'])
  })

  test('a hand-over that stays with the same person is formal', () => {
    const follows = handovers(log, { by: office, resource: log.attributes.get('person')! })
    expect(edgeFigures(follows).map(({ from, n, formal }) => [from, n, formal])).toEqual([
      ['Town', 2, 1],
      ['District', 1, 0],
    ])
  })

  test('ping-pong: the next hand-over of the case goes straight back', () => {
    const log = logOf(
      ['A', 'B', 'B', 'A', 'B', 'C', 'B'].map((office, i) => ({ case: '1', office, at: at(`0${i}:00`) })),
    )
    const edges = edgeFigures(handovers(log, { by: log.attributes.get('office')! }))
    // Of A>B, B>A, A>B, B>C, C>B: A>B and B>A go back the first time, B>C too.
    expect(Object.fromEntries(edges.map(({ from, to, pingPong }) => [from + to, pingPong!.n]))).toEqual({
      AB: 1,
      BA: 1,
      BC: 1,
      CB: 0,
    })
  })
})

describe('order', () => {
  test('unsorted input is sorted, equal instants stay in order of arrival', () => {
    const log = logOf([
      { case: '1', activity: 'c', at: at('10:00') },
      { case: '1', activity: 'a', at: at('08:00') },
      { case: '1', activity: 'd', at: at('10:00') },
      { case: '1', activity: 'b', at: at('09:00') },
    ])
    const follows = directlyFollows(log, { by: log.activities })
    expect(edgesOf(follows)).toEqual(['a>b 1', 'b>c 1', 'c>d 0'])
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
    expect(edgesOf(follows)).toEqual(['a>b 1'])
    expect(follows.issues).toMatchObject({ sorted: false, withoutTime: 1, withoutCase: 1 })
  })

  test('one event, no event', () => {
    const one = logOf([{ case: '1', activity: 'a', at: at('08:00') }])
    expect(edgesOf(directlyFollows(one, { by: one.activities }))).toEqual([])
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
    expect(edgesOf(directlyFollows(log, { by: log.activities }))).toEqual(['a>b 1 1 1 1'])
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
    expect(edgesOf(found)).toEqual(['a>b 72'])
    expect(found.issues.uncertain).toBe(0)
  })

  test('within a day the order is not known: the wait is 0, the edge is marked', () => {
    const found = follows([
      { activity: 'a', at: '2026-03-27' },
      { activity: 'b', at: '2026-03-27' },
      { activity: 'c', at: '2026-03-30' },
      { activity: 'd', at: '2026-03-31' },
    ])
    expect(edgesOf(found)).toEqual(['a>b 0', 'b>c 72', 'c>d 24'])
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
    expect(edgesOf(found)).toEqual(['a>c 41', 'b>a 0'])
    expect(found.issues).toMatchObject({ uncertain: 2, sorted: true })
  })

  test('late in the evening by UTC is the next day in Berlin', () => {
    const found = follows([
      { activity: 'a', at: '2026-07-01' },
      { activity: 'b', at: '2026-07-01T22:30:00Z' },
    ])
    expect(edgesOf(found)).toEqual(['a>b 24'])
    expect(
      edgesOf(
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
  expect(edgesOf(directlyFollows(log, { by: log.activities }))).toEqual(['a>b 1 23 25'])
})

/** The same by looking at every pair of events: b follows a when nothing of the case lies between. */
function naive(log: EventLog, codes: ArrayLike<number>, onlyChanges: boolean): Map<string, number[]> {
  const rows = Array.from({ length: log.size }, (_, row) => row).filter(
    (row) => log.cases.codes[row]! >= 0 && codes[row]! >= 0 && !Number.isNaN(log.time[row]!),
  )
  const before = (a: number, b: number) => log.time[a]! < log.time[b]! || (log.time[a]! === log.time[b]! && a < b)
  const found = new Map<string, number[]>()
  for (const a of rows)
    for (const b of rows) {
      if (log.cases.codes[a] !== log.cases.codes[b] || !before(a, b)) continue
      if (rows.some((c) => log.cases.codes[c] === log.cases.codes[a] && before(a, c) && before(c, b))) continue
      if (onlyChanges && codes[a] === codes[b]) continue
      const key = `${codes[a]}>${codes[b]}`
      found.set(
        key,
        [...(found.get(key) ?? []), log.time[b]! - log.time[a]!].sort((x, y) => x - y),
      )
    }
  return found
}

const event = fc.record(
  {
    case: fc.constantFrom('1', '2', '3'),
    activity: fc.constantFrom('a', 'b', 'c'),
    at: fc.integer({ min: 0, max: 40 }).map((hours) => new Date(Date.UTC(2026, 9, 24) + hours * hour).toISOString()),
  },
  { requiredKeys: ['case'] },
)

test.each([
  ['any order, anything missing', (rows: readonly EventRow[]) => rows],
  [
    'in order of time',
    (rows: readonly EventRow[]) =>
      rows.filter(({ at }) => at).sort((a, b) => (a.at! < b.at! ? -1 : a.at! > b.at! ? 1 : 0)),
  ],
  [
    'nothing missing and in order: the quick scan',
    (rows: readonly EventRow[]) =>
      rows.filter(({ at, activity }) => at && activity).sort((a, b) => (a.at! < b.at! ? -1 : a.at! > b.at! ? 1 : 0)),
  ],
])('equals looking at every pair: %s', (_, prepare) => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 30 }), fc.boolean(), (rows, onlyChanges) => {
      const log = logOf(prepare(rows as EventRow[]))
      const follows = (onlyChanges ? handovers : directlyFollows)(log, { by: log.activities })
      const found = new Map<string, number[]>()
      follows.slotOf.forEach((slot, row) => {
        if (slot < 0) return
        const key = `${follows.slots.from(slot)}>${follows.slots.to(slot)}`
        found.set(
          key,
          [...(found.get(key) ?? []), follows.wait[row]!].sort((x, y) => x - y),
        )
      })
      const wanted = naive(log, log.activities.codes, onlyChanges)
      expect(Object.fromEntries(found)).toEqual(Object.fromEntries(wanted))
    }),
    { numRuns: 200 },
  )
})

test('both scans agree in everything that both tell', () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 40 }), (rows) => {
      const complete = (rows as EventRow[]).filter(({ at, activity }) => at && activity)
      const log = logOf([...complete].sort((a, b) => (a.at! < b.at! ? -1 : a.at! > b.at! ? 1 : 0)))
      const quick = handovers(log, { by: log.activities })
      // An empty rule asks nothing, but only the full scan knows rules.
      const full = handovers(log, { by: log.activities, open: {} })
      expect(quick.previous).toBeUndefined()
      expect(full.previous).toBeDefined()
      expect([...full.slotOf]).toEqual([...quick.slotOf])
      expect(full.wait).toEqual(quick.wait)
      expect(full.pingPong).toEqual(quick.pingPong)
      expect(full.count).toEqual(quick.count)
      expect(full.issues).toEqual(quick.issues)
    }),
  )
})

test('narrow columns give the same as wide ones', () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 30 }), (rows) => {
      const log = logOf(rows as EventRow[])
      const narrow = {
        codes: Uint8Array.from(log.activities.codes, (code) => (code < 0 ? 255 : code)),
        labels: log.activities.labels,
      }
      const wide = directlyFollows(log, { by: log.activities })
      expect([...directlyFollows(log, { by: narrow }).slotOf]).toEqual([...wide.slotOf])
    }),
  )
})

test('a hundred thousand distinct values', () => {
  const size = 100_000
  const labels = Array.from({ length: size }, (_, i) => `value ${i}`)
  const log: EventLog = {
    size,
    cases: { codes: Int32Array.from({ length: size }, (_, i) => Math.floor(i / 5)), labels: labels.slice(0, size / 5) },
    activities: { codes: Int32Array.from({ length: size }, (_, i) => i), labels },
    time: Float64Array.from({ length: size }, (_, i) => i * 1000),
    attributes: new Map(),
  }
  const follows = directlyFollows(log, { by: log.activities })
  expect(follows.slots.size()).toBe(80_000)
  const edges = edgeFigures(follows)
  expect(edges).toHaveLength(80_000)
  expect(edges.every(({ n, wait }) => n === 1 && wait!.median === 1000)).toBe(true)
  expect(edges.every(({ rank }) => rank.tied && rank.place === 1)).toBe(true)
})
