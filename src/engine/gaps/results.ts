/**
 * What the analysis of needs answers. Durations are in calendar days; every list is in the order in which it is meant to be
 * read. The population of a period are the needs that were open on at least one of its days, as known on the reference date.
 */
import type { Day } from '../../kernel/day.ts'
import type { Month, Period } from '../../kernel/period.ts'
import type { Change } from '../statistics/changes.ts'
import type { Funnel } from '../statistics/funnel.ts'
import type { Share } from '../statistics/proportions.ts'
import type { SurvivalFigures } from '../statistics/survival.ts'

/** In place of a name: all of them together, because single ones were too few. */
export const ANY = '*'

/** What a cell is about. A gap is a need without a sufficient offer: topic × place × group × language. */
export interface GapCell {
  readonly topic: string
  readonly level: 'town' | 'region' | 'district'
  /** Key of the town or of the region; null: the place is not known (town), or it is the district. */
  readonly place: string | null
  /** Null: not known; `ANY`: all groups together. */
  readonly group: string | null
  /** Null: no particular language is needed; `ANY`: with and without. */
  readonly language: string | null
}

/** Needs of the population by what became of them until the reference date. */
export interface NeedCounts {
  /** All of them: met + open + given up. */
  readonly needs: number
  /** Of these, how many arose within the period. */
  readonly arisen: number
  readonly met: number
  readonly open: number
  readonly givenUp: number
}

export interface NeedFigures extends NeedCounts {
  /** Σ over the needs of the days of the period on which they were open. */
  readonly unmetDays: number
  /** The same of the period a year earlier, seen from a reference date a year earlier. */
  readonly previousUnmetDays: number
  /** Needs that found nothing (open or given up), of all; null without any. */
  readonly unmet: Share | null
  /**
   * Days until met, of the needs that arose in the period; open and given up ones count as "at least this long"
   * (Kaplan-Meier). Those that were open before are left out: they are in the period because they lasted.
   */
  readonly wait: SurvivalFigures
  /** The person or family with the most unmet days, so that one case cannot pass for many. */
  readonly largestCase: { readonly days: number; readonly share: number } | null
}

/** A place in the ranking by unmet days, with the places between which chance decides. */
export interface GapRank {
  readonly place: number
  readonly tied: boolean
  readonly lower: number
  readonly upper: number
}

export interface GapFigures extends GapCell, NeedFigures {
  readonly rank: GapRank
  /** How many finer cells it stands for; 1: it is as fine as the record. */
  readonly finer: number
  /** Unmet needs per thousand residents of the place, drawn towards the rate of all towns; null without residents. */
  readonly rate: RateFigures | null
}

export interface RateFigures {
  readonly residents: number
  /** As counted. */
  readonly perThousand: number
  /** By empirical Bayes (Marshall 1991): a place with few residents borrows from all. */
  readonly shrunk: number
  /** Of all towns together. */
  readonly overall: number
}

export interface TopicFigures extends NeedFigures {
  readonly topic: string
  readonly rank: GapRank
  readonly kind: TopicKind
}

/** Kreuter et al. 2020: how often it is needed, and whether the offers can take those who come. See `typology.ts`. */
export interface TopicKind {
  readonly frequent: boolean
  readonly served: boolean
}

export interface PlaceOfNeeds extends NeedCounts {
  /** Null: the place is not known. */
  readonly place: string | null
  readonly unmetDays: number
}

/** One month of needs. */
export interface MonthOfNeeds {
  readonly month: Month
  readonly arisen: number
  readonly met: number
  readonly givenUp: number
  /** Days of the month on which a need was open, over all needs. */
  readonly unmetDays: number
  /** False for the newest months: not everything that happened has been recorded. */
  readonly complete: boolean
}

export interface Gaps {
  readonly period: Period
  readonly asOf: Day
  readonly previous: { readonly period: Period; readonly asOf: Day }
  readonly all: NeedFigures
  /** Every need of the population is in exactly one cell; by unmet days. */
  readonly cells: readonly GapFigures[]
  /** Every topic over all places, groups and languages; by unmet days. */
  readonly topics: readonly TopicFigures[]
  /** From where on a topic counts as frequent, and as served; see `typology.ts`. */
  readonly thresholds: { readonly frequentFrom: number; readonly servedFrom: number }
  /** By unmet days; the unknown place last. */
  readonly places: readonly PlaceOfNeeds[]
  readonly months: readonly MonthOfNeeds[]
  readonly reasons: readonly ReasonOfNeeds[]
  /** Up to this day the record is nearly whole. */
  readonly knownUntil: Day
}

/** Why needs are not met, as told; null: nothing told. Over those not met, by unmet days. */
export interface ReasonOfNeeds {
  readonly reason: string | null
  readonly needs: number
  readonly unmetDays: number
}

/** The page of one gap. */
export interface GapDetail {
  readonly figures: NeedFigures
  readonly months: readonly MonthOfNeeds[]
  /** Where the number of new needs, or of needs met, per month changed for good. */
  readonly changes: { readonly arisen: readonly Change[]; readonly met: readonly Change[] }
  /** Share of needs that found nothing, by town; null without needs. */
  readonly funnel: Funnel | null
  readonly places: readonly PlaceOfNeeds[]
  readonly reasons: readonly ReasonOfNeeds[]
  readonly knownUntil: Day
}
