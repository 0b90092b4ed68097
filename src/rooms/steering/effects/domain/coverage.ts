/** Needs of a gap in the full months on one side of a measure's start. */
export interface CoverageSide {
  readonly months: number
  /** Needs that arose. */
  readonly arisen: number
  readonly met: number
}

export interface CoverageCounts {
  readonly before: CoverageSide
  readonly after: CoverageSide
}

export interface Coverage extends CoverageCounts {
  readonly verdict: 'helped' | 'didNot' | 'tooEarly'
  /** Met per need that arose: with the measure to before. 1.5 is half as many more. Null with too few needs. */
  readonly ratio: { readonly value: number; readonly lower: number; readonly upper: number } | null
}

const z = 1.959963984540054
/** With less than this no verdict is given, as for waits: a month may be an odd one. */
const least = { months: 3, needs: 6 }
/** A gain of less than a fifth does not matter; only one that is excluded lets say that it did not help. */
const relevantGain = 1.2

/**
 * Did a measure cover more of a gap? Needs met per need that arose, in the full months since the start against those before.
 * Both are taken as counts that vary as Poisson counts do, so ln ratio has the variance
 * 1/met₁ + 1/arisen₁ + 1/met₀ + 1/arisen₀ (Rothman, Modern Epidemiology: rate ratios).
 */
export function coverageOf({ before, after }: CoverageCounts): Coverage {
  const counts = [after.met, after.arisen, before.met, before.arisen]
  if (counts.some((count) => count === 0)) return { verdict: 'tooEarly', ratio: null, before, after }
  const value = after.met / after.arisen / (before.met / before.arisen)
  const error = Math.sqrt(counts.reduce((sum, count) => sum + 1 / count, 0))
  const ratio = { value, lower: value * Math.exp(-z * error), upper: value * Math.exp(z * error) }
  const early = after.months < least.months || after.arisen < least.needs
  const verdict = early ? 'tooEarly' : ratio.lower > 1 ? 'helped' : ratio.upper < relevantGain ? 'didNot' : 'tooEarly'
  return { verdict, ratio, before, after }
}
