/** A scenario made ready for play: months resolved, weights summed up, each interface with its offices and effects. */
import { type Random, seeded } from '../../src/kernel/random.ts'
import type { Scenario, ScenarioEntry, ScenarioInterface } from '../scenario/fields.ts'
import { type MonthNumber, monthOfYear, resolveMonth, type Timeline, timeline } from '../scenario/moment.ts'
import { type OfficeCalendar, officeCalendar } from './calendar.ts'
import { type Effect, effectsAt, seasonFactors } from './effects.ts'
import { type DrawPerson, personsOf } from './persons.ts'
import { type DrawWait, waitOf } from './wait.ts'

export interface Options {
  /** Replaces the scenario's seed. */
  readonly seed?: number
  /** Replaces the scenario's number of months. */
  readonly months?: number
  /** The last month played, `2026-10`. */
  readonly until: string
}

export interface Office {
  readonly key: string
  readonly name: string
  readonly jurisdiction: string | undefined
  readonly perTown: boolean
  readonly entry: ScenarioEntry
}

export interface PlannedInterface {
  readonly source: ScenarioInterface
  readonly from: Office
  readonly to: Office
  readonly pickTown: Picker
  readonly pickGroup: Picker
  readonly drawWait: DrawWait
  readonly effects: readonly Effect[]
  readonly pickDeclineReason: NamePicker
  readonly delayReasons: readonly (readonly [string, number])[]
  /** Target in calendar days that holds at offers of a month; null without one. */
  targetAt(month: MonthNumber): number | null
}

export interface Plan {
  readonly scenario: Scenario
  readonly seed: number
  readonly timeline: Timeline
  readonly months: number
  readonly random: Random
  readonly calendar: OfficeCalendar
  readonly offices: readonly Office[]
  readonly interfaces: readonly PlannedInterface[]
  readonly personAt: DrawPerson
  readonly demandFactor: (month: MonthNumber) => number
  readonly waitFactor: (month: MonthNumber) => number
}

/** From a uniform number to an index or name, in proportion to the weights. */
export type Picker = (uniform: number) => number
export type NamePicker = (uniform: number) => string

/** @throws RangeError when `until` is not a month. */
export function planOf(scenario: Scenario, options: Options): Plan {
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(options.until))
    throw new RangeError(`not a month such as 2026-10: ${options.until}`)
  const months = options.months ?? scenario.months
  const span = timeline(options.until, months)
  const seed = options.seed ?? scenario.seed
  const offices = officesOf(scenario)
  const seasonalWait = scenario.seasons.wait
  return {
    scenario,
    seed,
    timeline: span,
    months,
    random: seeded(seed),
    calendar: officeCalendar(scenario),
    offices,
    interfaces: scenario.interfaces.map((entry) => plannedInterface(entry, scenario, span, offices)),
    personAt: personsOf(scenario, span),
    demandFactor: seasonFactors(scenario.seasons.demand),
    waitFactor: (month) => seasonalWait?.[monthOfYear(month)] ?? 1,
  }
}

function officesOf(scenario: Scenario): Office[] {
  const listed = scenario.organisations.map(({ key, name, jurisdiction, perTown, entry }) => ({
    key,
    name: name ?? key,
    jurisdiction,
    perTown,
    entry: entry ?? scenario.entry,
  }))
  const keys = new Set(listed.map((office) => office.key))
  const mentioned = new Set(scenario.interfaces.flatMap((entry) => [entry.from, entry.to]))
  const made = [...mentioned]
    .filter((key) => !keys.has(key))
    .map((key) => ({ key, name: key, jurisdiction: undefined, perTown: false, entry: scenario.entry }))
  return [...listed, ...made]
}

function plannedInterface(
  source: ScenarioInterface,
  scenario: Scenario,
  span: Timeline,
  offices: readonly Office[],
): PlannedInterface {
  const from = offices.find((office) => office.key === source.from)!
  const to = offices.find((office) => office.key === source.to)!
  const only = source.towns && new Set(source.towns)
  const history = Array.isArray(source.targetDays)
    ? source.targetDays.map(({ from, days }) => ({
        from: from === undefined ? Number.NEGATIVE_INFINITY : resolveMonth(from, span),
        days,
      }))
    : [{ from: Number.NEGATIVE_INFINITY, days: source.targetDays }]
  return {
    source,
    from: { ...from, jurisdiction: source.fromJurisdiction ?? from.jurisdiction },
    to: { ...to, jurisdiction: source.toJurisdiction ?? to.jurisdiction },
    pickTown: picker(scenario.towns.map((town) => (only && !only.has(town.name) ? 0 : town.share))),
    pickGroup: picker(scenario.groups.map((group) => (source.groups ? (source.groups[group.name] ?? 0) : group.share))),
    drawWait: waitOf(source.wait),
    effects: effectsAt(source.key, scenario, span),
    pickDeclineReason: namePicker(Object.entries(source.declineReasons)),
    delayReasons: Object.entries(source.delayReasons),
    targetAt: (month) => history.findLast((target) => target.from <= month)?.days ?? null,
  }
}

export function picker(weights: readonly number[]): Picker {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const last = weights.findLastIndex((weight) => weight > 0)
  return (uniform) => {
    let rest = uniform * total
    for (let index = 0; index < last; index++) {
      rest -= weights[index]!
      if (rest < 0) return index
    }
    return last
  }
}

export function namePicker(weights: readonly (readonly [string, number])[]): NamePicker {
  const pick = picker(weights.map(([, weight]) => weight))
  return (uniform) => weights[pick(uniform)]![0]
}
