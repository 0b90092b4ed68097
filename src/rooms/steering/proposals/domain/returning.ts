import type { Day } from '../../../../kernel/day.ts'
import type { ProposalState } from './states.ts'

/** Where a proposal comes again that the group put off, or that a written procedure did not settle. */
export type Return =
  | { readonly kind: 'later' | 'due'; readonly until: Day; readonly meeting: Day | null }
  | { readonly kind: 'scheduled'; readonly meeting: Day }
  | { readonly kind: 'waits'; readonly meeting: Day | null }
  | { readonly kind: 'draft' | 'circulating' }

interface Coming {
  readonly id: string
  readonly heldOn: Day
}

/**
 * What happens next with a proposal that comes again; undefined where nothing does.
 * @param until The day until which it was put off; null where it was not.
 * @param coming Meetings to come, the next first.
 */
export function returnOf(
  { state, meetingId }: { readonly state: ProposalState; readonly meetingId: string | null },
  until: Day | null,
  coming: readonly Coming[],
  today: Day,
): Return | undefined {
  const next = coming[0]?.heldOn ?? null
  switch (state) {
    case 'deferred':
      if (until === null) return undefined
      return until > today
        ? { kind: 'later', until, meeting: coming.find(({ heldOn }) => heldOn >= until)?.heldOn ?? null }
        : { kind: 'due', until, meeting: next }
    case 'submitted': {
      const own = coming.find(({ id }) => id === meetingId)
      return own ? { kind: 'scheduled', meeting: own.heldOn } : { kind: 'waits', meeting: next }
    }
    case 'draft':
    case 'circulating':
      return { kind: state }
    default:
      return undefined
  }
}
