import type { Day } from '../../../kernel/day.ts'
import type { DueKind, ObligationKind, ObligationState } from './kinds.ts'

/** One row of a follow-up list: one obligation, in the words of the day on which the list was read or issued. */
export interface FollowUpRow {
  readonly obligationId: string
  readonly resolutionId: string
  readonly paperId: string | null
  readonly paperNumber: string | null
  /** What the resolution is about. */
  readonly title: string
  readonly bodyName: string
  readonly decidedOn: Day
  readonly kind: ObligationKind
  /** The obligation, word for word. */
  readonly wording: string
  /** Party group that asked for it; null: the administration. */
  readonly originator: string | null
  readonly responsible: string | null
  /** Function and number or address of whom to ask. */
  readonly contact: string | null
  readonly dueKind: DueKind
  /** Null while no day is known. */
  readonly due: Day | null
  readonly state: ObligationState
  /** Since when it is in this state. */
  readonly since: Day
  /** For delayed ones. */
  readonly reason: string | null
  readonly lastReportOn: Day | null
  readonly lastReport: string | null
  readonly nextReportOn: Day | null
  readonly isPublic: boolean
}

/** What a list says once it has been issued. */
export interface FollowUpContent {
  readonly body: string
  readonly meetingOn: Day
  readonly issuedOn: Day
  readonly rows: readonly FollowUpRow[]
}

/**
 * The traffic light that councils ask for: red not begun, yellow begun or delayed, green done. Beside it always stand a
 * shape and the word.
 */
export type Light = 'red' | 'yellow' | 'green'

export const lightOf: Readonly<Record<ObligationState, Light>> = {
  open: 'red',
  inProgress: 'yellow',
  delayed: 'yellow',
  done: 'green',
  doneReported: 'green',
}

/** How urgent a row is on a day: overdue and due within four weeks are what an inbox shows. */
export type Urgency = 'overdue' | 'soon' | 'later' | 'undated' | 'none'

/** Days before the due day from which an obligation is announced. */
export const noticeDays = 28

/**
 * The order in which a list is read: what is open by its due day, undated ones after them, then what is done, latest
 * first; of one day by resolution and position in it, as they come.
 */
export function inListOrder(rows: readonly FollowUpRow[]): FollowUpRow[] {
  const done = (row: FollowUpRow) => lightOf[row.state] === 'green'
  return [...rows].sort((a, b) => {
    if (done(a) !== done(b)) return done(a) ? 1 : -1
    if (done(a)) return b.since.localeCompare(a.since)
    return (a.due ?? '9999').localeCompare(b.due ?? '9999')
  })
}
