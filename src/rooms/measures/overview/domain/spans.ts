import type { Day } from '../../../../kernel/day.ts'
import type { TimelineLook, TimelineSpan } from '../../../../platform/ui/charts/index.ts'
import type { MeasureState } from '../../domain/kinds.ts'
import { type StateRow, timeline } from '../../domain/timeline.ts'

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
 * The bar of a measure from the rows of its states. Pieces that look alike and follow each other are one; nothing that
 * begins after `until` is drawn.
 */
export function spansOf(rows: readonly StateRow[], until: Day): readonly TimelineSpan[] {
  const pieces: { from: Day; look: TimelineLook }[] = []
  for (const { state, stalled, since } of timeline(rows)) {
    const look = stalled ? 'stalled' : lookOf[state]
    if (since <= until && pieces.at(-1)?.look !== look) pieces.push({ from: since, look })
  }
  return pieces.map(({ from, look }, index) => {
    const next = pieces[index + 1]
    return next ? { from, look, until: next.from } : { from, look }
  })
}
