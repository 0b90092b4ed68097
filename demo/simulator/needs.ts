/** Needs that meet too few places: served in the order in which they arose, given up after a while, or still open. */

import type { Scenario } from '../scenario/fields.ts'
import { type MonthNumber, monthText, resolveMonth } from '../scenario/moment.ts'
import { ramp } from './effects.ts'
import { type Plan, picker } from './plan.ts'

export type ScenarioGap = Scenario['gaps'][number]

/** Days are day numbers. */
export interface Need {
  readonly gap: ScenarioGap
  readonly town: string
  readonly group: string
  readonly neededOn: number
  readonly metOn: number | undefined
  readonly givenUpOn: number | undefined
}

/** All needs of the scenario, by gap and by the day on which they arose; nothing happens after `lastDay`. */
export function needsOf(plan: Plan, lastDay: number): Need[] {
  return plan.scenario.gaps.flatMap((gap) => needsOfGap(plan, gap, lastDay))
}

function needsOfGap(plan: Plan, gap: ScenarioGap, lastDay: number): Need[] {
  const { timeline, scenario, calendar } = plan
  const random = plan.random.child(`gap ${gap.key}`)
  const towns = scenario.towns.filter((town) => gap.towns?.includes(town.name) ?? true)
  const groups = scenario.groups.filter((group) => gap.group === undefined || gap.group === group.name)
  const pickTown = picker(towns.map((town) => town.share))
  const pickGroup = picker(groups.map((group) => group.share))
  const first = gap.from === undefined ? timeline.first : Math.max(timeline.first, resolveMonth(gap.from, timeline))
  const last = gap.to === undefined ? timeline.last : resolveMonth(gap.to, timeline)

  const waiting: { need: Need; patientUntil: number }[] = []
  const done: Need[] = []
  let places = 0
  for (let month = timeline.first; month <= timeline.last; month++) {
    const draws = random.child(monthText(month))
    const open = calendar.openDays(month)
    if (open.length === 0) continue
    if (month >= first && month <= last) {
      const arising = Array.from({ length: draws.poisson(gap.needPerMonth) }, () => ({
        need: {
          gap,
          town: towns[pickTown(draws.next())]!.name,
          group: groups[pickGroup(draws.next())]!.name,
          neededOn: draws.pick(open),
          metOn: undefined,
          givenUpOn: undefined,
        },
        // Exponential with the given median.
        patience: Math.ceil((-Math.log(1 - draws.next()) / Math.LN2) * gap.patienceDays),
      }))
      arising.sort((a, b) => a.need.neededOn - b.need.neededOn)
      for (const { need, patience } of arising) waiting.push({ need, patientUntil: need.neededOn + patience })
    }
    places += gap.capacityPerMonth + addedCapacity(plan, gap.key, month)
    const free = Math.floor(places)
    // Places that nobody takes within their month are lost; only the fraction of one is carried on.
    places -= free
    for (let place = 0; place < free; place++) {
      const day = open[Math.floor(((place + 0.5) / free) * open.length)]!
      const index = waiting.findIndex(({ need, patientUntil }) => need.neededOn <= day && patientUntil > day)
      if (index >= 0) done.push({ ...waiting.splice(index, 1)[0]!.need, metOn: day })
    }
  }
  for (const { need, patientUntil } of waiting)
    done.push(patientUntil <= lastDay ? { ...need, givenUpOn: patientUntil } : need)
  return done.sort((a, b) => a.neededOn - b.neededOn)
}

function addedCapacity({ scenario, timeline }: Plan, key: string, month: MonthNumber): number {
  return scenario.measures
    .filter((measure) => measure.gap === key)
    .map((measure) => ({
      added: measure.addedCapacityPerMonth ?? 0,
      from: resolveMonth(measure.starts, timeline),
      to: measure.ends === undefined ? Number.POSITIVE_INFINITY : resolveMonth(measure.ends, timeline),
      overMonths: measure.rampMonths,
    }))
    .filter(({ from, to }) => month >= from && month <= to)
    .reduce((sum, measure) => sum + measure.added * ramp(measure, month), 0)
}
