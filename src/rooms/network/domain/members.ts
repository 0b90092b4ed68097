import type { Day } from '../../../kernel/day.ts'
import type { MemberRole } from './kinds.ts'
import { type Interval, overlap } from './validity.ts'

/** An organisation in a body, in one role, from a day to a day. */
export interface Membership extends Interval {
  readonly organisation: string
  readonly role: MemberRole
}

/** Roles that one organisation at a time may hold. */
const singleRoles: readonly MemberRole[] = ['chair']

export type MembershipIssue = 'ends-before-it-begins' | 'already-member' | 'chair-taken'

/** What speaks against a membership beside those there are; undefined when nothing does. */
export function membershipIssue(known: readonly Membership[], next: Membership): MembershipIssue | undefined {
  if (endsBeforeItBegins(next.validFrom, next.validTo)) return 'ends-before-it-begins'
  const sameTime = known.filter((member) => member.role === next.role && overlap(member, next))
  if (sameTime.some((member) => member.organisation === next.organisation)) return 'already-member'
  return singleRoles.includes(next.role) && sameTime.length > 0 ? 'chair-taken' : undefined
}

export function endsBeforeItBegins(from: Day | null, to: Day | null): boolean {
  return from !== null && to !== null && to < from
}
