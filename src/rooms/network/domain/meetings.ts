import type { Day } from '../../../kernel/day.ts'
import type { MeetingState } from './kinds.ts'

/** What the calendar of a body has to know of a meeting. */
export interface MeetingDay {
  readonly id: string
  readonly bodyId: string
  readonly heldOn: Day
  /** Null while it stands. */
  readonly cancelledOn: Day | null
  /** The meeting that takes the place of a cancelled one; it may be one that two bodies hold together. */
  readonly replacedBy: string | null
}

/**
 * The first meeting after a day that takes place: cancelled ones count only through the meeting that takes their place,
 * wherever in the calendar that stands. The day itself does not count, because who decides in a meeting that something is
 * due "in the next meeting" means another one. Undefined when the calendar has no further meeting.
 */
export function nextMeetingOf<Known extends MeetingDay>(
  meetings: readonly Known[],
  after: Day,
  bodyId?: string,
): Known | undefined {
  return meetings
    .filter((meeting) => bodyId === undefined || meeting.bodyId === bodyId)
    .map((meeting) => heldInsteadOf(meetings, meeting))
    .filter((meeting) => meeting !== undefined && meeting.heldOn > after)
    .reduce<Known | undefined>(
      (first, meeting) => (first && first.heldOn <= meeting!.heldOn ? first : meeting),
      undefined,
    )
}

/**
 * The meeting that takes place where this one was planned: itself while it stands, else the one at the end of its
 * replacements. Undefined when it was cancelled without one, or when replacements run in a circle.
 */
export function heldInsteadOf<Known extends MeetingDay>(meetings: readonly Known[], meeting: Known): Known | undefined {
  const passed = new Set<string>()
  let current: Known | undefined = meeting
  while (current && current.cancelledOn !== null) {
    passed.add(current.id)
    const next: string | null = current.replacedBy
    current = next === null || passed.has(next) ? undefined : meetings.find(({ id }) => id === next)
  }
  return current
}

/** What can be done with a meeting as a whole. */
export const meetingMoves = ['invite', 'hold', 'cancel', 'restore'] as const
export type MeetingMove = (typeof meetingMoves)[number]

interface Transition {
  readonly from: readonly MeetingState[]
  /** Whether the meeting is cancelled before it, and after it. */
  readonly cancelled: readonly [before: boolean, after: boolean]
  /** The state it leads to; absent: the state stays. */
  readonly to?: MeetingState
  /** Only on the day of the meeting or later. */
  readonly fromItsDayOn?: true
}

/** States of a meeting and the ways between them. A meeting that was held is history: nothing leads out of it. */
export const meetingTransitions: Readonly<Record<MeetingMove, Transition>> = {
  invite: { from: ['scheduled'], cancelled: [false, false], to: 'invited' },
  // Working groups meet without a formal invitation.
  hold: { from: ['scheduled', 'invited'], cancelled: [false, false], to: 'held', fromItsDayOn: true },
  cancel: { from: ['scheduled', 'invited'], cancelled: [false, true] },
  restore: { from: ['scheduled', 'invited'], cancelled: [true, false] },
}

type Standing = Pick<MeetingDay, 'heldOn' | 'cancelledOn'> & { readonly state: MeetingState }

/** True when this can be done with the meeting on this day. */
export function mayMove(meeting: Standing, move: MeetingMove, today: Day): boolean {
  const { from, cancelled, fromItsDayOn } = meetingTransitions[move]
  return (
    from.includes(meeting.state) &&
    cancelled[0] === (meeting.cancelledOn !== null) &&
    (!fromItsDayOn || meeting.heldOn <= today)
  )
}

/** Day, time and place can change while it stands and was not held. What was held or cancelled stays as it was. */
export const mayReschedule = ({ state, cancelledOn }: Standing): boolean => state !== 'held' && cancelledOn === null
