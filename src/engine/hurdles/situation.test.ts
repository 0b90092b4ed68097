import { describe, expect, test } from 'vitest'
import { addDays, day } from '../../kernel/day.ts'
import { type PassageRow, passagesOf } from '../testing.ts'
import { analyse, question } from './asking.ts'
import { analyseInterface } from './detail.ts'
import type { HurdleQuestion } from './results.ts'

describe('lost days, by hand', () => {
  /** Target 14 days. */
  const rows: PassageRow[] = [
    { place: 'Aulenstedt', offered: '2026-01-10', first: '2026-01-20', answered: '2026-01-12' }, // 10 days, in target
    { place: 'Aulenstedt', offered: '2026-02-01', first: '2026-02-15' }, // 14 days, in target
    { place: 'Bruchwede', offered: '2026-03-01', first: '2026-04-10' }, // 40 days, 26 lost
    { place: 'Bruchwede', offered: '2026-06-01', answered: '2026-06-20' }, // open for 44 days, 30 lost so far
    { place: 'Bruchwede', offered: '2026-06-20', answered: '2026-06-21' }, // due on 4 July: not of the period
    { place: 'Aulenstedt', offered: '2025-12-20', first: '2026-03-01' }, // due on 3 January: of the period; 71 days, 57 lost
    { place: 'Aulenstedt', offered: '2025-12-10', first: '2026-03-01' }, // due on 24 December: not of the period
    { place: 'Bruchwede', offered: '2026-02-01', state: 'declined', answered: '2026-03-01' },
    { offered: '2026-02-02', state: 'withdrawn', lastEvent: '2026-05-01' },
  ]
  const situation = analyse({ 'asyl-jobcenter': 14 }, rows)
  const figures = situation.interfaces[0]!

  test('arrived and open apart', () => {
    expect(figures.lost).toEqual({ total: 113, arrived: 83, open: 30 })
    expect(figures.waiting).toEqual({ total: 179, arrived: 135, open: 44 })
    expect(situation.lost).toEqual(figures.lost)
    expect(situation.passages).toBe(7)
    expect(figures.counts).toEqual({
      passages: 7,
      arrived: 4,
      open: 1,
      stale: 0,
      declined: 1,
      withdrawn: 1,
      unusable: 0,
      withoutTarget: 0,
      senderOnly: 0,
      estimated: 0,
    })
  })

  test('the share in target speaks of those whose target date is past, declined and withdrawn ones apart', () => {
    expect(figures.inTarget).toMatchObject({ hits: 2, of: 5 })
  })

  test('the median counts open ones as "at least"', () => {
    expect(figures.wait).toMatchObject({ n: 4, median: 27, max: 71 })
    // 10, 14, 28+ (declined), 40, 44+ (open), 71, 88+ (withdrawn): 6/7, 5/7, then 3/4 and 1/2 of what is left.
    expect(figures.survival).toMatchObject({ n: 7, ended: 4, censored: 3, median: { value: 71 } })
    expect(figures.delay).toEqual({ ratio: 71 / 14, class: 3 })
  })

  test('most affected places first, and every place for the map', () => {
    expect(figures.places.map(({ place, passages, lost }) => [place, passages, lost.total])).toEqual([
      ['Aulenstedt', 3, 57],
      ['Bruchwede', 3, 56],
      [null, 1, 0],
    ])
    expect(situation.places.map(({ place, lost }) => [place, lost.total])).toEqual([
      ['Aulenstedt', 57],
      ['Bruchwede', 56],
      [null, 0],
    ])
    expect(situation.quality.unknownPlace).toBe(1)
  })

  test('the ranking caps the single wait, the sums do not', () => {
    // Arrived in the last 24 months: 10, 14, 40, 71, 81; their 95th percentile is 71 + 0.8 · 10 = 79.
    expect(figures.rank).toMatchObject({ place: 1, tied: false, capDays: 79, days: 113 })
    const far = analyse({ a: 14 }, [...rows.slice(0, 4), { offered: '2026-01-02', first: '2026-07-10' }]).interfaces[0]!
    expect(far.lost.total).toBe(56 + 175)
    expect(far.rank.capDays).toBeCloseTo(40 + 0.85 * 149, 9)
    expect(far.rank.days).toBeCloseTo(56 + 40 + 0.85 * 149 - 14, 9)
  })

  test('the cap looks back 24 months', () => {
    const cap = (first: string) =>
      analyse({ a: 14 }, [
        { offered: '2024-07-01', first },
        { offered: '2026-03-01', first: '2026-03-31' },
      ]).interfaces[0]!.rank.capDays
    expect(cap('2024-07-15')).toBe(30)
    expect(cap('2024-07-16')).toBeCloseTo(15 + 0.95 * 15, 9)
  })

  test('the largest case is the one with the most days in all its passages', () => {
    const family = rows.map((row, i) => ({ ...row, case: i === 2 || i === 3 ? 7 : i + 100 }))
    expect(analyse({ a: 14 }, family).interfaces[0]!.largestCase).toEqual({ days: 57, share: 57 / 113 })
    const both = rows.map((row, i) => ({ ...row, case: i === 2 || i === 5 ? 7 : i + 100 }))
    expect(analyse({ a: 14 }, both).interfaces[0]!.largestCase).toEqual({ days: 83, share: 83 / 113 })
  })

  test('time to an answer, in calendar and working days', () => {
    const answered = analyse({ a: 14 }, [
      { offered: '2026-06-03', answered: '2026-06-05', first: '2026-06-08' }, // Fronleichnam between: 1 working day
      { offered: '2026-06-05', answered: '2026-06-08', first: '2026-06-09' }, // over a weekend: 1 working day
      { offered: '2026-06-01', answered: '2026-06-09', first: '2026-06-10' }, // 5 working days
      { offered: '2026-06-10' },
      { offered: '2026-06-10', answered: '2026-06-02', first: '2026-06-11' }, // before the offer: no time to an answer
    ]).interfaces[0]!
    expect(answered.answer).toMatchObject({ n: 3, waiting: 1, medianWorkingDays: 3, medianDays: 5.5 })
  })
})

