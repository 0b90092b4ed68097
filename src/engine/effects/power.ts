import type { Passages } from '../passages.ts'
import { normalShare } from '../statistics/normal.ts'
import { Z95 } from '../statistics/proportions.ts'
import { knownAfter, scoreOf } from '../statistics/shift.ts'
import { gather, type Series, sampleOf } from './gather.ts'
import type { Power, PowerQuestion } from './results.ts'
import { leastAfter, stretchAfter } from './verdict.ts'

const wanted = 0.8
/** Beyond ten years nothing is promised. */
const longest = 120
const shown = 24
const daysOfMonth = 365.25 / 12

/**
 * What a measure will be able to show, before it starts: the power to find a drop of the waits after so many complete months,
 * from the volume and the variation of the past alone.
 *
 * The distance of the effect check (see `effectOf`) is normal with variance 1 around d / √(φ (1/a + 1/b)), or with a
 * comparison around d / √(φ (1/a + 1/b + 1/a′ + 1/b′)): d the mean score of waits so much shorter, φ the dispersion, a and
 * b how many waits seen to their end those after and before are worth (′: of the comparison). a grows with the months; of
 * the newest hand-overs only what has been seen of them counts. The limit is that of the verdict, higher in the first year. Checked against simulated measures in tests/recovery.
 *
 * Undefined without such an interface, or where nothing before the start can be compared with.
 */
export function powerOf(passages: Passages, question: PowerQuestion): Power | undefined {
  const found = gather(passages, question)
  const baseline = found?.own.baseline
  if (!found || !baseline || found.own.monthsBefore === 0) return undefined
  const { own, comparison, dispersion, entryDays } = found
  const drops = question.drops ?? [0.1, 0.2, 0.3, 0.5]
  const powerAfter = (months: number, drop: number): number => {
    const inverse = inverseOf([own], months, 1 - drop, entryDays) + inverseOf(comparison, months, 1, entryDays)
    const score = -scoreOf(baseline, own.evenBefore, 1 - drop)
    return score <= 0 ? 0 : normalShare(score / Math.sqrt(dispersion * inverse) - Z95 * stretchAfter(months))
  }
  const needed = (drop: number): number | null => {
    for (let months = leastAfter.months; months <= longest; months++)
      if (perMonth(own) * months >= leastAfter.handOvers && powerAfter(months, drop) >= wanted) return months
    return null
  }
  const spread = Math.log(1.1) / scoreOf(baseline, own.evenBefore, 1.1)
  return {
    perMonth: perMonth(own),
    comparisonPerMonth: comparison.length === 0 ? null : comparison.reduce((sum, one) => sum + perMonth(one), 0),
    drops: drops.map((drop) => ({ drop, months: needed(drop) })),
    byMonth: Array.from({ length: shown }, (_, at) => ({
      months: at + 1,
      power: drops.map((drop) => powerAfter(at + 1, drop)),
    })),
    before: sampleOf(own.before, own.monthsBefore),
    dispersion,
    spread,
    entryDays,
  }
}

function perMonth({ before, monthsBefore }: Series): number {
  return before.wait.length / monthsBefore
}

/** 1/a + 1/b of series taken together, when so many months are complete. */
function inverseOf(all: readonly Series[], months: number, factor: number, entryDays: number): number {
  // A month is complete when its record is: the last one has been followed to the end of the delay.
  const spare = Math.ceil(entryDays / daysOfMonth) * daysOfMonth - entryDays
  let after = 0
  let variance = 0
  for (const { baseline, before, monthsBefore } of all) {
    if (!baseline || monthsBefore === 0) continue
    let own = 0
    for (let month = 1; month <= months; month++) {
      const followed = (months - month + 0.5) * daysOfMonth + spare
      own += (before.wait.length / monthsBefore) * knownAfter(baseline, followed / factor)
    }
    after += own
    variance += own * (1 + own / baseline.information)
  }
  return after === 0 ? 0 : variance / after ** 2
}
