import { beforeAll, describe, expect, test } from 'vitest'
import {
  directlyFollows,
  type EdgeFigures,
  type EventLog,
  edgeFigures,
  handovers,
  type LogFigures,
  logFigures,
} from '../../src/engine/index.ts'
import { describeWithData, referenceJson, referenceLog } from './data.ts'

/** Computed with PM4Py 2.7.14 (with its correction for offsets), see the data's SOURCES.md. Durations in seconds. */
interface Pm4py {
  readonly cases: number
  readonly events: number
  readonly activities: number
  readonly dfg_edges: number
  readonly variants: number
  readonly start: Readonly<Record<string, number>>
  readonly end: Readonly<Record<string, number>>
  readonly first: string
  readonly last: string
  readonly case_duration_s: Readonly<Record<'min' | 'median' | 'mean' | 'max', number>>
  readonly rework_cases_per_activity: Readonly<Record<string, number>>
  readonly dfg: readonly [string, string, number][]
  readonly performance_dfg_s: readonly [string, string, Record<'mean' | 'median' | 'max' | 'min' | 'sum', number>][]
  readonly top_variants: readonly [string[], number][]
  readonly resources: number
  readonly handover_network_edges?: number
  readonly groups?: number
}

const seconds = 1000
const logs = {
  'receipt.xes': 'receipt.xes.gz',
  'receipt.csv': 'receipt.csv',
  'running-example.xes': 'running-example.xes',
  'running-example.csv': 'running-example.csv',
  'roadtraffic100traces.xes': 'roadtraffic100traces.xes',
}

/** Counts agree exactly, durations to a millionth. */
export function expectClose(found: number, wanted: number): void {
  expect(Math.abs(found - wanted)).toBeLessThanOrEqual(1e-6 * Math.max(1, Math.abs(wanted)))
}

describeWithData('directly-follows graphs as PM4Py finds them', () => {
  const references = referenceJson<Record<string, Pm4py>>('eventlogs/pm4py-reference.json')
  test.each(Object.keys(references))('%s is among the logs read', (name) => expect(logs).toHaveProperty([name]))

  describe.each(Object.entries(logs))('%s', (name, path) => {
    const reference = references[name]!
    let log: EventLog
    let figures: LogFigures
    let edges: readonly EdgeFigures[]
    beforeAll(async () => {
      log = await referenceLog(`eventlogs/${path}`)
      figures = logFigures(log, log.activities, reference.top_variants.length)
      edges = edgeFigures(directlyFollows(log, { by: log.activities }))
    })

    test('cases, events, activities, variants', () => {
      expect(figures).toMatchObject({
        cases: reference.cases,
        events: reference.events,
        activities: reference.activities,
        variants: reference.variants,
      })
    })

    test('first and last events of cases, and rework', () => {
      const asRecord = (list: LogFigures['starts']) =>
        Object.fromEntries(list.map(({ value, cases }) => [value, cases]))
      expect(asRecord(figures.starts)).toEqual(reference.start)
      expect(asRecord(figures.ends)).toEqual(reference.end)
      expect(asRecord(figures.rework)).toEqual(reference.rework_cases_per_activity)
    })

    test('span of the log and durations of cases', () => {
      expectClose(figures.first!, Date.parse(reference.first.replace(' ', 'T')))
      expectClose(figures.last!, Date.parse(reference.last.replace(' ', 'T')))
      for (const key of ['min', 'median', 'mean', 'max'] as const)
        expectClose(figures.duration![key] / seconds, reference.case_duration_s[key])
    })

    test('every edge with its count', () => {
      const counted = edges.map(({ from, to, n }) => [from, to, n])
      expect(counted).toHaveLength(reference.dfg_edges)
      expect(new Set(counted.map(String))).toEqual(new Set(reference.dfg.map(String)))
    })

    test('every edge with its waits', () => {
      const byPair = new Map(edges.map((edge) => [JSON.stringify([edge.from, edge.to]), edge]))
      expect(reference.performance_dfg_s).toHaveLength(edges.length)
      for (const [from, to, wanted] of reference.performance_dfg_s) {
        const wait = byPair.get(JSON.stringify([from, to]))!.wait!
        for (const key of ['mean', 'median', 'max', 'min', 'sum'] as const)
          expectClose(wait[key] / seconds, wanted[key])
      }
    })

    test('most frequent variants', () => {
      // Variants of equal number stand in any order, so the last of them may be another one of the same number.
      const least = reference.top_variants.at(-1)![1]
      const sure = (list: readonly (readonly [readonly string[], number])[]) =>
        new Set(list.filter(([, cases]) => cases > least).map((one) => JSON.stringify(one)))
      expect(sure(figures.topVariants.map(({ values, cases }) => [values, cases]))).toEqual(
        sure(reference.top_variants),
      )
      expect(figures.topVariants.map(({ cases }) => cases)).toEqual(reference.top_variants.map(([, cases]) => cases))
    })

    test('persons and groups', () => {
      const values = (key: string) => log.attributes.get(key)?.labels.length
      expect(values('org:resource')).toBe(reference.resources)
      if (reference.groups !== undefined) expect(values('org:group')).toBe(reference.groups)
    })

    // PM4Py could not count the pairs of the road traffic log.
    const pairs = reference.handover_network_edges
    if (pairs !== undefined)
      test('pairs of persons that follow each other', () => {
        const edges = edgeFigures(directlyFollows(log, { by: log.attributes.get('org:resource')! }))
        expect(edges).toHaveLength(pairs)
      })
  })
})

