import type { Day } from '../../../kernel/day.ts'
import type { MeasureState } from './kinds.ts'

/**
 * The life of a measure as data: which state may follow which. What was entered by mistake is not a transition but a
 * correction (`timeline.ts`), which may set any state.
 */
export const transitions: Readonly<Record<MeasureState, readonly MeasureState[]>> = {
  proposed: ['adopted', 'notStarted', 'discontinued'],
  adopted: ['inPlanning', 'inProgress', 'notStarted', 'suspended', 'adapted', 'discontinued'],
  inPlanning: ['inProgress', 'suspended', 'adapted', 'notStarted', 'discontinued'],
  inProgress: ['established', 'completed', 'suspended', 'adapted', 'discontinued'],
  established: ['suspended', 'completed', 'adapted', 'discontinued'],
  // Resumed where it stood, or given up.
  suspended: ['inPlanning', 'inProgress', 'established', 'adapted', 'discontinued'],
  notStarted: ['inPlanning', 'inProgress', 'adapted', 'discontinued'],
  completed: [],
  // It goes on in its successor.
  adapted: [],
  discontinued: [],
}

/** States that cannot be entered without a reason. */
export const statesWithReason: readonly MeasureState[] = ['suspended', 'discontinued', 'notStarted']

/** States in which a measure can stall (stockt): it should get on and does not. */
export const statesThatStall: readonly MeasureState[] = ['adopted', 'inPlanning', 'inProgress']

/** States in which nothing more is done about a measure. */
export const finalStates: readonly MeasureState[] = ['completed', 'adapted', 'discontinued']

export const mayFollow = (from: MeasureState, to: MeasureState): boolean => transitions[from].includes(to)
export const needsReason = (state: MeasureState): boolean => statesWithReason.includes(state)
export const canStall = (state: MeasureState): boolean => statesThatStall.includes(state)

export type StateIssue = 'transition' | 'same-state' | 'cannot-stall' | 'reason-missing' | 'in-future' | 'too-early'

/**
 * Why an entry cannot follow on what holds now; undefined when it can. The day may not lie ahead, nor before the present
 * state began: what was before is corrected, not continued.
 */
export function stateIssue(
  present: { readonly state: MeasureState; readonly stalled: boolean; readonly since: Day },
  next: {
    readonly state: MeasureState
    readonly stalled: boolean
    readonly since: Day
    readonly reason: string | null
  },
  today: Day,
): StateIssue | undefined {
  if (next.state === present.state) {
    if (next.stalled === present.stalled) return 'same-state'
  } else if (!mayFollow(present.state, next.state)) return 'transition'
  if (next.stalled && !canStall(next.state)) return 'cannot-stall'
  if ((next.stalled || needsReason(next.state)) && !next.reason) return 'reason-missing'
  if (next.since > today) return 'in-future'
  if (next.since < present.since) return 'too-early'
  return undefined
}
