import type { Day } from '../../../../kernel/day.ts'
import type { TimelineLook, TimelineSpan } from '../../../../platform/ui/charts/index.ts'
import type { MeasureState } from '../../domain/kinds.ts'

export interface DatedState {
  readonly state: MeasureState
  readonly stalled: boolean
  readonly since: Day
}

/** How each state is drawn; a stalled measure looks stalled in whatever state it is. */
const lookOf: Readonly<Record<MeasureState, TimelineLook>> = {
  proposed: 'planned',
  adopted: 'planned',
  inPlanning: 'planned',
  notStarted: 'resting',
  inProgress: 'running',
  established: 'standing',
  suspended: 'resting',
  completed: 'done',
  adapted: 'ended',
  discontinued: 'ended',
}

/**
 * The bar of a measure from the states it went through, given in the order in which they were recorded. Of two from one day
 * the later record holds; states that look alike and follow each other are one piece; nothing after `until` is drawn.
 */
export function spansOf(states: readonly DatedState[], until: Day): readonly TimelineSpan[] {
  const held = new Map<Day, DatedState>()
  for (const state of states) if (state.since <= until) held.set(state.since, state)
  const ordered = [...held.values()].sort((one, other) => (one.since < other.since ? -1 : 1))
  const pieces: { from: Day; look: TimelineLook }[] = []
  for (const { state, stalled, since } of ordered) {
    const look = stalled ? 'stalled' : lookOf[state]
    if (pieces.at(-1)?.look !== look) pieces.push({ from: since, look })
  }
  return pieces.map(({ from, look }, index) => {
    const next = pieces[index + 1]
    return next ? { from, look, until: next.from } : { from, look }
  })
}