/** Computed with pandas, independently of PM4Py. Durations in seconds. */
interface Handover {
  readonly handovers_total: number
  readonly pairs: number
  readonly cases_with_handover: number
  readonly orgs: number
  readonly pingpong_total: number
  readonly pingpong_top: readonly [string, string, number][]
  readonly wait_s: Readonly<Record<'mean' | 'median' | 'p90', number>>
  /** from, to, n, mean, median, p90, p95, max */
  readonly edges: readonly [string, string, number, number, number, number, number, number][]
}

describeWithData('hand-overs between groups of receipt, as found with pandas', () => {
  const reference = referenceJson<Record<string, Handover>>('eventlogs/handover-reference.json')[
    'receipt.xes|org:group'
  ]!
  describe.each(['receipt.xes.gz', 'receipt.csv'])('%s', (path) => {
    let log: EventLog
    let edges: readonly EdgeFigures[]
    beforeAll(async () => {
      log = await referenceLog(`eventlogs/${path}`)
      edges = edgeFigures(handovers(log, { by: log.attributes.get('org:group')! }))
    })

    test('all together', () => {
      const follows = handovers(log, { by: log.attributes.get('org:group')! })
      expect(edges).toHaveLength(reference.pairs)
      expect(edges.reduce((sum, { n }) => sum + n, 0)).toBe(reference.handovers_total)
      expect(edges.reduce((sum, { pingPong }) => sum + pingPong!.n, 0)).toBe(reference.pingpong_total)
      const cases = new Set<number>()
      follows.slotOf.forEach((slot, row) => {
        if (slot >= 0) cases.add(follows.caseCodes[row]!)
      })
      expect(cases.size).toBe(reference.cases_with_handover)
      expect(follows.labels).toHaveLength(reference.orgs)
      expectClose(edges.reduce((sum, { wait }) => sum + wait!.sum, 0) / 5440 / seconds, reference.wait_s.mean)
    })

    test('every pair with its vector', () => {
      const found = new Map(edges.map((edge) => [`${edge.from}|${edge.to}`, edge]))
      for (const [from, to, n, mean, median, p90, p95, max] of reference.edges) {
        const { wait } = found.get(`${from}|${to}`)!
        expect(wait!.n).toBe(n)
        for (const [value, wanted] of [
          [wait!.mean, mean],
          [wait!.median, median],
          [wait!.p90, p90],
          [wait!.p95, p95],
          [wait!.max, max],
        ] as const)
          expectClose(value / seconds, wanted)
      }
    })

    test('ping-pong by pair', () => {
      const found = edges.filter(({ pingPong }) => pingPong!.n > 0)
      expect(new Set(found.map(({ from, to, pingPong }) => `${from}|${to}|${pingPong!.n}`))).toEqual(
        new Set(reference.pingpong_top.map((one) => one.join('|'))),
      )
    })

    test('formal hand-overs, which stay with the same person, are told apart', () => {
      const options = { by: log.attributes.get('org:group')!, resource: log.attributes.get('org:resource')! }
      const follows = handovers(log, options)
      const sum = (list: readonly EdgeFigures[]) => list.reduce((total, { n }) => total + n, 0)
      // Counted by hand over the CSV with another program: 4345 of 5440 stay with the same person.
      expect(sum(edgeFigures(follows))).toBe(5440)
      expect(sum(edgeFigures(follows, { formal: 'only' }))).toBe(4345)
      expect(sum(edgeFigures(follows, { formal: 'without' }))).toBe(1095)
    })

    test('between persons (figures of the reference README)', () => {
      const follows = handovers(log, { by: log.attributes.get('org:resource')! })
      const persons = edgeFigures(follows)
      expect(persons).toHaveLength(246)
      expect(persons.reduce((sum, { n }) => sum + n, 0)).toBe(1208)
      expect(persons.reduce((sum, { pingPong }) => sum + pingPong!.n, 0)).toBe(129)
    })
  })
})
