/**
 * One district, planted with one thing at a time, looked at as an office would look: with what is on record on that day.
 * What was planted is asked for; nothing else of the truth is.
 */
import type { Scenario } from '../../demo/scenario/fields.ts'
import { firstDayOf, lastDayOf, resolveMonth } from '../../demo/scenario/moment.ts'
import { type Plan, planOf } from '../../demo/simulator/plan.ts'
import type { RecordedPassage } from '../../demo/simulator/records.ts'
import { simulate } from '../../demo/simulator/simulate.ts'
import {
  analyseGaps,
  analysePassages,
  type EffectCheck,
  effectOf,
  needColumns,
  powerOf,
  type Situation,
  type Warning,
} from '../../src/engine/index.ts'
import { type Day, dayOfNumber } from '../../src/kernel/day.ts'
import type { Land } from '../../src/kernel/holidays.ts'
import { addMonths, daysOfMonth, monthOf } from '../../src/kernel/period.ts'
import { columnsOn } from './columns.ts'

/** The last month played; any would do. */
export const until = '2026-10'

interface Played {
  readonly plan: Plan
  readonly passages: readonly RecordedPassage[]
}

function play(scenario: Scenario, seed: number): Played {
  const plan = planOf(scenario, { until, seed })
  return { plan, passages: [...simulate(plan).passages] }
}

/** The district without anything planted in its waits. */
export function nothingPlanted(scenario: Scenario): Scenario {
  return { ...scenario, hurdles: [], changes: [], measures: [] }
}

/** What the start page says at the end of a month. */
function situationAfter({ plan, passages }: Played, month: number): Situation {
  const asOf = dayOfNumber(lastDayOf(month))
  const from = daysOfMonth(addMonths(monthOf(asOf), -11)).from
  const question = { period: { from, to: asOf }, asOf, land: plan.scenario.land as Land, draws: 1 }
  return analysePassages(columnsOn(plan, passages, lastDayOf(month)), question)
}

/** An interface to plant at: those the scenario plants at by itself, else each in turn. */
function turn<T>(planted: readonly T[], others: readonly T[], seed: number): T {
  const from = planted.length > 0 ? planted : others
  return from[seed % from.length]!
}

const keysOf = (scenario: Scenario) => {
  const free = scenario.interfaces.filter(({ key }) => !scenario.comparison.interfaces.includes(key))
  return (free.length > 0 ? free : scenario.interfaces).map(({ key }) => key)
}

/**
 * Hurdles that make waits so much longer: how many of them are among the first three of the ranking on the last day.
 * A scenario's own hurdles keep their places, towns and groups; without any, one is planted at each interface in turn.
 */
export function hurdlesFound(scenario: Scenario, seed: number, effect: number): { found: number; of: number } {
  const ranked = scenario.interfaces.filter(({ targetDays }) => targetDays !== null).map(({ key }) => key)
  const one: Scenario['hurdles'][number] = { interface: turn([], ranked, seed), share: 1, reason: 'waitingTime' }
  const own = scenario.hurdles.length > 0 ? scenario.hurdles : [one]
  const hurdles = own.map(({ addedDays: _, ...hurdle }) => ({ ...hurdle, factor: 1 + effect }))
  const played = play({ ...nothingPlanted(scenario), hurdles }, seed)
  return hurdlesAmongFirst(situationAfter(played, played.plan.timeline.last), hurdles)
}

function hurdlesAmongFirst(situation: Situation, hurdles: readonly { readonly interface: string }[]) {
  const first = situation.interfaces.filter(({ rank }) => rank.place !== null && rank.place <= 3).map(({ key }) => key)
  const keys = [...new Set(hurdles.map((hurdle) => hurdle.interface))]
  return { found: keys.filter((key) => first.includes(key)).length, of: keys.length }
}

/** Months from the first one played to a planted step: two years of past, and time left to see it. */
const stepAfter = 26

export interface Warned {
  readonly interfaceKey: string
  readonly perYear: number
  /** Reported when so many months after the step were complete: within one, two, ... */
  readonly within: readonly boolean[]
}

