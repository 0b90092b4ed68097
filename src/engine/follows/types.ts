import type { WorkingCalendar } from '../../kernel/workingdays.ts'
import type { EventLog, LabelColumn } from '../log.ts'
import type { OpenPassages, OpenRule } from './open.ts'
import type { Slots } from './slots.ts'

/** Milliseconds of a day, for targets and for reading waits. */
export const DAY = 86_400_000

export interface FollowOptions {
  /** The column whose values follow each other: `log.activities` or an attribute. */
  readonly by: LabelColumn
  /** Events without a value count as this value. Without it they are passed over, and `issues.withoutValue` counts them. */
  readonly missing?: string
  /** When each event began (milliseconds UTC, NaN unknown), for logs with begin and end: a wait then ends with the begin. */
  readonly started?: Float64Array
  /** Waits in working days of this calendar instead of elapsed time. */
  readonly calendar?: WorkingCalendar
  /** The zone of the offices, for days and working days; `Europe/Berlin` unless told. */
  readonly timeZone?: string
  /** How the log says that something still waits; without it nothing is open. */
  readonly open?: OpenRule
}

export interface HandoverOptions extends FollowOptions {
  /** The person who did each event: a change of `by` that stays with the same person is told apart as formal. */
  readonly resource?: LabelColumn
}

/** What had to be decided about the input, in events unless the name says otherwise. Nothing else was left out. */
export interface FollowIssues {
  /** The input was not in order of time within its cases and was sorted. */
  readonly sorted: boolean
  /** Events without a time: their place is unknown, they take no part. */
  readonly withoutTime: number
  readonly withoutCase: number
  /** Events without a value in `by` that were passed over. */
  readonly withoutValue: number
  /** Passages with a negative wait: the next step began before this one ended. They count with that wait. */
  readonly negative: number
  /** Passages whose order is not known, because a record knows only the day. They count in order of arrival. */
  readonly uncertain: number
  /** Open markers before any step of their case: nobody is known to have passed it on, so they take no part. */
  readonly openWithoutSender: number
}

/**
 * Passages from each event to the next one of its case, in columns over the rows of the log. A passage stands in the row
 * of the event that it leads to.
 */
export interface Follows {
  readonly kind: 'steps' | 'handovers'
  readonly log: EventLog
  readonly options: HandoverOptions
  /** Case of each row, -1 for none. */
  readonly caseCodes: Int32Array
  /** The values, `missing` included when it was given. */
  readonly labels: readonly string[]
  /** Pairs of values; those that occur have a count. */
  readonly slots: Slots
  /** Passages per slot. */
  readonly count: Int32Array
  /** Per row: the slot of the passage that ends here, -1 for none. */
  readonly slotOf: Int16Array | Int32Array
  /** Per row: the wait of that passage in milliseconds. */
  readonly wait: Float64Array
  /** Per row: the row that the passage came from. Absent after the quick scan; it began at `time - wait` then. */
  readonly previous?: Int32Array
  /** Per slot: hand-overs after which the case's next one went straight back (A to B, then B to A). Zero for steps. */
  readonly pingPong: Int32Array
  /** Per row: 1 where the same person did both events. Absent without a resource. */
  readonly formal?: Uint8Array
  /** Per row: 1 where the order of the two events is not known. Absent when every event has an instant. */
  readonly uncertain?: Uint8Array
  readonly open: OpenPassages
  readonly issues: FollowIssues
}
