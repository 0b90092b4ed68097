import { countRegression, harmonics, standardErrorOf } from '../statistics/regression.ts'
import type { NeedFlow } from './needmonths.ts'
import type { LogInterval } from './ratio.ts'

/** How needs met changed, on the scale of logarithms, and what the model was. */
export interface MetRatio {
  readonly log: LogInterval
  readonly model: NeedModel
}

export interface NeedModel {
  readonly per: 'month' | 'need'
  readonly pairs: number
  readonly trend: boolean
  readonly dispersion: number
}

/** A trend is looked for in so many months before the start and more, and believed beyond so many standard errors. */
const trendFrom = { months: 12, errors: 2.58 }
/** Places that are the same every month make counts vary less than chance; two years are too few to know they always will. */
const leastDispersion = 0.5
/** So much better (in deviance: likelihoods of 1 to 7) must the needs there are explain the needs met to count by them. */
const clearly = 4

/**
 * The change of the needs met from the start on: an interrupted series of counts with seasons, quasi-Poisson (Lopez Bernal,
 * Cummins and Gasparrini, Int J Epidemiol 46, 2017). Undefined where nothing was met on either side.
 *
 * Counted are the needs met, not the unmet days themselves. Unmet days are a stock: each month carries the last, and a step
 * in them is neither sudden nor independent of the months before. What changes a stock is what flows in and out. Needs met
 * in different months share nobody, so their counts say honestly how sure they are.
 */
export function metRatio(flows: readonly NeedFlow[], z: (freedom: number) => number): MetRatio | undefined {
  const sides = [false, true].map((isAfter) => flows.filter((flow) => flow.isAfter === isAfter))
  const met = sides.map((side) => side.reduce((sum, flow) => sum + flow.met, 0))
  if (sides.some((side) => side.length === 0) || met.every((count) => count === 0)) return undefined
  if (met.includes(0))
    return fromNothing(met as [number, number], sides.map(({ length }) => length) as [number, number])
  for (const model of modelsOf(flows, sides[0]!)) {
    try {
      const { terms, dispersion, freedom } = fitted(flows, model)
      const own = believed(dispersion * neighboursAlike(flows, model), freedom)
      const error = terms[1]!.standardError * Math.sqrt(own / dispersion)
      const half = z(freedom) * error
      const value = terms[1]!.coefficient
      return { log: { value, lower: value - half, upper: value + half }, model: { ...model, dispersion: own } }
    } catch (error) {
      // Too few months for all of its terms: the next model has fewer.
      if (!(error instanceof RangeError)) throw error
    }
  }
  return undefined
}

/**
 * More than chance is believed as it is measured; less only as far as it is sure: up to the upper limit (95 %) of what was
 * measured, by the chi-squared distribution (quantile of Wilson and Hilferty, PNAS 17, 1931).
 */
function believed(dispersion: number, freedom: number): number {
  if (dispersion >= 1) return dispersion
  const part = 2 / (9 * freedom)
  const quantile = Math.max(0.05, 1 - part - 1.645 * Math.sqrt(part)) ** 3
  return Math.max(leastDispersion, Math.min(1, dispersion / quantile))
}

/** The model that the months before the start ask for, then simpler ones. */
function modelsOf(flows: readonly NeedFlow[], before: readonly NeedFlow[]): readonly NeedModel[] {
  const pairs = pairsFor(flows)
  const per = perOf(before)
  const plain = { per, pairs, trend: false, dispersion: 1 }
  const models = [plain, { ...plain, pairs: 0 }, { ...plain, pairs: 0, per: 'month' as const }]
  return hasTrend(before, plain) ? [{ ...plain, trend: true }, ...models] : models
}

/** Pairs of waves for the seasons: two (as in the paper) from three years and ten needs a term on, none below two years. */
export function pairsFor(flows: readonly NeedFlow[]): number {
  const met = flows.reduce((sum, flow) => sum + flow.met, 0)
  const span = flows.length === 0 ? 0 : flows.at(-1)!.at - flows[0]!.at + 1
  return span >= 35 && met >= 60 ? 2 : span >= 24 && met >= 40 ? 1 : 0
}

/**
 * Places that are all taken: as many are met as there are places, however many wait. Places enough: of those who need
 * something nearly all are met. The latter where it explains the months before clearly better.
 */