/** A step so large at one interface: whether it is warned of while one, two, three, four complete months show it. */
export function stepWarned(scenario: Scenario, seed: number, effect: number): Warned {
  const steps = scenario.changes.filter(({ overMonths, until }) => overMonths <= 1 && until === undefined)
  const key = turn([...new Set(steps.map((step) => step.interface))], keysOf(scenario), seed)
  const bare = { ...nothingPlanted(scenario), comparison: { interfaces: [], towns: [] } }
  const change = { interface: key, factor: 1 + effect, at: `start+${stepAfter}`, overMonths: 0 }
  const played = play({ ...bare, changes: [change] }, seed)
  const step = played.plan.timeline.first + stepAfter
  const within: boolean[] = []
  for (let month = step; month <= played.plan.timeline.last && within.length < 4; month++) {
    const { warnings, entry } = situationAfter(played, month)
    // Complete months since the step: those that ended on a day up to which the record is whole.
    let complete = 0
    while (dayOfNumber(lastDayOf(step + complete)) <= entry.knownUntil) complete++
    if (complete <= within.length) continue
    const warned = warnings.some((warning) => isWorse(warning) && warning.key === key)
    while (within.length < complete) within.push(warned || (within.at(-1) ?? false))
  }
  const perYear = scenario.interfaces.find((one) => one.key === key)!.passagesPerYear
  return { interfaceKey: key, perYear, within }
}

function isWorse(warning: Warning): warning is Extract<Warning, { kind: 'jump' | 'rise' }> {
  return warning.kind === 'jump' || warning.kind === 'rise'
}

/** Quarters of the last year, nothing planted, looked at after each month: in how many anything worse is warned of. */
export function falseAlarms(scenario: Scenario, seed: number): { quarters: number; alarmed: number } {
  const played = play(nothingPlanted(scenario), seed)
  let alarmed = 0
  for (let quarter = 0; quarter < 4; quarter++) {
    const months = [0, 1, 2].map((month) => played.plan.timeline.last - quarter * 3 - month)
    if (months.some((month) => situationAfter(played, month).warnings.some(isWorse))) alarmed++
  }
  return { quarters: 4, alarmed }
}

export interface Checked {
  readonly verdict: EffectCheck['verdict']
  /** The interval holds the planted ratio. */
  readonly covered: boolean
  /** Ever called helped when looked at after each complete month from the third on. */
  readonly everHelped: boolean
  /** Power after as many months, promised before the start. */
  readonly promised: number
}

const monthsWith = 12

/** A measure that makes waits so much shorter, a year after its start: what the check says. */
export function measureChecked(scenario: Scenario, seed: number, drop: number, looks: boolean): Checked | undefined {
  const own = scenario.measures.flatMap((measure) => measure.interface ?? [])
  const key = turn([...new Set(own)], keysOf(scenario), seed)
  const measure = {
    key: 'measure',
    interface: key,
    starts: `end-${monthsWith}`,
    effect: 1 - drop,
    rampMonths: 0,
  }
  const towns = scenario.comparison.towns
  const played = play({ ...nothingPlanted(scenario), measures: [measure], comparison: { interfaces: [], towns } }, seed)
  const { plan } = played
  const start = plan.timeline.last - monthsWith
  const asked = (month: number) => ({
    interfaceKey: key,
    startsOn: dayOfNumber(firstDayOf(start)) as Day,
    asOf: dayOfNumber(lastDayOf(month)) as Day,
    ...(towns.length > 0 && {
      towns: scenario.towns.map(({ name }) => name).filter((name) => !towns.includes(name)),
      comparison: { towns },
    }),
  })
  const checkAfter = (month: number) => effectOf(columnsOn(plan, played.passages, lastDayOf(month)), asked(month))
  const last = checkAfter(plan.timeline.last)
  if (!last?.ratio) return undefined
  const early = Array.from({ length: looks ? monthsWith - 3 : 0 }, (_, at) => checkAfter(start + 3 + at))
  const before = powerOf(columnsOn(plan, played.passages, lastDayOf(start - 1)), {
    ...asked(start - 1),
    drops: [Math.max(drop, 0.001)],
  })
  return {
    verdict: last.verdict,
    covered: (last.ratio.lower ?? 0) <= 1 - drop && 1 - drop <= (last.ratio.upper ?? Number.POSITIVE_INFINITY),
    everHelped: last.verdict === 'helped' || early.some((one) => one?.verdict === 'helped'),
    promised: before?.byMonth[last.after.months - 1]?.power[0] ?? 0,
  }
}

