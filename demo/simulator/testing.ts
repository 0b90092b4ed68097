/** What the tests of the simulator share: playing a scenario whole, and looking at what came out. */
import { readFileSync } from 'node:fs'
import type { Scenario } from '../scenario/fields.ts'
import { readScenario } from '../scenario/read.ts'
import { logLines } from './log.ts'
import { type Options, planOf } from './plan.ts'
import type { RecordedPassage } from './records.ts'
import { simulate } from './simulate.ts'

/** A scenario of `demo/scenarios`. */
export function scenarioNamed(name: string): Scenario {
  return readScenario(readFileSync(new URL(`../scenarios/${name}.json`, import.meta.url), 'utf8'), name)
}

/** Plays to October 2026 unless told. */
export function played(scenario: Scenario, options: Partial<Options> = {}) {
  const plan = planOf(scenario, { until: '2026-10', ...options })
  const simulation = simulate(plan, { withTruth: true })
  return { plan, passages: [...simulation.passages], needs: simulation.needs, truth: simulation.truth() }
}

export function logOf(scenario: Scenario, options: Partial<Options> = {}, answers = false): string {
  const plan = planOf(scenario, { until: '2026-10', ...options })
  return [...logLines(plan, simulate(plan), { answers })].join('')
}

export function through(passages: readonly RecordedPassage[], key: string): RecordedPassage[] {
  return passages.filter((passage) => passage.truth.through.source.key === key)
}

/** Day number of the first appointment on record. */
export function arrivedOn(passage: RecordedPassage): number | undefined {
  return passage.events.find((event) => event.kind === 'firstAppointment')?.occurredOn
}

export function isOpen({ events }: RecordedPassage): boolean {
  return !events.some((event) => ['firstAppointment', 'declined', 'withdrawn'].includes(event.kind))
}

/** The upper median. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}
