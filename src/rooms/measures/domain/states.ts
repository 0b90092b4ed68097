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
