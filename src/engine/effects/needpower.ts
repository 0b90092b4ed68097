import type { NeedColumns } from '../gaps/needs.ts'
import { normalShare, tQuantile } from '../statistics/normal.ts'
import { type NeedFlow, needFlows, needSample } from './needmonths.ts'
import { errorOf, metRatio, type NeedModel, pairsFor, perOf } from './needratio.ts'
import type { NeedPower, NeedPowerQuestion } from './needresults.ts'
import { leastAfter, stretchAfter } from './verdict.ts'

const wanted = 0.8
/** Beyond ten years nothing is promised. */
const longest = 120
const shown = 24

/**
 * What a measure will be able to show on a gap, before it starts: the power to find that so many more needs are met after so
 * many complete months. The standard error is that of the model of `needEffectOf` for the months to come, if they bring what
 * the months before brought. Undefined where nothing was met before: then the first needs that are met show it.
 */
export function needPowerOf(needs: NeedColumns, question: NeedPowerQuestion): NeedPower | undefined {
  const flows = needFlows(needs, question)
  const own = plannedFrom(flows.own)
  if (!own) return undefined
  const comparison = flows.comparison && plannedFrom(flows.comparison)
  const gains = question.gains ?? [0.1, 0.25, 0.5, 1]
  const powerAfter = (months: number, gain: number): number => {
    const error = Math.hypot(own.error(months, gain), comparison ? comparison.error(months, 0) : 0)
    const z = tQuantile(0.975, own.before.length + months - 2 - 2 * own.pairs(months)) * stretchAfter(months)
    return normalShare(Math.log(1 + gain) / error - z)
  }
  const needed = (gain: number): number | null => {
    for (let months = leastAfter.months; months <= longest; months++)
      if (powerAfter(months, gain) >= wanted) return months
    return null
  }
  return {
    metPerMonth: own.perMonth,
    comparisonPerMonth: comparison ? comparison.perMonth : null,
    gains: gains.map((gain) => ({ gain, months: needed(gain) })),
    byMonth: Array.from({ length: shown }, (_, at) => ({
      months: at + 1,
      power: gains.map((gain) => (at + 1 < leastAfter.months ? 0 : powerAfter(at + 1, gain))),
    })),
    before: needSample(own.before),
    dispersion: own.dispersion,
  }
}

/** The months before, with months like them to come. */
function plannedFrom(flows: readonly NeedFlow[]) {
  const before = flows.filter(({ isAfter }) => !isAfter)
  const { met, months } = needSample(before)
  if (met === 0 || months < 3) return undefined
  const perMonth = met / months
  const dispersion = dispersionOf(before)
  const last = before.at(-1)!
  const planned = (more: number) => [
    ...before,
    ...Array.from({ length: more }, (_, i) => ({ ...last, at: last.at + 1 + i, isAfter: true, met: perMonth })),
  ]
  const pairs = (more: number) => pairsFor(planned(more))
  const error = (more: number, gain: number) => {
    const all = planned(more)
    const means = all.map(({ isAfter }) => perMonth * (isAfter ? 1 + gain : 1))
    const model: NeedModel = { per: perOf(before), pairs: pairsFor(all), trend: false, dispersion }
    return errorOf(all, means, model)
  }
  return { before, perMonth, dispersion, pairs, error }
}

/** That of the months before, told by halves of them as if a measure had begun in their middle. */
function dispersionOf(before: readonly NeedFlow[]): number {
  const halves = before.map((flow, i) => ({ ...flow, isAfter: 2 * i >= before.length }))
  return metRatio(halves, () => 0)?.model.dispersion ?? 1
}
