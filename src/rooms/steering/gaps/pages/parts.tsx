import { State, type StateKind, useRender } from '../../../../platform/ui/index.ts'
import type { GapState } from '../domain/states.ts'

const marks: Readonly<Record<GapState, StateKind>> = {
  suspected: 'open',
  confirmed: 'attention',
  prioritised: 'progress',
  closing: 'progress',
  closed: 'finished',
  notClosable: 'rest',
  rejected: 'declined',
}

/** The state as shape and word; `priority`: of one whose priority is set, says which instead. */
export function GapStateMark({ state, priority = null }: { state: GapState; priority?: string | null }) {
  const { t } = useRender()
  return (
    <State kind={marks[state]}>
      {state === 'prioritised' && priority
        ? t('steering.gap.priority-is', { priority: t(`steering.gap.priority.${priority}`) })
        : t(`steering.gap.state.${state}`)}
    </State>
  )
}
