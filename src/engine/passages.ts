/**
 * The hand-overs of the product in columns: one row is one passage of a person or family through an interface.
 * Days are day numbers of the kernel (days since 1970-01-01), because offices record by the day.
 */

/** No such day: the step has not happened, or is not known. */
export const NO_DAY = -2147483648

/** Values of `Passages.state`. */
export const OPEN = 0
export const ARRIVED = 1
export const DECLINED = 2
export const WITHDRAWN = 3

/** Values of `Passages.sides`: who recorded the passage. */
export const BOTH_SIDES = 0
export const SENDER_ONLY = 1
export const ESTIMATED = 2

/** One row = one passage through an interface; all columns are of equal length. */
export interface Passages {
  readonly size: number
  /** Index into `interfaces`. */
  readonly interfaceOf: Int32Array
  /** The interfaces with their current target in calendar days, null without one. */
  readonly interfaces: readonly { readonly key: string; readonly targetDays: number | null }[]
  /** The target in calendar days that was valid for this passage when it was offered; NaN without one. */
  readonly targetDays: Float64Array
  /** Index into `places` (municipalities), -1 unknown. */
  readonly placeOf: Int32Array
  readonly places: readonly string[]
  /** Index into `groups` (target groups), -1 unknown. */
  readonly groupOf: Int32Array
  readonly groups: readonly string[]
  /** Running number of the person or family within this load: only to find the largest case, not a key. */
  readonly caseOf: Int32Array
  /** Day number of the offer, else of the preparation. */
  readonly offeredOn: Int32Array
  /** Day of the answer (accepted, declined, asked back); NO_DAY if none. */
  readonly answeredOn: Int32Array
  /** Day of the first appointment or first benefit at the receiver; NO_DAY if none yet. */
  readonly firstOn: Int32Array
  /** OPEN (pending), ARRIVED (first appointment happened), DECLINED, WITHDRAWN. */
  readonly state: Uint8Array
  /** Day of the last event of any kind of this passage, for the 180-day rule. */
  readonly lastEventOn: Int32Array
  /** BOTH_SIDES, SENDER_ONLY, ESTIMATED. */
  readonly sides: Uint8Array
  /** Days from the occurrence to the record of the first appointment, or of the last step where there is none. */
  readonly recordedLagDays: Int32Array
}
