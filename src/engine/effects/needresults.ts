/**
 * Did a measure help that is to close a gap? Ratios of needs met are those with the measure to those without: 1.5 is half as
 * many more. Ratios of unmet days likewise: 0.7 is 30 % fewer.
 */
import type { Day } from '../../kernel/day.ts'
import type { Month } from '../../kernel/period.ts'
import type { NeedFilter } from '../gaps/needs.ts'
import type { Interval, Verdict } from './results.ts'

export interface NeedEffectQuestion {
  /** The gap: its topic, and towns, group and language as far as the measure is narrower. */
  readonly gap: NeedFilter
  /** First day of the measure. The month in which it begins counts to neither side unless it begins on its first day. */
  readonly startsOn: Day
  /** The reference date; what happened later is not seen. */
  readonly asOf: Day
  /** Needs on which the measure does not act: the same topic in other towns, or other topics. None where left out. */
  readonly comparison?: NeedFilter
  /** A drop of the time until a need is met that does not matter; 0.2 unless told (a quarter more needs met). */
  readonly relevantDrop?: number
  /** Months before the start that are compared; 24 unless told. */
  readonly monthsBefore?: number
}

/** One side of the comparison before and after the start; sums over its months. */
export interface NeedSample {
  readonly months: number
  readonly arisen: number
  readonly met: number
  readonly givenUp: number
  readonly unmetDays: number
}

export interface NeedEffectMonth {
  readonly month: Month
  readonly phase: 'before' | 'after'
  readonly arisen: number
  readonly met: number
  readonly unmetDays: number
  /** Unmet days without the measure, by the middle of the estimate; before the start those that there were. */
  readonly unmetDaysWithout: number | null
  readonly comparisonMet: number
}

export interface NeedEffectCheck {
  /** By the rule in `verdict.ts`. */
  readonly verdict: Verdict
  /** Needs met with the measure to needs met without, less the change of the comparison; null with too few. */
  readonly met: Interval | null
  /** The same without the comparison. */
  readonly own: Interval | null
  readonly comparison: Interval | null
  /** Unmet days since the start to those without the measure: what `met` comes to, with the needs that arose. */
  readonly unmetDays: Interval | null
  /** Unmet days saved since the start. */
  readonly saved: { readonly value: number; readonly lower: number; readonly upper: number } | null
  readonly before: NeedSample
  readonly after: NeedSample
  readonly comparisonBefore: NeedSample | null
  readonly comparisonAfter: NeedSample | null
  /** Complete months only, oldest first. */
  readonly months: readonly NeedEffectMonth[]
  /**
   * What needs met were taken in proportion to: nothing (places decide how many are met), or the needs there are (nearly all
   * are met). Whichever explains the months before the start better.
   */
  readonly per: 'month' | 'need'
  /** How much more (or less) months differ than counts by chance; intervals are widened (or narrowed) by it. */
  readonly dispersion: number
  /** Seasons were taken out. */
  readonly seasons: boolean
  /** A trend before the start was found and carried on. */
  readonly trend: boolean
  readonly relevantDrop: number
  /** The day up to which the record is nearly whole. */
  readonly knownUntil: Day
}

export interface NeedPowerQuestion extends Omit<NeedEffectQuestion, 'relevantDrop'> {
  /** How many more needs are met, as a share; 0.1, 0.25, 0.5 and 1 unless told. */
  readonly gains?: readonly number[]
}

export interface NeedPower {
  /** Needs met a month before the start. */
  readonly metPerMonth: number
  readonly comparisonPerMonth: number | null
  /** For each gain: complete months with the measure until it is found in 80 of 100 cases; null: not within ten years. */
  readonly gains: readonly { readonly gain: number; readonly months: number | null }[]
  /** For each number of months with the measure: the power for each gain (in the order of `gains`), 0 to 1. */
  readonly byMonth: readonly { readonly months: number; readonly power: readonly number[] }[]
  readonly before: NeedSample
  readonly dispersion: number
}
