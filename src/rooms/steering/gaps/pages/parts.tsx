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

export function GapStateMark({ state }: { state: GapState }) {
  const { t } = useRender()
  return <State kind={marks[state]}>{t(`steering.gap.state.${state}`)}</State>
}
