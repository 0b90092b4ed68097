import { beforeAll, expect, test } from 'vitest'
import {
  changesOfSeries,
  changesOfWaits,
  DAY,
  deadlineFigures,
  directlyFollows,
  type EventLog,
  edgeFigures,
  handovers,
  instantsOf,
  monthsOf,
  serviceTimes,
} from '../../src/engine/index.ts'
import { controlChart, type Signal } from '../../src/engine/statistics/control.ts'
import type { Month } from '../../src/kernel/period.ts'
import { seeded } from '../../src/kernel/random.ts'
import { describeWithData, referenceJson, referenceLog } from './data.ts'

interface Deadlines {
  readonly 'receipt.csv deadlines': {
    readonly cases: number
    readonly with_deadline: number
    readonly with_enddate: number
    readonly ended_after_deadline: number
    readonly last_event_after_deadline: number
    readonly last_event_after_planned: number
    readonly department: Readonly<Record<string, number>>
    readonly channel: Readonly<Record<string, number>>
    readonly deadline_minus_start_days: Readonly<Record<'mean' | 'min' | 'max' | '50%' | '75%', number>>
    readonly start_to_last_days: Readonly<Record<'0.5' | '0.9' | '0.95' | '0.99', number>>
  }
  /** month, n, median, mean, p90 in seconds */
  readonly 'receipt handover wait by month': readonly [string, number, number, number, number][]
  /** from, to, n, mean, median, p90 in seconds, negative waits */
  readonly 'interval_event_log waiting (next.start-prev.complete)': readonly [
    string,
    string,
    number,
    number,
    number,
    number,
    number,
  ][]
  /** activity, n, mean, median in seconds */
  readonly 'interval_event_log service time': readonly [string, number, number, number][]
}

function expectClose(found: number, wanted: number): void {
  expect(Math.abs(found - wanted)).toBeLessThanOrEqual(1e-6 * Math.max(1, Math.abs(wanted)))
}