export function perOf(before: readonly NeedFlow[]): 'month' | 'need' {
  const deviance = (per: 'month' | 'need') => {
    const means = expected(before, per)
    return before.reduce((sum, { met }, i) => {
      const mean = means[i]!
      return mean > 0 ? sum + 2 * ((met > 0 ? met * Math.log(met / mean) : 0) - (met - mean)) : sum
    }, 0)
  }
  return deviance('need') + clearly < deviance('month') ? 'need' : 'month'
}

function expected(flows: readonly NeedFlow[], per: 'month' | 'need'): readonly number[] {
  const weights = flows.map((flow) => exposureOf(flow, per))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const met = flows.reduce((sum, flow) => sum + flow.met, 0)
  return weights.map((weight) => (met * weight) / total)
}

/** Half a need at least: a month with nobody to meet tells nothing, but is a month. */
function exposureOf({ open, arisen }: NeedFlow, per: 'month' | 'need'): number {
  return per === 'need' ? Math.max(0.5, open + arisen) : 1
}

/** Constant, with the measure, seasons, trend. */
function columnsOf(flows: readonly NeedFlow[], { pairs, trend }: NeedModel): readonly Float64Array[] {
  const length = flows.length === 0 ? 0 : flows.at(-1)!.at + 1
  const seasons = harmonics(length, 12, pairs).map((wave) => Float64Array.from(flows, ({ at }) => wave[at]!))
  return [
    new Float64Array(flows.length).fill(1),
    Float64Array.from(flows, ({ isAfter }) => Number(isAfter)),
    ...seasons,
    ...(trend ? [Float64Array.from(flows, ({ at }) => at / 12)] : []),
  ]
}

function fitted(flows: readonly NeedFlow[], model: NeedModel) {
  const counts = Float64Array.from(flows, ({ met }) => met)
  const exposure = Float64Array.from(flows, (flow) => exposureOf(flow, model.per))
  return countRegression(counts, columnsOf(flows, model), { exposure, quasi: true })
}

function hasTrend(before: readonly NeedFlow[], model: NeedModel): boolean {
  if (before.length < trendFrom.months) return false
  const one = new Float64Array(before.length).fill(1)
  const time = Float64Array.from(before, ({ at }) => at / 12)
  const exposure = Float64Array.from(before, (flow) => exposureOf(flow, model.per))
  const counts = Float64Array.from(before, ({ met }) => met)
  try {
    const { terms, dispersion } = countRegression(counts, [one, time], { exposure, quasi: true })
    const error = terms[1]!.standardError * Math.sqrt(believed(dispersion, before.length - 2) / dispersion)
    return Math.abs(terms[1]!.coefficient) > trendFrom.errors * error
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

/** What neighbouring months share of the variance, on both sides (Newey and West 1987 with one lag); 1: nothing. */
function neighboursAlike(flows: readonly NeedFlow[], model: NeedModel): number {
  const { fitted: means } = fitted(flows, model)
  const rest = flows.map(({ met }, i) => (met - means[i]!) / Math.sqrt(means[i]!))
  const squares = rest.reduce((sum, value) => sum + value * value, 0)
  const shared = rest.reduce((sum, value, i) => (i > 0 ? sum + value * rest[i - 1]! : sum), 0)
  return squares > 0 ? 1 + 2 * Math.max(0, shared / squares) : 1
}

/**
 * Nothing was met on one side: the limit on the other from the share of all that fell there by chance, of n of n
 * (Clopper and Pearson, Biometrika 26, 1934). The value counts half a need where there was none.
 */
function fromNothing([before, after]: readonly [number, number], [b, a]: readonly [number, number]): MetRatio {
  const share = 0.025 ** (1 / (before + after))
  const odds = Math.log(share / (1 - share))
  const months = Math.log(b / a)
  const value = Math.log((after + 0.5) / (before + 0.5)) + months
  const model = { per: 'month', pairs: 0, trend: false, dispersion: 1 } as const
  const log =
    before === 0
      ? { value, lower: odds + months, upper: Number.POSITIVE_INFINITY }
      : { value, lower: Number.NEGATIVE_INFINITY, upper: months - odds }
  return { log: { value, lower: Math.min(value, log.lower), upper: Math.max(value, log.upper) }, model }
}

/** The standard error that the change will have, in months yet to come, if so many are met in each. */
export function errorOf(flows: readonly NeedFlow[], means: readonly number[], model: NeedModel): number {
  return standardErrorOf(columnsOf(flows, model), means, 1) * Math.sqrt(model.dispersion)
}
