import type { Translate } from '../../../../platform/i18n/index.ts'
import type { StateKind } from '../../../../platform/ui/index.ts'
import type { Standing } from '../domain/answers.ts'
import type { ItemState } from '../domain/steps.ts'

/** How a measure stands, in one word; standing still comes before the state, because that is what people ask about. */
export const standingWord = (t: Translate, { state, stalled }: Standing): string =>
  t(stalled ? 'measures.state.stalled' : `measures.state.${state}`)

export const itemKinds: Readonly<Record<ItemState, StateKind>> = {
  approved: 'done',
  submitted: 'progress',
  returned: 'attention',
  open: 'open',
}
