/**
 * What the analysis of passages answers. Every duration is in calendar days unless its name says otherwise; every list is
 * in the order in which it is meant to be read.
 *
 * The population of all figures of a period is the same: the passages whose target date (offered + target; without a
 * target the day of the offer) lies in the period and that were offered by the reference date. For each of them it is
 * known whether the target was kept, so the share needs no guess about those that still wait.
 */
import type { Day } from '../../kernel/day.ts'
import type { Land } from '../../kernel/holidays.ts'
import type { Month, Period } from '../../kernel/period.ts'
import type { Change } from '../statistics/changes.ts'
import type { Signal } from '../statistics/control.ts'
import type { Funnel } from '../statistics/funnel.ts'
import type { Share } from '../statistics/proportions.ts'
import type { SurvivalFigures } from '../statistics/survival.ts'
import type { Vector } from '../statistics/vector.ts'

export interface HurdleQuestion {
  readonly period: Period
  /** The reference date. What happened later is not seen; open passages count up to and with this day. */
  readonly asOf: Day
  /** For the time to an answer in working days. */
  readonly land: Land
  readonly filter?: PassageFilter
  /** Of the bootstrap and the permutations; equal seeds give equal figures. Default `nahtlos`. */
  readonly seed?: number | string
  /** Draws of the bootstrap, 500 unless told. */
  readonly draws?: number
  /** Length of the monthly series that ends with the period, 36 unless told. */
  readonly seriesMonths?: number
}

/** Only passages that match every list given; an empty list matches nothing. Names as in the columns. */
export interface PassageFilter {
  readonly places?: readonly string[]
  readonly groups?: readonly string[]
  readonly interfaces?: readonly string[]
}

/** The start page: every interface, ranked, and the district as a whole. */
export interface Situation {
  readonly period: Period
  readonly asOf: Day
  /** What `previous` figures refer to: the period a year earlier, seen from a reference date a year earlier. */
  readonly previous: { readonly period: Period; readonly asOf: Day }
  /** Passages in the population, interfaces without a target included. */
  readonly passages: number
  readonly lost: LostDays
  readonly previousLost: LostDays
  /** Interfaces with a target, by capped lost days; those without passages in the period stand last. */
  readonly interfaces: readonly InterfaceFigures[]
  /** Interfaces without a target, by capped waiting days: they cannot be compared with the others. */
  readonly withoutTarget: readonly InterfaceFigures[]
  /** For the map: every place of the columns by lost days, then the unknown (place null) when there are any. */
  readonly places: readonly PlaceFigures[]
  readonly warnings: readonly Warning[]
  readonly quality: DataQuality
  readonly entry: EntryDelay
}

/** Days beyond the target: of passages that ended with a first appointment, and of those that still wait. */
export interface LostDays {
  readonly total: number
  readonly arrived: number
  readonly open: number
}

export interface InterfaceFigures {
  readonly key: string
  /** The current target in calendar days; each passage is judged by the target that held when it was offered. */
  readonly targetDays: number | null
  /** What the ranking counts: without any target it is the total waiting days, and the page must say so. */
  readonly measure: 'lost-days' | 'waiting-days'
  readonly counts: PassageCounts
  /** Waits of the passages that arrived; null when none did. */
  readonly wait: Vector | null
  /**
   * Waits with the open, declined and withdrawn ones as "at least this long" (Kaplan-Meier). Its median is the one for
   * headlines: without open passages it equals `wait.median`.
   */
  readonly survival: SurvivalFigures
  /** The same median from passages recorded by both sides only. */
  readonly medianOfBothSides: number | null
  /** Median against the current target: class 0 in target, 1 up to 1.5 times, 2 up to 2.2 times, 3 beyond. */
  readonly delay: { readonly ratio: number; readonly class: 0 | 1 | 2 | 3 } | null
  /** Passages that kept their target, of those whose target date is past; null when none is. */
  readonly inTarget: Share | null
  /** Lost days, uncapped. All zero for `waiting-days`. */
  readonly lost: LostDays
  /** Waiting days in total, uncapped: arrived and open. */
  readonly waiting: LostDays
  /** Of the lost (waiting) days of all interfaces with the same measure, 0 to 1. */
  readonly shareOfAll: number
  readonly previous: {
    readonly passages: number
    readonly lost: LostDays
    readonly waiting: LostDays
    /** (now - then) / then in the measure of this interface; null when there was nothing then. */
    readonly change: number | null
  }
  readonly rank: Rank
  /** The person or family with the most days of this interface, so that one case cannot pass for many. */
  readonly largestCase: { readonly days: number; readonly share: number } | null
  /** Most affected first; places without passages in the period are left out. */
  readonly places: readonly PlaceFigures[]
  readonly answer: AnswerFigures
  /** By month of the offer, oldest first, without gaps. */
  readonly months: readonly MonthFigures[]
  /** Where the waits changed for good, oldest first. */
  readonly changes: readonly Change[]
}

/** Passages of the population by what became of them until the reference date. */
export interface PassageCounts {
  /** All of them: arrived + open + stale + declined + withdrawn + unusable. */
  readonly passages: number
  readonly arrived: number
  readonly open: number
  /** Open without any event for 180 days: a matter of data quality, in no sum and no ranking. */
  readonly stale: number
  readonly declined: number
  readonly withdrawn: number
  /** First appointment before the offer, or arrived without a day: counted here, in no wait. */
  readonly unusable: number
  /** Passages without a target when offered, although the interface has or had one; they lose no days. */
  readonly withoutTarget: number
  readonly senderOnly: number
  readonly estimated: number
}

