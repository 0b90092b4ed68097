import { between, medianWait } from '../hurdles/dated.ts'
import type { Passages } from '../passages.ts'
import { Z95 } from '../statistics/proportions.ts'
import { type Gathered, gather, type Series, sampleOf } from './gather.ts'
import { difference, type LogInterval, lessTrend, logRatio, type Pair, ratioOf } from './ratio.ts'
import type { EffectCheck, EffectMonth, EffectQuestion, Sample } from './results.ts'
import { trendBefore } from './trend.ts'
import { verdictOf } from './verdict.ts'

/**
 * Did it help? An interrupted series with a comparison: the waits of hand-overs offered from the start on, against those
 * before, less what changed in the comparison over the same time (Lopez Bernal, Cummins and Gasparrini, Int J Epidemiol 46,
 * 2017, and 47, 2018 on controls).
 *
 * Compared are the single waits, those that still last as "at least so long", not a value per month: with nine hand-overs a
 * month a monthly median wastes a third of what the waits know, and least squares on a dozen months gives intervals that are
 * too narrow (Turner et al., BMC Med Res Methodol 21, 2021). That waits of a month may be alike is measured and widens the
 * interval. Measured false positives, coverage and the ways not taken: docs/decisions/effects-are-read-off-single-waits.md.
 *
 * Undefined without such an interface.
 */
export function effectOf(passages: Passages, question: EffectQuestion): EffectCheck | undefined {
  const found = gather(passages, question)
  if (!found) return undefined
  const { own, comparison, dispersion, monthsAfter } = found
  const relevantDrop = question.relevantDrop ?? 0.2
  const trend = own.baseline ? trendBefore(own, comparison, dispersion) : undefined
  const ownLog = logRatio(pairsOf([own]), dispersion, Z95)
  const otherLog = logRatio(pairsOf(comparison), dispersion, Z95)
  const less: LogInterval | undefined = ownLog && otherLog ? difference(ownLog, otherLog) : ownLog
  const log = less && trend ? lessTrend(less, trend.drift, Z95 * trend.error) : less
  const ratio = log ? ratioOf(log) : null
  const before = sampleOf(own.before, own.monthsBefore)
  const after = sampleOf(own.after, monthsAfter)
  return {
    verdict: verdictOf(ratio, after, relevantDrop),
    ratio,
    own: ownLog ? ratioOf(ownLog) : null,
    comparison: otherLog ? ratioOf(otherLog) : null,
    before,
    after,
    comparisonBefore: together(comparison, 'before', before.months),
    comparisonAfter: together(comparison, 'after', monthsAfter),
    months: monthsOf(found),
    dispersion,
    seasons: found.seasons,
    trend: trend !== undefined,
    relevantDrop,
    knownUntil: found.knownUntil,
  }
}

function pairsOf(all: readonly Series[]): readonly Pair[] {
  return all.flatMap(({ baseline, evenAfter }) => (baseline ? [{ baseline, after: evenAfter }] : []))
}

function together(comparison: readonly Series[], when: 'before' | 'after', months: number): Sample | null {
  if (comparison.length === 0) return null
  const samples = comparison.map((one) => sampleOf(one[when], months))
  const sum = (of: (sample: Sample) => number) => samples.reduce((total, sample) => total + of(sample), 0)
  return {
    handOvers: sum(({ handOvers }) => handOvers),
    stillWaiting: sum(({ stillWaiting }) => stillWaiting),
    months,
    // Medians of different interfaces are not put together.
    median: samples.length === 1 ? samples[0]!.median : null,
  }
}

function monthsOf({ months, complete, own, comparison }: Gathered): readonly EffectMonth[] {
  return (['before', 'after'] as const).flatMap((phase) =>
    months.names.slice(0, complete).flatMap((month, at): EffectMonth[] => {
      const mine = between(own[phase], at, at + 1)
      if (mine.wait.length === 0) return []
      const others = comparison.map((one) => between(one[phase], at, at + 1))
      return [
        {
          month,
          phase,
          handOvers: mine.wait.length,
          median: medianWait(mine),
          comparisonHandOvers: others.reduce((sum, one) => sum + one.wait.length, 0),
          comparisonMedian: others.length === 1 ? medianWait(others[0]!) : null,
        },
      ]
    }),
  )
}
