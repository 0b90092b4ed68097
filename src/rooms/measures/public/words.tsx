import { State, type StateKind, useRender } from '../../../platform/ui/index.ts'
import type { MeasureState } from '../domain/kinds.ts'

/** Shape of a state; its words for everybody stand below `measures.public.state.`. */
const shapes: Readonly<Record<MeasureState, StateKind>> = {
  proposed: 'open',
  adopted: 'open',
  inPlanning: 'open',
  inProgress: 'progress',
  established: 'standing',
  completed: 'done',
  adapted: 'finished',
  suspended: 'rest',
  discontinued: 'declined',
  notStarted: 'rest',
}

/** Where a measure stands, in plain words. What does not get on says so instead. */
export function PublicStateMark({ state, stalled }: { state: MeasureState; stalled: boolean }) {
  const { t } = useRender()
  return (
    <State kind={stalled ? 'attention' : shapes[state]}>
      {t(stalled ? 'measures.public.state.stalled' : `measures.public.state.${state}`)}
    </State>
  )
}
