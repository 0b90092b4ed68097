import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, type Day, day, dayNumber, dayOfNumber } from '../../kernel/day.ts'
import { NO_DAY } from '../passages.ts'
import { type PassageRow, passagesOf } from '../testing.ts'
import { analyseInterface } from './detail.ts'
import type { HurdleQuestion } from './results.ts'
import { analysePassages } from './situation.ts'

const question: HurdleQuestion = {
  period: { from: day('2026-01-01'), to: day('2026-06-30') },
  asOf: day('2026-07-15'),
  land: 'NW',
}
const analyse = (
  targets: Readonly<Record<string, number | null>>,
  rows: readonly PassageRow[],
  more: Partial<HurdleQuestion> = {},
) => analysePassages(passagesOf(targets, rows), { ...question, ...more })

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

/** A passage with days that may contradict each other, as records do. */
const anyPassage = fc.record(
  {
    interface: fc.constantFrom('a', 'b', 'c'),
    place: fc.constantFrom('p', 'q'),
    case: fc.nat(9),
    target: fc.option(fc.integer({ min: 0, max: 60 })),
    offered: fc.integer({ min: -100, max: 250 }).map((days) => addDays(day('2026-01-01'), days) as string),
    first: fc.integer({ min: -100, max: 400 }).map((days) => addDays(day('2026-01-01'), days) as string),
    answered: fc.integer({ min: -100, max: 300 }).map((days) => addDays(day('2026-01-01'), days) as string),
    state: fc.constantFrom('open', 'arrived', 'declined', 'withdrawn'),
    sides: fc.constantFrom('both', 'sender', 'estimated'),
  },
  { requiredKeys: ['interface', 'case', 'state'] },
)

test('lost days equal the sum written down plainly', () => {
  fc.assert(
    fc.property(fc.array(anyPassage, { maxLength: 40 }), fc.integer({ min: 0, max: 250 }), (rows, days) => {
      const asOf = addDays(day('2026-01-01'), days)
      const targets = { a: 14, b: 30, c: null }
      const passages = passagesOf(targets, rows as PassageRow[])
      const situation = analysePassages(passages, { ...question, asOf, draws: 10 })
      let arrived = 0
      let open = 0
      let inPeriod = 0
      for (let i = 0; i < passages.size; i++) {
        const offered = passages.offeredOn[i]!
        const target = passages.targetDays[i]!
        if (offered === NO_DAY || offered > dayNumber(asOf)) continue
        const due = dayOfNumber(offered + (Number.isNaN(target) ? 0 : target))
        if (due < question.period.from || due > question.period.to) continue
        inPeriod++
        const first = passages.firstOn[i]!
        const hasArrived = passages.state[i] === 1
        if (hasArrived && (first === NO_DAY || first < offered)) continue
        if (hasArrived && first <= dayNumber(asOf)) {
          arrived += Math.max(0, first - offered - target) || 0
          continue
        }
        const last = Math.max(passages.lastEventOn[i]!, offered)
        const closed = passages.state[i] === 2 && passages.answeredOn[i] !== NO_DAY ? passages.answeredOn[i]! : last
        if (!hasArrived && passages.state[i] !== 0 && closed <= dayNumber(asOf)) continue
        if (dayNumber(asOf) - Math.min(last, dayNumber(asOf)) >= 180) continue
        open += Math.max(0, dayNumber(asOf) - offered - target) || 0
      }
      expect(situation.passages).toBe(inPeriod)
      expect(situation.lost).toEqual({ total: arrived + open, arrived, open })
      const all = [...situation.interfaces, ...situation.withoutTarget]
      const sum = (pick: (one: (typeof all)[number]) => number) => all.reduce((total, one) => total + pick(one), 0)
      expect(sum(({ lost }) => lost.total)).toBe(arrived + open)
      expect(sum(({ counts }) => counts.passages)).toBe(inPeriod)
      expect(situation.places.reduce((total, { lost }) => total + lost.total, 0)).toBe(arrived + open)
      for (const { counts, places, rank, lost, largestCase } of all) {
        const { passages, arrived, open, stale, declined, withdrawn, unusable } = counts
        expect(arrived + open + stale + declined + withdrawn + unusable).toBe(passages)
        expect(places.reduce((total, { passages }) => total + passages, 0)).toBe(passages)
        expect(lost.total === 0 || rank.days <= lost.total).toBe(true)
        expect(largestCase === null || (largestCase.share > 0 && largestCase.share <= 1 + 1e-12)).toBe(true)
      }
    }),
    { numRuns: 150 },
  )
})

test('the order of rows does not matter, the seed decides the intervals', () => {
  fc.assert(
    fc.property(fc.array(anyPassage, { maxLength: 30 }), (rows) => {
      const targets = { a: 14, b: 30, c: null }
      const places = [{ place: 'p' }, { place: 'q' }] // the same columns of places in both
      const one = analyse(targets, [...places, ...(rows as PassageRow[])], { draws: 20 })
      const other = analyse(targets, [...places, ...[...(rows as PassageRow[])].reverse()], { draws: 20 })
      expect(other.interfaces).toEqual(one.interfaces)
      expect(other.lost).toEqual(one.lost)
    }),
    { numRuns: 40 },
  )
})

