import { State, type StateKind, useRender } from '../../../platform/ui/index.ts'
import type { ObligationState } from '../domain/kinds.ts'

const shapes: Readonly<Record<ObligationState, StateKind>> = {
  open: 'open',
  inProgress: 'progress',
  delayed: 'attention',
  done: 'done',
  doneReported: 'done',
}

/** What became of something that was resolved, in plain words. */
export function PublicObligationMark({ state }: { state: ObligationState }) {
  const { t } = useRender()
  return <State kind={shapes[state]}>{t(`council.public.state.${state}`)}</State>
}