describe('what is not counted, and where it is told', () => {
  test('open ones without an event for 180 days belong to data quality', () => {
    const rows: PassageRow[] = [
      { offered: '2026-01-05', lastEvent: '2026-01-16' }, // last event 180 days before 15 July
      { offered: '2026-01-05', lastEvent: '2026-01-17' }, // 179 days
      { offered: '2024-05-01', lastEvent: '2024-05-03' }, // long before the period
    ]
    const situation = analyse({ a: 14 }, rows)
    expect(situation.interfaces[0]!.counts).toMatchObject({ passages: 2, open: 1, stale: 1 })
    expect(situation.lost).toEqual({ total: 177, arrived: 0, open: 177 })
    expect(situation.quality.stale).toEqual([{ key: 'a', passages: 2, lostDays: 177 + 791 }])
  })

  test('a first appointment before the offer, and days that are missing', () => {
    const situation = analyse({ a: 14 }, [
      { offered: '2026-03-10', first: '2026-03-01' },
      { offered: '2026-03-10', state: 'arrived' },
      { first: '2026-03-01' },
      { offered: '2026-03-01', first: '2026-03-05' },
    ])
    expect(situation.interfaces[0]!.counts).toMatchObject({ passages: 3, arrived: 1, unusable: 2 })
    expect(situation.quality).toMatchObject({ negative: 1, undated: 2 })
    expect(situation.lost.total).toBe(0)
  })

  test('hand-overs known from one side are included and counted', () => {
    const situation = analyse({ a: 14 }, [
      { offered: '2026-03-01', first: '2026-04-01', sides: 'sender' },
      { offered: '2026-03-01', first: '2026-03-31', sides: 'estimated' },
      { offered: '2026-03-01', first: '2026-03-03' },
    ])
    expect(situation.interfaces[0]).toMatchObject({
      lost: { total: 17 + 16 },
      counts: { senderOnly: 1, estimated: 1 },
      medianOfBothSides: 2,
      survival: { median: { value: 30 } },
    })
    expect(situation.quality).toMatchObject({ senderOnly: 1, estimated: 1 })
  })

  test('what happened after the reference date has not happened', () => {
    const rows: PassageRow[] = [{ offered: '2026-03-01', answered: '2026-04-01', first: '2026-04-10' }]
    const seen = (asOf: string) => analyse({ a: 14 }, rows, { asOf: day(asOf) }).interfaces[0]!
    expect(seen('2026-03-20')).toMatchObject({
      counts: { arrived: 0, open: 1 },
      lost: { open: 5 },
      answer: { n: 0, waiting: 1 },
    })
    expect(seen('2026-04-10')).toMatchObject({ counts: { arrived: 1, open: 0 }, lost: { arrived: 26, open: 0 } })
    expect(seen('2026-02-28')).toMatchObject({ counts: { passages: 0 } })
    expect(
      analyse({ a: 14 }, [{ offered: '2026-03-01', state: 'declined', answered: '2026-05-01' }], {
        asOf: day('2026-04-01'),
      }).interfaces[0]!.counts,
    ).toMatchObject({ open: 1, declined: 0 })
  })

  test('open at the end of the target date has missed it, though no day is lost yet', () => {
    const on = (asOf: string) => analyse({ a: 14 }, [{ offered: '2026-03-01' }], { asOf: day(asOf) }).interfaces[0]!
    expect(on('2026-03-14')).toMatchObject({ inTarget: null, lost: { total: 0 } })
    expect(on('2026-03-15')).toMatchObject({ inTarget: { hits: 0, of: 1 }, lost: { total: 0 } })
  })
})

test('a target date on the first or the last day of the period lies in it', () => {
  const due = (offered: string) => analyse({ a: 14 }, [{ offered, first: addDays(day(offered), 3) }]).passages
  expect([due('2025-12-17'), due('2025-12-18'), due('2026-06-16'), due('2026-06-17')]).toEqual([0, 1, 1, 0])
})

