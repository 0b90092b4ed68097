import { expect, test } from 'vitest'
import type { Scenario, ScenarioInput } from '../scenario/fields.ts'
import { monthNumber } from '../scenario/moment.ts'
import { parseScenario } from '../scenario/read.ts'
import { arrivedOn, median, played } from './testing.ts'

const one = (more: Partial<ScenarioInput> = {}, wait = {}): Scenario =>
  parseScenario({
    schema: 'nahtlos-scenario/1',
    name: 'Probe',
    months: 12,
    towns: [{ name: 'North' }, { name: 'South' }],
    interfaces: [
      { key: 'a-b', from: 'a', to: 'b', passagesPerYear: 1200, wait: { medianDays: 20, ...wait }, targetDays: 14 },
    ],
    ...more,
  })

test('a silent town that enters later loses nothing', () => {
  const silent = { town: 'South', from: 'start+4', to: 'start+5' }
  const lost = played(one({ missing: { silent: [silent] } }))
  const late = played(one({ missing: { silent: [{ ...silent, enteredLater: true }] } }))
  expect(lost.truth.missing.events.silentTown).toBeGreaterThan(50)
  expect(late.truth.missing.events.silentTown).toBe(0)
  expect(late.passages.length).toBeGreaterThan(lost.passages.length)
})

test('comparison towns are passed by', () => {
  const { passages } = played(
    one({ comparison: { towns: ['South'] }, changes: [{ interface: 'a-b', at: 'start+6', factor: 3 }] }),
  )
  const late = (town: string) =>
    median(
      passages
        .filter(
          ({ home, truth }) =>
            home === town && truth.month >= monthNumber('2026-05') && truth.month < monthNumber('2026-09'),
        )
        .flatMap(({ truth }) => (truth.firstOn === undefined ? [] : [truth.firstOn - truth.offeredOn])),
    )
  expect(late('North')).toBeGreaterThan(45)
  expect(late('South')).toBeLessThan(25)
})

test('a receiver that never confirms is known from the sender only', () => {
  const { passages } = played(one({ entry: { neverConfirmsShare: 1, estimatedShare: 0 } }))
  expect(passages.flatMap(({ events }) => events).every((event) => event.source === 'sender')).toBe(true)
  expect(passages.some((passage) => arrivedOn(passage) !== undefined)).toBe(true)
})

test('delay of entry: the newest month lacks most', () => {
  const { passages, truth } = played(one({ entry: { medianDays: 15 } }, { medianDays: 3 }))
  const known = (month: string) =>
    passages.filter((passage) => passage.truth.month === monthNumber(month) && arrivedOn(passage) !== undefined).length
  const real = (month: string) => truth.interfaces[0]!.byMonth.find((one) => one.month === month)!.n
  expect(known('2026-02') / real('2026-02')).toBeGreaterThan(0.97)
  expect(known('2026-10') / real('2026-10')).toBeLessThan(0.6)
})

test('nothing happens on holidays and in closures', () => {
  const { passages } = played(
    one({ seasons: { closures: [{ from: '12-20', to: '01-06' }] }, entry: { certainDayShare: 1 } }),
  )
  const days = passages.flatMap(({ truth }) => [truth.offeredOn, truth.firstOn ?? truth.offeredOn])
  const texts = days.map((day) => new Date(day * 86_400_000).toISOString())
  expect(texts.filter((text) => /-12-(2\d|3\d)|-01-0[1-6]/.test(text))).toEqual([])
  expect(texts.filter((text) => text.includes('-05-01') || text.includes('-10-03'))).toEqual([])
  expect(days.filter((day) => [2, 3].includes(day % 7))).toEqual([])
})

test('targets have a history', () => {
  const scenario = one()
  const { passages } = played({
    ...scenario,
    interfaces: [{ ...scenario.interfaces[0]!, targetDays: [{ days: 21 }, { from: 'start+6', days: 14 }] }],
  })
  const targets = (from: string, to: string) =>
    new Set(
      passages
        .filter(({ truth: { month } }) => month >= monthNumber(from) && month <= monthNumber(to))
        .map(({ truth }) => truth.targetDays),
    )
  expect(targets('2025-11', '2026-04')).toEqual(new Set([21]))
  expect(targets('2026-05', '2026-10')).toEqual(new Set([14]))
})

test('each person comes back as often as the scenario says', () => {
  for (const mean of [1, 1.6, 3]) {
    const { passages } = played(one({ population: { passagesPerPerson: mean } }), { months: 36 })
    const persons = new Set(passages.map(({ truth }) => truth.person)).size
    expect(Math.abs(passages.length / persons - mean)).toBeLessThan(mean * 0.12)
  }
})
