import { describe, expect, test } from 'vitest'
import { arrivedOn, median, played, scenarioNamed, through } from './testing.ts'

const recovery = scenarioNamed('recovery')

describe('what was planted is found again in the records', () => {
  // Ten times the volume, so that chance does not decide the test.
  const plenty = {
    ...recovery,
    interfaces: recovery.interfaces.map((one) => ({ ...one, passagesPerYear: one.passagesPerYear * 10 })),
  }
  const { passages, truth, plan } = played(plenty)
  const first = plan.timeline.first

  /** Medians of recorded waits in months after the first, from both sides only: estimates are rounded. */
  const waits = (key: string, from: number, to: number, towns?: readonly string[]) =>
    median(
      through(passages, key)
        .filter(
          ({ truth: { month }, home }) =>
            month >= first + from && month <= first + to && (towns?.includes(home) ?? true),
        )
        .flatMap((passage) => {
          const arrived = arrivedOn(passage)
          const offered = passage.events.find((event) => event.kind === 'offered')?.occurredOn
          return arrived === undefined || offered === undefined ? [] : [arrived - offered]
        }),
    )

  test('every interface has the median that the scenario gives', () => {
    for (const { key, wait } of plenty.interfaces.filter((one) => one.key.startsWith('steady'))) {
      expect(Math.abs(waits(key, 0, 30) - wait.medianDays)).toBeLessThanOrEqual(Math.max(1, wait.medianDays * 0.04))
    }
  })

  test('a step of 50 % from one month on', () => {
    expect(Math.abs(waits('step', 20, 31) / waits('step', 8, 19) - 1.5)).toBeLessThan(0.1)
    expect(Math.abs(waits('step', 19, 19) - 30)).toBeLessThan(4)
    expect(Math.abs(waits('step', 20, 20) - 45)).toBeLessThan(6)
  })

  test('a slope that takes twelve months', () => {
    const [before, half, after] = [waits('slope', 0, 17), waits('slope', 23, 23), waits('slope', 29, 32)]
    expect(Math.abs(half / before - 1.3)).toBeLessThan(0.12)
    expect(Math.abs(after / before - 1.6)).toBeLessThan(0.12)
  })

  test('a measure that helps, and one that does not', () => {
    expect(Math.abs(waits('helped', 22, 32) / waits('helped', 0, 21) - 0.6)).toBeLessThan(0.05)
    expect(Math.abs(waits('idle-measure', 22, 32) / waits('idle-measure', 0, 21) - 1)).toBeLessThan(0.06)
  })

  test('a hurdle in two towns', () => {
    const others = ['Alder', 'Birch', 'Dogwood']
    expect(Math.abs(waits('hurdle', 0, 30, ['Cedar', 'Elm']) / waits('hurdle', 0, 30, others) - 1.8)).toBeLessThan(0.15)
  })

  test('the truth says the same', () => {
    expect(truth.changes[0]).toMatchObject({ interface: 'step', factor: 1.5, at: '2025-07' })
    expect(truth.changes[0]!.after.medianDays! / truth.changes[0]!.before.medianDays!).toBeCloseTo(1.5, 1)
    expect(truth.gaps[0]).toMatchObject({ key: 'evening-course' })
    const { needs, met } = truth.gaps[0] as { needs: number; met: number }
    expect(Math.abs(met / needs - 0.5)).toBeLessThan(0.1)
  })
})