describe('targets', () => {
  test('each passage is judged by the target of its own time', () => {
    const [figures] = analyse({ a: 30 }, [
      { offered: '2026-02-01', first: '2026-03-03', target: 14 }, // 30 days, 16 lost by the old target
      { offered: '2026-04-01', first: '2026-05-01' }, // 30 days, in the new one
      { offered: '2026-04-01', first: '2026-05-31', target: null }, // 60 days, no target then
    ]).interfaces
    expect(figures).toMatchObject({ lost: { total: 16 }, counts: { withoutTarget: 1 }, inTarget: { hits: 1, of: 2 } })
  })

  test('interfaces without a target are ranked by waiting days, apart', () => {
    const situation = analyse({ a: 14, b: null, c: null }, [
      { offered: '2026-03-01', first: '2026-03-21' },
      { interface: 'b', offered: '2026-03-01', first: '2026-03-11' },
      { interface: 'c', offered: '2026-03-01', first: '2026-04-10' },
    ])
    expect(situation.interfaces.map(({ key }) => key)).toEqual(['a'])
    expect(
      situation.withoutTarget.map(({ key, measure, waiting, rank }) => [key, measure, waiting.total, rank.place]),
    ).toEqual([
      ['c', 'waiting-days', 40, 1],
      ['b', 'waiting-days', 10, 2],
    ])
    expect(situation.withoutTarget[0]).toMatchObject({
      lost: { total: 0 },
      inTarget: null,
      delay: null,
      shareOfAll: 0.8,
    })
  })

  test('ties are ties, and interfaces without passages stand last', () => {
    const situation = analyse({ a: 14, b: 14, c: 14, d: 14 }, [
      { interface: 'b', offered: '2026-03-01', first: '2026-03-31' },
      { interface: 'c', offered: '2026-03-01', first: '2026-03-31' },
      { interface: 'd', offered: '2026-03-01', first: '2026-03-16' },
    ])
    expect(situation.interfaces.map(({ key, rank }) => [key, rank.place, rank.tied])).toEqual([
      ['b', 1, true],
      ['c', 1, true],
      ['d', 3, false],
      ['a', null, false],
    ])
  })
})

test('the period a year earlier is seen from a year earlier', () => {
  const rows: PassageRow[] = [
    { offered: '2025-03-01', first: '2025-12-01' }, // in July 2025 still open: 136 days, 122 lost
    { offered: '2026-03-01', first: '2026-04-15' }, // 45 days, 31 lost
  ]
  const situation = analyse(
    { a: 14 },
    rows.map((row) => ({ ...row, answered: row.offered!, lastEvent: row.first! })),
  )
  expect(situation.previous).toEqual({ period: { from: '2025-01-01', to: '2025-06-30' }, asOf: '2025-07-15' })
  expect(situation.previousLost).toEqual({ total: 122, arrived: 0, open: 122 })
  expect(situation.interfaces[0]!.previous).toMatchObject({ passages: 1, lost: { total: 122 } })
  expect(situation.interfaces[0]!.previous.change).toBeCloseTo((31 - 122) / 122, 12)
})

test('filters by place, group and interface', () => {
  const rows: PassageRow[] = [
    { interface: 'a', place: 'Aulenstedt', group: 'families', offered: '2026-03-01', first: '2026-03-25' }, // 10
    { interface: 'a', place: 'Bruchwede', group: 'adults', offered: '2026-03-01', first: '2026-04-04' }, // 20
    { interface: 'b', place: 'Bruchwede', group: 'families', offered: '2026-03-01', first: '2026-04-14' }, // 30
    { interface: 'b', offered: '2026-03-01', first: '2026-05-04' }, // 50
  ]
  const lost = (filter: HurdleQuestion['filter']) => analyse({ a: 14, b: 14 }, rows, { filter: filter! }).lost.total
  expect(lost({})).toBe(110)
  expect(lost({ places: ['Bruchwede'] })).toBe(50)
  expect(lost({ places: ['Bruchwede', 'Aulenstedt'] })).toBe(60)
  expect(lost({ groups: ['families'] })).toBe(40)
  expect(lost({ places: ['Bruchwede'], groups: ['families'] })).toBe(30)
  expect(lost({ interfaces: ['b'] })).toBe(80)
  expect(lost({ interfaces: [] })).toBe(0)
  expect(analyse({ a: 14, b: 14 }, rows, { filter: { interfaces: ['b'] } }).interfaces.map(({ key }) => key)).toEqual([
    'b',
  ])
})

test('no passages at all', () => {
  const situation = analyse({ a: 14, b: null }, [])
  expect(situation).toMatchObject({ passages: 0, lost: { total: 0 }, places: [], warnings: [], entry: { days: null } })
  expect(situation.interfaces[0]).toMatchObject({ wait: null, inTarget: null, rank: { place: null }, changes: [] })
  expect(analyseInterface(passagesOf({ a: 14 }, []), 'a', question)!.histogram.classes).toHaveLength(1)
})
