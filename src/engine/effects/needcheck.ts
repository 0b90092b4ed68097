import type { NeedColumns } from '../gaps/needs.ts'
import { tQuantile } from '../statistics/normal.ts'
import { type NeedFlow, needFlows, needSample } from './needmonths.ts'
import { metRatio } from './needratio.ts'
import type { NeedEffectCheck, NeedEffectMonth, NeedEffectQuestion } from './needresults.ts'
import { unmetWithout } from './needwithout.ts'
import { difference, type LogInterval, ratioOf } from './ratio.ts'
import type { Interval } from './results.ts'
import { verdictOf } from './verdict.ts'

/** Two-sided 95 %. */
const level = 0.975

/**
 * Did a measure close a gap? Needs met a month with the measure against those before, with seasons, less what changed in the
 * comparison (`needratio.ts`); and what this comes to in unmet days: those there were against those there would have been
 * with the needs that arose (`needwithout.ts`).
 *
 * A gap that shrinks because people give up, or because fewer need something, has not been helped by a measure; unmet days
 * alone would say so. docs/decisions/effects-on-gaps-are-read-off-needs-met.md.
 */
export function needEffectOf(needs: NeedColumns, question: NeedEffectQuestion): NeedEffectCheck {
  const { own, comparison, knownUntil } = needFlows(needs, question)
  const relevantDrop = question.relevantDrop ?? 0.2
  const z = (freedom: number) => tQuantile(level, freedom)
  const mine = metRatio(own, z)
  const others = comparison && metRatio(comparison, z)
  const log: LogInterval | undefined = mine && others ? difference(mine.log, others.log) : mine?.log
  const [before, after] = sidesOf(own)
  const days = log && unmetInterval(own, log)
  const waits: Interval | null = log ? ratioOf({ value: -log.value, lower: -log.upper, upper: -log.lower }) : null
  return {
    verdict: verdictOf(waits, { months: after.months, handOvers: after.arisen }, relevantDrop),
    met: log ? ratioOf(log) : null,
    own: mine ? ratioOf(mine.log) : null,
    comparison: others ? ratioOf(others.log) : null,
    unmetDays: days?.ratio ?? null,
    saved: days?.saved ?? null,
    before,
    after,
    comparisonBefore: comparison ? sidesOf(comparison)[0] : null,
    comparisonAfter: comparison ? sidesOf(comparison)[1] : null,
    months: monthsOf(own, comparison, log?.value),
    per: mine?.model.per ?? 'month',
    dispersion: mine?.model.dispersion ?? 1,
    seasons: (mine?.model.pairs ?? 0) > 0,
    trend: mine?.model.trend ?? false,
    relevantDrop,
    knownUntil,
  }
}

function sidesOf(flows: readonly NeedFlow[]) {
  return [
    needSample(flows.filter(({ isAfter }) => !isAfter)),
    needSample(flows.filter(({ isAfter }) => isAfter)),
  ] as const
}

/** Unmet days since the start against those without, at the estimate and at its limits. */
function unmetInterval(flows: readonly NeedFlow[], log: LogInterval) {
  const after = flows.filter(({ isAfter }) => isAfter)
  const days = after.reduce((sum, { unmetDays }) => sum + unmetDays, 0)
  if (days === 0) return undefined
  const without = (at: number) => unmetWithout(flows, at).reduce((sum, value) => sum + value, 0)
  const [least, middle, most] = [without(log.lower), without(log.value), without(log.upper)]
  return {
    ratio: { value: days / middle, lower: days / most, upper: days / least },
    saved: { value: middle - days, lower: least - days, upper: most - days },
  }
}

function monthsOf(
  own: readonly NeedFlow[],
  comparison: readonly NeedFlow[] | undefined,
  log: number | undefined,
): readonly NeedEffectMonth[] {
  const after = own.filter(({ isAfter }) => isAfter)
  const without = log === undefined ? undefined : unmetWithout(own, log)
  return own.map(({ month, isAfter, arisen, met, unmetDays }, at) => ({
    month,
    phase: isAfter ? 'after' : 'before',
    arisen,
    met,
    unmetDays,
    unmetDaysWithout: isAfter ? (without?.[at - (own.length - after.length)] ?? null) : unmetDays,
    comparisonMet: comparison?.[at]?.met ?? 0,
  }))
}
