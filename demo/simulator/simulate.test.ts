import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import type { Scenario } from '../scenario/fields.ts'
import { monthNumber } from '../scenario/moment.ts'
import { arrivedOn, isOpen, logOf, played, scenarioNamed, through } from './testing.ts'

const auental = scenarioNamed('auental')
const recovery = scenarioNamed('recovery')

describe('the same every time', () => {
  // Committed, so that another machine or a careless change is found. A change on purpose commits the new value.
  test.each([
    ['auental', auental, 'bab1c80d501f86dae19b2d36ca51986ed8829591a5a589fbceb25d483fd6b496'],
    ['recovery', recovery, '10cd957fd34dda664c97d1ed01c34f08493541765d82da79f5a39e2d253d243b'],
  ])('the log of %s', (_name, scenario, hash) => {
    expect(createHash('sha256').update(logOf(scenario)).digest('hex')).toBe(hash)
  })

  test('another seed gives another log', () => {
    expect(logOf(recovery, { seed: 1, months: 3 })).not.toBe(logOf(recovery, { seed: 2, months: 3 }))
  })

  test('what is planted leaves all other hand-overs as they were', () => {
    const plain = { ...recovery, hurdles: [], changes: [], measures: [] }
    const more = { ...recovery, interfaces: [...recovery.interfaces, { ...recovery.interfaces[0]!, key: 'one-more' }] }
    const days = (scenario: Scenario, key: string) =>
      through(played(scenario).passages, key).map((passage) => passage.events.map((event) => event.occurredOn))
    expect(days(plain, 'steady-1')).toEqual(days(recovery, 'steady-1'))
    expect(days(more, 'steady-1')).toEqual(days(recovery, 'steady-1'))
    expect(days(plain, 'step')).not.toEqual(days(recovery, 'step'))
  })
})

describe('Kreis Auental', () => {
  const { passages, truth } = played(auental)
  const offered = (from: string, to: string) =>
    passages.filter(({ truth: { month } }) => month >= monthNumber(from) && month <= monthNumber(to))

  test('has 15 interfaces, 13 towns and 36 months', () => {
    expect(auental.interfaces).toHaveLength(15)
    expect(auental.towns).toHaveLength(13)
    expect(truth.period).toEqual({ from: '2023-11', until: '2026-10', months: 36 })
  })

  test('has between 2,400 and 3,000 hand-overs in each year', () => {
    for (const [from, to] of [
      ['2023-11', '2024-10'],
      ['2024-11', '2025-10'],
      ['2025-11', '2026-10'],
    ] as const) {
      expect(offered(from, to).length).toBeGreaterThan(2400)
      expect(offered(from, to).length).toBeLessThan(3000)
    }
  })

  test('has about 300 open cases', () => {
    const open = passages.filter(isOpen).length
    expect(open).toBeGreaterThan(270)
    expect(open).toBeLessThan(360)
  })

  test.each(['2026-10', '2027-03', '2028-07'])(
    'three interfaces cause about half of the lost days, played to %s',
    (until) => {
      const { passages, plan } = played(auental, { until })
      const last = plan.calendar.openDays(plan.timeline.last).at(-1)!
      const lost = new Map<string, number>()
      for (const passage of passages) {
        const { targetDays, through, offeredOn, outcome } = passage.truth
        if (targetDays === null || offeredOn + targetDays < last - 365 || ['declined', 'withdrawn'].includes(outcome))
          continue
        const days = Math.max(0, (arrivedOn(passage) ?? last) - offeredOn - targetDays)
        lost.set(through.source.key, (lost.get(through.source.key) ?? 0) + days)
      }
      const largest = [...lost].sort(([, a], [, b]) => b - a)
      const share =
        largest.slice(0, 3).reduce((sum, [, days]) => sum + days, 0) / largest.reduce((sum, [, days]) => sum + days, 0)
      expect(share).toBeGreaterThan(0.44)
      expect(share).toBeLessThan(0.64)
      expect(largest.slice(0, 3).map(([key]) => key)).toContain('sozialamt-jobcenter')
    },
  )

  test('one town says nothing for the last six weeks', () => {
    const recorded = passages
      .filter((passage) => passage.home === 'Karbeck')
      .flatMap((passage) => passage.events.map((event) => event.recordedAt))
    expect(new Date(Math.max(...recorded)).toISOString() < '2026-09-19').toBe(true)
    expect(truth.missing.events.silentTown).toBeGreaterThan(10)
  })
})
