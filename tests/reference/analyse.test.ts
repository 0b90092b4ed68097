import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { analyse } from '../../src/commands/analyse/testing.ts'
import { dataPath, describeWithData, referenceJson } from './data.ts'

/** What the command says about real logs, against results of PM4Py and pandas. */

interface Edge {
  readonly from: string
  readonly to: string
  readonly n: number
  readonly mean: number
  readonly median: number
  readonly p90: number
  readonly p95: number
  readonly max: number
  readonly pingPong: { readonly n: number } | null
}

interface Answer {
  readonly cases: number
  readonly events: number
  readonly activities: number
  readonly first: string
  readonly last: string
  readonly total: Readonly<Record<'edges' | 'n' | 'cases' | 'mean' | 'median' | 'p90' | 'pingPong', number>>
  readonly edges: readonly Edge[]
  readonly oddities: readonly unknown[]
}

async function answer(log: string, ...args: string[]): Promise<Answer> {
  const { code, out, err } = await analyse([dataPath(`eventlogs/${log}`), '--json', ...args])
  expect(code, err).toBe(0)
  return JSON.parse(out) as Answer
}

function expectClose(found: number, wanted: number): void {
  expect(Math.abs(found - wanted)).toBeLessThanOrEqual(1e-6 * Math.max(1, Math.abs(wanted)))
}

describeWithData('nahtlos analyse on real logs', () => {
  test.each([
    ['receipt.csv', 'receipt.csv'],
    ['receipt.xes', 'receipt.xes.gz'],
    ['running-example.csv', 'running-example.csv'],
    ['running-example.xes', 'running-example.xes'],
    ['roadtraffic100traces.xes', 'roadtraffic100traces.xes'],
  ])('%s: the same steps with the same times as PM4Py', async (name, file) => {
    const references = referenceJson<
      Record<
        string,
        {
          cases: number
          events: number
          activities: number
          first: string
          dfg: [string, string, number][]
          performance_dfg_s: [string, string, Record<'mean' | 'median' | 'max', number>][]
        }
      >
    >('eventlogs/pm4py-reference.json')
    const reference = references[name]!
    const found = await answer(file)
    expect([found.cases, found.events, found.activities]).toEqual([
      reference.cases,
      reference.events,
      reference.activities,
    ])
    expect(Date.parse(found.first)).toBe(Date.parse(reference.first))
    expect(new Set(found.edges.map(({ from, to, n }) => JSON.stringify([from, to, n])))).toEqual(
      new Set(reference.dfg.map((edge) => JSON.stringify(edge))),
    )
    for (const [from, to, times] of reference.performance_dfg_s) {
      const edge = found.edges.find((one) => one.from === from && one.to === to)!
      expectClose(edge.mean, times.mean)
      expectClose(edge.median, times.median)
      expectClose(edge.max, times.max)
    }
  })

  test.each(['receipt.csv', 'receipt.xes.gz'])('%s: the same hand-overs between groups as pandas', async (file) => {
    const reference = referenceJson<
      Record<
        string,
        {
          handovers_total: number
          pairs: number
          cases_with_handover: number
          pingpong_total: number
          wait_s: Record<'mean' | 'median' | 'p90', number>
          edges: [string, string, number, number, number, number, number, number][]
        }
      >
    >('eventlogs/handover-reference.json')['receipt.xes|org:group']!
    const { total, edges } = await answer(file, '--handover', 'org:group', '--missing', 'EMPTY')
    expect([total.n, total.edges, total.cases, total.pingPong]).toEqual([
      reference.handovers_total,
      reference.pairs,
      reference.cases_with_handover,
      reference.pingpong_total,
    ])
    for (const figure of ['mean', 'median', 'p90'] as const) expectClose(total[figure], reference.wait_s[figure])
    for (const [from, to, n, mean, median, p90, p95, max] of reference.edges) {
      const edge = edges.find((one) => one.from === from && one.to === to)!
      expect(edge.n).toBe(n)
      for (const [value, wanted] of [
        [edge.mean, mean],
        [edge.median, median],
        [edge.p90, p90],
        [edge.p95, p95],
        [edge.max, max],
      ] as const)
        expectClose(value, wanted)
    }
  })

  test('a log of another tool is read with its columns named', async () => {
    const header = readFileSync(dataPath('eventlogs/waiting-time/manual_log_1.csv'), 'utf8').split('\n')[0]!.trim()
    expect(header).toBe('case_id,Activity,start_time,end_time,Resource')
    const found = await answer('waiting-time/manual_log_1.csv', '--map', 'time=end_time', '--handover', 'Resource')
    expect(found.events).toBeGreaterThan(5)
    expect(found.oddities).toEqual([])
  })
})
