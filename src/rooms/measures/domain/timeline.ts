import type { Day } from '../../../kernel/day.ts'
import type { MeasureState } from './kinds.ts'

/**
 * The states of a measure over time. Rows are only ever added. On a day holds the row that began last, of two from the
 * same day the one with the higher number; so a correction is a new row from the day of the wrong one.
 */
export interface StateRow {
  readonly number: number
  readonly state: MeasureState
  readonly stalled: boolean
  readonly since: Day
  readonly reason: string | null
}

/** A state and the days it held. */
export interface Segment extends StateRow {
  /** The day on which the next one began; null: it still holds. */
  readonly until: Day | null
}

/** What holds by these rows, oldest first. Rows that say again what already holds go on in the one before. */
export function timeline(rows: readonly StateRow[]): Segment[] {
  const lasting = new Map<Day, StateRow>()
  for (const row of [...rows].sort((a, b) => a.number - b.number)) lasting.set(row.since, row)
  const inOrder = [...lasting.values()].sort((a, b) => (a.since < b.since ? -1 : 1))
  const segments: Segment[] = []
  for (const row of inOrder) {
    const last = segments.at(-1)
    if (last && last.state === row.state && last.stalled === row.stalled) {
      // The newer words hold, the older day stays.
      segments[segments.length - 1] = { ...last, reason: row.reason ?? last.reason }
      continue
    }
    if (last) segments[segments.length - 1] = { ...last, until: row.since }
    segments.push({ ...row, until: null })
  }
  return segments
}

/** What holds on a day; undefined before the first row. */
export function stateOn(rows: readonly StateRow[], day: Day): Segment | undefined {
  return timeline(rows).findLast((segment) => segment.since <= day)
}

/** What the measure's own row says of its state: the last of its states and since when, whatever stalled in between. */
export interface Present {
  readonly state: MeasureState
  readonly stateSince: Day
  readonly stateReason: string | null
  /** First day on which it was established; stays when it is suspended later. */
  readonly establishedOn: Day | null
  readonly stalledSince: Day | null
  readonly stalledReason: string | null
}

/** Throws RangeError without rows. */
export function presentOf(rows: readonly StateRow[]): Present {
  const segments = timeline(rows)
  const last = segments.at(-1)
  if (!last) throw new RangeError('a measure has at least one state')
  let first = last
  for (const segment of segments.toReversed()) {
    if (segment.state !== last.state) break
    first = segment
  }
  const own = segments.findLast((segment) => segment.state === last.state && !segment.stalled)
  return {
    state: last.state,
    stateSince: first.since,
    stateReason: (last.stalled ? own : last)?.reason ?? null,
    establishedOn: segments.find((segment) => segment.state === 'established')?.since ?? null,
    stalledSince: last.stalled ? last.since : null,
    stalledReason: last.stalled ? (last.reason ?? '') : null,
  }
}

/** A row to add. */
export type NewState = Omit<StateRow, 'number'>

/**
 * What must be added so that the wrong entry no longer counts and the right one does: the right state from its day on, and
 * where it begins later than the wrong one, from the wrong day on what held before. Undefined when nothing held before:
 * then the first state cannot begin later than it was entered.
 */
export function correctionOf(rows: readonly StateRow[], wrong: StateRow, right: NewState): NewState[] | undefined {
  if (right.since <= wrong.since) {
    const again = { ...right, since: wrong.since }
    return right.since === wrong.since ? [again] : [right, again]
  }
  const before = stateOn(
    rows.filter((row) => row.since < wrong.since),
    wrong.since,
  )
  if (!before) return undefined
  const { state, stalled, reason } = before
  return [{ state, stalled, reason, since: wrong.since }, right]
}