describe('development', () => {
  /** Ten offers a month over three years; from June 2026 on people wait 50 instead of 20 days. */
  const rows = Array.from({ length: 360 }, (_, i): PassageRow => {
    const offered = addDays(day('2023-11-01'), Math.floor((i * 1096) / 360))
    const wait = (offered >= '2026-06-01' ? 50 : 20) + ((i * 37) % 17) - 8
    const first = addDays(offered, wait)
    const lag = (i * 13) % 20
    const isKnown = addDays(first, lag) <= '2026-10-31'
    return {
      offered,
      answered: offered,
      ...(isKnown && { first }),
      lag,
      place: i % 3 === 0 ? 'Karbeck' : 'Lohwinkel',
      case: i,
    }
  })
  const year = { period: { from: day('2025-11-01'), to: day('2026-10-31') }, asOf: day('2026-10-31') }
  const situation = analyse({ a: 14 }, rows, year)
  const figures = situation.interfaces[0]!

  test('the delay of entry is measured, and the newest months are called incomplete', () => {
    expect(situation.entry).toMatchObject({ days: 18, knownUntil: '2026-10-13', incompleteMonths: ['2026-10'] })
    expect(figures.months.filter(({ complete }) => !complete).map(({ month }) => month)).toEqual(['2026-10'])
  })

  test('months of the offer, with quartiles', () => {
    expect(figures.months).toHaveLength(36)
    expect(figures.months.map(({ month }) => month).slice(-1)).toEqual(['2026-10'])
    const may = figures.months.find(({ month }) => month === '2026-05')!
    expect(may.median! >= 15 && may.median! <= 25).toBe(true)
    expect(may.lowerQuartile! <= may.median! && may.median! <= may.upperQuartile!).toBe(true)
    const total = figures.months.reduce((sum, { offered }) => sum + offered, 0)
    expect(total).toBe(rows.filter(({ offered }) => offered! <= '2026-10-13').length)
  })

  test('the change is found and warned of', () => {
    expect(figures.changes).toMatchObject([{ month: '2026-06', direction: 'longer' }])
    expect(figures.changes[0]!.before).toBeCloseTo(20, -0.5)
    expect(figures.changes[0]!.after).toBeGreaterThan(44)
    expect(situation.warnings).toMatchObject([{ kind: 'jump', key: 'a', change: { month: '2026-06' } }])
  })

  test('a change long ago is history, no warning', () => {
    const later = analyse({ a: 14 }, rows, { period: year.period, asOf: addDays(year.asOf, 0), seriesMonths: 36 })
    expect(later.interfaces[0]!.changes).toEqual(figures.changes)
    const shifted = rows.map((row) => ({
      ...row,
      offered: addDays(row.offered as Day, -400),
      first: row.first && addDays(row.first as Day, -400),
    }))
    const old = analyse(
      { a: 14 },
      shifted.map((row) => ({ ...row, answered: row.offered, lastEvent: row.offered }) as PassageRow),
      year,
    )
    expect(old.warnings.filter(({ kind }) => kind === 'jump')).toEqual([])
  })

  test('six months in a row above the year before', () => {
    const rising = rows.map((row, i): PassageRow => {
      const offered = row.offered as Day
      const wait = 20 + Math.floor(i / 30) + ((i * 37) % 5)
      return { offered, answered: offered, first: addDays(offered, wait), lag: 0, case: i }
    })
    const [warning] = analyse({ a: 14 }, rising, year).warnings.filter(({ kind }) => kind === 'rise')
    expect(warning).toMatchObject({ kind: 'rise', key: 'a' })
  })

  test('a place that falls silent', () => {
    const silent = rows.filter(({ place, offered }) => place !== 'Karbeck' || offered! < '2026-05-01')
    const [warning] = analyse({ a: 14 }, silent, year).warnings.filter(({ kind }) => kind === 'silence')
    expect(warning).toMatchObject({ kind: 'silence', place: 'Karbeck' })
    expect(situation.warnings.filter(({ kind }) => kind === 'silence')).toEqual([])
  })

  test('the page of one interface shows the same figures', () => {
    const passages = passagesOf({ a: 14, b: 30 }, [
      ...rows,
      { interface: 'b', offered: '2026-01-01', first: '2026-01-10' },
    ])
    const detail = analyseInterface(passages, 'a', { ...question, ...year, filter: { interfaces: ['b'] } })!
    const whole = analysePassages(passages, { ...question, ...year })
    expect(detail.figures).toEqual(whole.interfaces.find(({ key }) => key === 'a'))
    expect(detail.ranked).toBe(2)
    expect(analyseInterface(passages, 'c', { ...question, ...year })).toBeUndefined()
    const { classes, widthDays } = detail.histogram
    expect(classes.reduce((sum, one) => sum + one.arrived, 0)).toBe(detail.figures.counts.arrived)
    expect(classes.reduce((sum, one) => sum + one.open, 0)).toBe(detail.figures.counts.open)
    expect(14 % widthDays).toBe(0)
    expect(classes.filter(({ inTarget }) => inTarget).at(-1)!.toDay).toBe(14)
    const { points } = detail.funnel!
    expect(points.map(({ place }) => place)).toEqual(['Lohwinkel', 'Karbeck'])
    expect(points.reduce((sum, one) => sum + one.passages, 0)).toBe(detail.figures.inTarget!.of)
    expect(points.reduce((sum, one) => sum + one.beyond, 0)).toBe(
      detail.figures.inTarget!.of - detail.figures.inTarget!.hits,
    )
  })
})

test('no passages at all', () => {
  const situation = analyse({ a: 14, b: null }, [])
  expect(situation).toMatchObject({ passages: 0, lost: { total: 0 }, places: [], warnings: [], entry: { days: null } })
  expect(situation.interfaces[0]).toMatchObject({ wait: null, inTarget: null, rank: { place: null }, changes: [] })
  expect(analyseInterface(passagesOf({ a: 14 }, []), 'a', question)!.histogram.classes).toHaveLength(1)
})
