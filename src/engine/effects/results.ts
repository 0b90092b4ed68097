/**
 * Did a measure help? What the effect check and the power before a start answer. Durations are calendar days, ratios are
 * those of waits after to waits before: 0.7 is 30 % shorter.
 */
import type { Day } from '../../kernel/day.ts'
import type { Month } from '../../kernel/period.ts'

export interface EffectQuestion {
  /** Key of the interface the measure acts on. */
  readonly interfaceKey: string
  /** First day of the measure; offers from this day on belong to the time with it. */
  readonly startsOn: Day
  /** The reference date; what happened later is not seen. */
  readonly asOf: Day
  /** Only offers of these towns; all where left out. */
  readonly towns?: readonly string[]
  /** Where the measure does not act: its change is what would have come anyway. None where left out. */
  readonly comparison?: Comparison
  /** A drop smaller than this share does not matter; 0.2 unless told. Only one that is excluded lets say that it did not help. */
  readonly relevantDrop?: number
  /** Months before the start that are compared; 24 unless told. */
  readonly monthsBefore?: number
}

/** Other towns at the same interface, or comparable interfaces (in the towns of the question, or in all). */
export type Comparison = { readonly towns: readonly string[] } | { readonly interfaces: readonly string[] }

/** Helped; did not (a relevant drop is excluded); cannot be told yet. */
export type Verdict = 'helped' | 'didNot' | 'tooEarly'

/** A ratio with the limits of its interval; null where the waits set no limit on that side. */
export interface Interval {
  readonly value: number
  readonly lower: number | null
  readonly upper: number | null
}

/** One side of the comparison before and after the start. */
export interface Sample {
  /** Hand-overs offered, without those that cannot be used. */
  readonly handOvers: number
  readonly stillWaiting: number
  readonly months: number
  /** Kaplan-Meier median; null where more than half still wait. */
  readonly median: number | null
}

export interface EffectMonth {
  readonly month: Month
  readonly phase: 'before' | 'after'
  readonly handOvers: number
  readonly median: number | null
  readonly comparisonHandOvers: number
  readonly comparisonMedian: number | null
}

export interface EffectCheck {
  /** By the rule in `verdict.ts`; within the first year it asks for more than the interval alone. */
  readonly verdict: Verdict
  /** Waits with the measure to waits before, less the change of the comparison; null with too few hand-overs. */
  readonly ratio: Interval | null
  /** The same without the comparison. */
  readonly own: Interval | null
  readonly comparison: Interval | null
  readonly before: Sample
  readonly after: Sample
  readonly comparisonBefore: Sample | null
  readonly comparisonAfter: Sample | null
  /** Complete months only, oldest first; the newest, not yet recorded whole, are left out. */
  readonly months: readonly EffectMonth[]
  /** How much more months differ than single waits would explain; 1: not at all. Intervals are widened by it. */
  readonly dispersion: number
  /** Seasons that all interfaces share were taken out: known from two years of records on. */
  readonly seasons: boolean
  /** A trend before the start was found and carried on (then intervals are wide). */
  readonly trend: boolean
  readonly relevantDrop: number
  /** The day up to which the record is nearly whole. */
  readonly knownUntil: Day
}

export interface PowerQuestion extends Omit<EffectQuestion, 'relevantDrop'> {
  /** Drops asked for; 0.1, 0.2, 0.3 and 0.5 unless told. */
  readonly drops?: readonly number[]
}

export interface Power {
  /** Hand-overs a month before the start. */
  readonly perMonth: number
  /** Of the comparison; null without one. */
  readonly comparisonPerMonth: number | null
  /** For each drop: complete months with the measure until it is found in 80 of 100 cases; null: not within ten years. */
  readonly drops: readonly { readonly drop: number; readonly months: number | null }[]
  /** For each number of months with the measure: the power for each drop (in the order of `drops`), 0 to 1. */
  readonly byMonth: readonly { readonly months: number; readonly power: readonly number[] }[]
  readonly before: Sample
  readonly dispersion: number
  /** Standard deviation of the logarithm of the waits before, their tails brought to a normal shape. */
  readonly spread: number
  /** Days that pass after the end of a month until its record is nearly whole. */
  readonly entryDays: number
}