export interface Rank {
  /** 1 is the worst; equal values share a place (1, 2, 2, 4). Null without passages in the period. */
  readonly place: number | null
  readonly tied: boolean
  /** 95 % bootstrap interval of the place, resampling persons and families. */
  readonly lower: number | null
  readonly upper: number | null
  /** The capped days by which the place was found. */
  readonly days: number
  /** The longest single wait that counts: the 95th percentile of the last 24 months; null without arrivals in them. */
  readonly capDays: number | null
}

export interface PlaceFigures {
  /** Null: the place is not known. */
  readonly place: string | null
  readonly passages: number
  readonly lost: LostDays
  readonly waiting: LostDays
}

/** From the offer to the answer (accepted, declined, asked back), of the passages that have one. */
export interface AnswerFigures {
  readonly n: number
  /** Passages still without answer that are open. */
  readonly waiting: number
  readonly medianDays: number | null
  readonly medianWorkingDays: number | null
}

/** One month of offers, as known on `EntryDelay.knownUntil`. */
export interface MonthFigures {
  readonly month: Month
  readonly offered: number
  readonly arrived: number
  /** Kaplan-Meier quartiles in days; null when not (yet) reached or nothing was offered. */
  readonly lowerQuartile: number | null
  readonly median: number | null
  readonly upperQuartile: number | null
  /** False for the newest months: not everything that happened has been recorded. */
  readonly complete: boolean
}

export type Warning =
  /**
   * Jump: the newest complete months are worse than the past of the interface (see `early.ts`); `change.month` says since
   * when, `after` is null while more than half still wait, `p` is that of one look at one interface. Drop: the waits became
   * shorter for good in one of the last six months.
   */
  | { readonly kind: 'jump' | 'drop'; readonly key: string; readonly change: Change }
  /**
   * The median was above that of the same month a year before, `months` complete months in a row (at least six), and the
   * half year is worse as a whole.
   */
  | { readonly kind: 'rise'; readonly key: string; readonly months: number; readonly median: number }
  /** A place that used to record passages records none: no improvement, but missing data. */
  | {
      readonly kind: 'silence'
      readonly place: string
      /** Day of its last event. */
      readonly since: Day
      readonly days: number
      /** Events that the twelve months before would make one expect in these days. */
      readonly expected: number
    }

export interface DataQuality {
  /** Open passages without any event for 180 days, by interface, most first. */
  readonly stale: readonly { readonly key: string; readonly passages: number; readonly lostDays: number }[]
  /** First appointment before the offer. */
  readonly negative: number
  /** Without the day of the offer, or arrived without a day. The first kind is in no population. */
  readonly undated: number
  readonly senderOnly: number
  readonly estimated: number
  readonly unknownPlace: number
}

/** How late events are recorded, measured on first appointments and last steps. */
export interface EntryDelay {
  /** Nine of ten were recorded within this many days; null when nothing was recorded yet. */
  readonly days: number | null
  /** Passages that it was measured on. */
  readonly measured: number
  /** Reference date minus the delay: up to this day the record is nearly whole. */
  readonly knownUntil: Day
  readonly incompleteMonths: readonly Month[]
}

/** The page of one interface. */
export interface InterfaceDetail {
  readonly period: Period
  readonly asOf: Day
  /** As on the start page, ranked among the same interfaces. */
  readonly figures: InterfaceFigures
  /** How many interfaces were ranked with it. */
  readonly ranked: number
  readonly histogram: Histogram
  /** Null with fewer than twelve complete months that have a median. */
  readonly chart: InterfaceChart | null
  /** Share beyond the target by place; null without a target or without judged passages. */
  readonly funnel: Funnel | null
  /** Those of the start page that are about this interface. */
  readonly warnings: readonly Warning[]
  readonly quality: DataQuality
  readonly entry: EntryDelay
}

/** Classes of equal width from day 0; the last one is open upwards. */
export interface Histogram {
  readonly widthDays: number
  readonly classes: readonly {
    readonly fromDay: number
    /** Last day of the class; null in the open class. */
    readonly toDay: number | null
    readonly arrived: number
    /** Still waiting, by the wait until the reference date. */
    readonly open: number
    /** Every wait of the class is within the current target. */
    readonly inTarget: boolean
  }[]
}

/** Monthly medians on a control chart (XmR on their logarithms); days. It describes: no warning comes from it. */
export interface InterfaceChart {
  readonly centre: number
  /** Between them the medians go to and fro without a cause of their own. */
  readonly lower: number
  readonly upper: number
  /** Beyond it a step from one month to the next is unusual; a factor. */
  readonly stepLimit: number
  /** Complete months only, oldest first, from the last lasting change on. */
  readonly months: readonly {
    readonly month: Month
    readonly median: number | null
    /** The moving range: how many times as long as the month before, or as short; 1 and more. Null where there is none. */
    readonly step: number | null
    readonly signals: readonly Signal[]
    /** Which way the signals point; false without any. */
    readonly longer: boolean
  }[]
  /**
   * Whether the interface as it works now can keep its target: in every month (kept), in none (missed), or in some by
   * chance, so that only another way of working would change it. Null without a target.
   */
  readonly target: 'kept' | 'missed' | 'chance' | null
}