/**
 * Gaps whose needs are so much more than their places: how many of them are named among the first five cells. A
 * scenario's own gaps (those with more needs than places) are set to that ratio; without any, each topic in turn.
 */
export function gapsFound(scenario: Scenario, seed: number, effect: number): { found: number; of: number } {
  if (scenario.gaps.length === 0) return { found: 0, of: 0 }
  const own = scenario.gaps.filter(({ needPerMonth, capacityPerMonth }) => needPerMonth > capacityPerMonth)
  const planted = new Set(own.length > 0 ? own : [turn([], scenario.gaps, seed)])
  const gaps = scenario.gaps.map((gap) =>
    planted.has(gap) ? { ...gap, needPerMonth: (gap.capacityPerMonth || gap.needPerMonth) * (1 + effect) } : gap,
  )
  return gapsAmongFirst({ ...nothingPlanted(scenario), gaps }, seed, [...planted])
}

function gapsAmongFirst(scenario: Scenario, seed: number, planted: readonly Scenario['gaps'][number][]) {
  const plan = planOf(scenario, { until, seed })
  const asOf = dayOfNumber(lastDayOf(plan.timeline.last))
  const needs = needColumns(
    simulate(plan).needs.map(({ gap, town, group, neededOn, metOn, givenUpOn }) => {
      return { topic: gap.topic, place: town, group, language: gap.language, neededOn, metOn, givenUpOn }
    }),
  )
  const from = daysOfMonth(addMonths(monthOf(asOf), -11)).from
  const regions = scenario.towns.flatMap(({ name, region }) => (region === undefined ? [] : [[name, region] as const]))
  const { cells } = analyseGaps(needs, { period: { from, to: asOf }, asOf, regionOf: new Map(regions), draws: 1 })
  const first = cells.filter(({ rank, unmetDays }) => rank.place <= 5 && unmetDays > 0)
  const isNamed = (gap: Scenario['gaps'][number]) => first.some((cell) => cell.topic === gap.topic)
  return { found: planted.filter(isNamed).length, of: planted.length }
}

/** The scenario as it stands, nothing scaled: what of the planted is found. */
export function asItStands(scenario: Scenario, seed: number) {
  const played = play(scenario, seed)
  const { timeline } = played.plan
  const situation = situationAfter(played, timeline.last)
  const hurdles = hurdlesAmongFirst(situation, scenario.hurdles)
  const gaps = gapsAmongFirst(
    scenario,
    seed,
    scenario.gaps.filter(({ needPerMonth, capacityPerMonth }) => needPerMonth > capacityPerMonth),
  )
  const changes = scenario.changes.map((change) => {
    const at = resolveMonth(change.at, timeline)
    const isLonger = (change.factor ?? 1) > 1 || (change.addedDays ?? 0) > 0
    const last = Math.min(timeline.last, at + change.overMonths + 3)
    if (!isLonger || at - timeline.first < 8 || at + 2 > timeline.last) return undefined
    const months = Array.from({ length: last - at }, (_, index) => at + 1 + index)
    return months.some((month) =>
      situationAfter(played, month).warnings.some((warning) => isWorse(warning) && warning.key === change.interface),
    )
  })
  const measures = scenario.measures.map((measure) => {
    if (measure.interface === undefined) return undefined
    const start = resolveMonth(measure.starts, timeline)
    const columns = columnsOn(played.plan, played.passages, lastDayOf(timeline.last))
    const towns = measure.towns ?? scenario.towns.map(({ name }) => name)
    const check = effectOf(columns, {
      interfaceKey: measure.interface,
      startsOn: dayOfNumber(firstDayOf(start)),
      asOf: situation.asOf,
      towns: towns.filter((name) => !scenario.comparison.towns.includes(name)),
      ...(scenario.comparison.towns.length > 0 && { comparison: { towns: scenario.comparison.towns } }),
    })
    return check?.verdict
  })
  return { hurdles, gaps, changes, measures }
}