describeWithData('deadlines, months and service times, as found with pandas', () => {
  const reference = referenceJson<Deadlines>('eventlogs/deadline-interval-reference.json')
  let receipt: EventLog
  let intervals: EventLog
  beforeAll(async () => {
    receipt = await referenceLog('eventlogs/receipt.csv')
    intervals = await referenceLog('eventlogs/interval_event_log.csv')
  })
  const attribute = (name: string) => receipt.attributes.get(name)!

  test('cases of receipt against their deadline', () => {
    const wanted = reference['receipt.csv deadlines']
    const figures = deadlineFigures(receipt, {
      deadline: attribute('case:deadline'),
      begin: attribute('case:startdate'),
      end: attribute('case:enddate'),
    })
    expect(figures).toMatchObject({
      cases: wanted.cases,
      withDeadline: wanted.with_deadline,
      withEnd: wanted.with_enddate,
      endAfter: wanted.ended_after_deadline,
      lastEventAfter: wanted.last_event_after_deadline,
    })
    expectClose(figures.allowed!.mean / DAY, wanted.deadline_minus_start_days.mean)
    expectClose(figures.allowed!.min / DAY, wanted.deadline_minus_start_days.min)
    expectClose(figures.allowed!.median / DAY, wanted.deadline_minus_start_days['50%'])
    expectClose(figures.allowed!.p75 / DAY, wanted.deadline_minus_start_days['75%'])
    expectClose(figures.allowed!.max / DAY, wanted.deadline_minus_start_days.max)
    expectClose(figures.taken!.median / DAY, wanted.start_to_last_days['0.5'])
    expectClose(figures.taken!.p90 / DAY, wanted.start_to_last_days['0.9'])
    expectClose(figures.taken!.p95 / DAY, wanted.start_to_last_days['0.95'])
  })

  test('cases of receipt against their planned end', () => {
    const figures = deadlineFigures(receipt, { deadline: attribute('case:enddate_planned') })
    expect(figures.lastEventAfter).toBe(reference['receipt.csv deadlines'].last_event_after_planned)
  })

  const series = () => monthsOf(handovers(receipt, { by: attribute('org:group'), timeZone: 'UTC' }))

  test('hand-over waits of receipt by month', () => {
    const wanted = reference['receipt handover wait by month']
    const found = series()
    expect(found.map(({ month, wait }) => [month, wait!.n])).toEqual(wanted.map(([month, n]) => [month, n]))
    found.forEach(({ wait }, i) => {
      expectClose(wait!.median / 1000, wanted[i]![2])
      expectClose(wait!.mean / 1000, wanted[i]![3])
      expectClose(wait!.p90 / 1000, wanted[i]![4])
    })
  })

  test('the change between January and February 2011 is found in the monthly medians', () => {
    const found = series()
    const medians = found.map(({ wait }) => wait!.median / 1000)
    const months = found.map(({ month }) => month)
    for (const seed of ['nahtlos', 1, 2, 3, 4]) {
      const changes = changesOfSeries(medians, months, { random: seeded(seed) })
      expect(changes).toHaveLength(1)
      expect(changes[0]).toMatchObject({ month: '2011-02', direction: 'shorter' })
      expect(changes[0]!.p).toBeLessThanOrEqual(0.005)
      expect(changes[0]!.before).toBeGreaterThan(600)
      expect(changes[0]!.after).toBeLessThan(60)
    }
  })

  test('and on the control chart of their logarithms, as a shift that begins in February', () => {
    const found = series()
    const chart = controlChart(found.map(({ wait }) => Math.log(wait!.median)))!
    const months = (signal: Signal, above: boolean) =>
      chart.points.flatMap((point, i) =>
        point.signals.includes(signal) && point.above === above ? [found[i]!.month] : [],
      )
    expect(months('shift', false)[0]).toBe('2011-02')
    expect(months('shift', true)).toEqual([])
    expect(months('beyond', true)).toEqual(['2010-11'])
  })

  test('and in the single waits by month', () => {
    const follows = handovers(receipt, { by: attribute('org:group'), timeZone: 'UTC' })
    const months = series().map(({ month }) => month)
    const rows = [...follows.slotOf.keys()].filter((row) => follows.slotOf[row]! >= 0)
    const begin = (row: number) => new Date(receipt.time[row]! - follows.wait[row]!).toISOString().slice(0, 7) as Month
    const changes = changesOfWaits(
      {
        wait: Float64Array.from(rows, (row) => follows.wait[row]!),
        ended: new Uint8Array(rows.length).fill(1),
        monthOf: Int32Array.from(rows, (row) => months.indexOf(begin(row))),
        months,
      },
      { random: seeded('nahtlos') },
    )
    expect(changes.map(({ month, direction }) => [month, direction])).toContainEqual(['2011-02', 'shorter'])
  })

  test('waits between the end of one activity and the begin of the next, negative ones included', () => {
    const started = instantsOf(intervals.attributes.get('start_timestamp')!)
    const follows = directlyFollows(intervals, { by: intervals.activities, started })
    const edges = edgeFigures(follows)
    const wanted = reference['interval_event_log waiting (next.start-prev.complete)']
    const shown = wanted.map(([from, to]) => edges.find((edge) => edge.from === from && edge.to === to)!)
    wanted.forEach(([, , n, mean, median, p90, negative], i) => {
      const { wait, negative: found } = shown[i]!
      expect([wait!.n, found]).toEqual([n, negative])
      expectClose(wait!.mean / 1000, mean)
      expectClose(wait!.median / 1000, median)
      expectClose(wait!.p90 / 1000, p90)
    })
    expect(follows.issues.negative).toBe(58)
  })

  test('service times', () => {
    const found = serviceTimes(intervals, instantsOf(intervals.attributes.get('start_timestamp')!))
    for (const [activity, n, mean, median] of reference['interval_event_log service time']) {
      expect(found.get(activity)!.n).toBe(n)
      expectClose(found.get(activity)!.mean / 1000, mean)
      expectClose(found.get(activity)!.median / 1000, median)
    }
  })
})
