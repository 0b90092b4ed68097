/** A measure that gives a gap more places: is it found, and is nothing found where it gives none? */
import type { Scenario } from '../../demo/scenario/fields.ts'
import { firstDayOf, lastDayOf } from '../../demo/scenario/moment.ts'
import { planOf } from '../../demo/simulator/plan.ts'
import { simulate } from '../../demo/simulator/simulate.ts'
import {
  type NeedColumns,
  type NeedEffectCheck,
  needColumns,
  needEffectOf,
  needPowerOf,
} from '../../src/engine/index.ts'
import { dayOfNumber } from '../../src/kernel/day.ts'
import { nothingPlanted, until } from './measure.ts'

type Gap = Scenario['gaps'][number]

export interface GapChecked {
  readonly verdict: NeedEffectCheck['verdict']
  /** The interval of unmet days holds what they were to what they would have been without the measure. */
  readonly covered: boolean
  /** Ever called helped when looked at after each complete month from the third on. */
  readonly everHelped: boolean
  readonly promised: number
  /** Unmet days with the measure to those without, by playing both. */
  readonly truth: number
}

const monthsWith = 12

/**
 * So many more places, from a year before the end on, for the gap that the scenario has a measure for, else one with fewer
 * places than needs, else each topic in turn with twice as many needs as places. Undefined without gaps, or where none has
 * places.
 */
export function gapMeasureChecked(
  scenario: Scenario,
  seed: number,
  gain: number,
  looks: boolean,
): GapChecked | undefined {
  const withPlaces = scenario.gaps.filter(({ capacityPerMonth }) => capacityPerMonth > 0)
  const own = withPlaces.filter(({ key }) => scenario.measures.some((measure) => measure.gap === key))
  const short = withPlaces.filter(({ needPerMonth, capacityPerMonth }) => needPerMonth > capacityPerMonth)
  const list = own.length > 0 ? own : short.length > 0 ? short : withPlaces
  const gap = list[seed % list.length]
  if (!gap) return undefined
  const needPerMonth = list === withPlaces ? 2 * gap.capacityPerMonth : gap.needPerMonth
  const gaps = scenario.gaps.map((one): Gap => (one === gap ? { ...gap, needPerMonth } : one))
  const bare: Scenario = { ...nothingPlanted(scenario), gaps, interfaces: scenario.interfaces.slice(0, 1) }
  const measure = { key: 'places', gap: gap.key, starts: `end-${monthsWith}`, rampMonths: 0 }
  const addedCapacityPerMonth = gain * gap.capacityPerMonth
  const { needs, last } = needsOf({ ...bare, measures: [{ ...measure, addedCapacityPerMonth }] }, seed)
  const start = last - monthsWith
  const asked = (month: number) => ({
    gap: filterOf(gap),
    startsOn: dayOfNumber(firstDayOf(start)),
    asOf: dayOfNumber(lastDayOf(month)),
  })
  const check = needEffectOf(needs, asked(last))
  if (!check.unmetDays) return undefined
  const without = needEffectOf(needsOf(bare, seed).needs, asked(last))
  const truth = check.after.unmetDays / without.after.unmetDays
  const early = Array.from({ length: looks ? monthsWith - 3 : 0 }, (_, at) =>
    needEffectOf(needs, asked(start + 3 + at)),
  )
  const power = needPowerOf(needs, { ...asked(start - 1), gains: [Math.max(gain, 0.001)] })
  return {
    verdict: check.verdict,
    covered: check.unmetDays.lower! <= truth + 1e-9 && truth - 1e-9 <= check.unmetDays.upper!,
    everHelped: check.verdict === 'helped' || early.some(({ verdict }) => verdict === 'helped'),
    promised: power?.byMonth[check.after.months - 1]?.power[0] ?? 0,
    truth,
  }
}

/** The needs of a gap, as a filter of the columns below: its topic, its towns, its group and its language. */
export function filterOf({ topic, towns, group, language }: Gap) {
  return {
    topics: [topic],
    ...(towns && { places: towns }),
    ...(group !== undefined && { groups: [group] }),
    ...(language !== undefined && { languages: [language] }),
  }
}

export function needsOf(scenario: Scenario, seed: number): { readonly needs: NeedColumns; readonly last: number } {
  const plan = planOf(scenario, { until, seed })
  const rows = simulate(plan).needs.map(({ gap, town, group, neededOn, metOn, givenUpOn }) => {
    return { topic: gap.topic, place: town, group, language: gap.language, neededOn, metOn, givenUpOn }
  })
  return { needs: needColumns(rows), last: plan.timeline.last }
}
