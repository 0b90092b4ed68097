import type { Translate } from '../../../../platform/i18n/index.ts'
import type { StateKind } from '../../../../platform/ui/index.ts'
import type { MeasureState } from '../../domain/kinds.ts'
import type { Standing } from '../domain/answers.ts'
import type { ItemState } from '../domain/steps.ts'

/** How a measure stands, in one word; standing still comes before the state, because that is what people ask about. */
export const standingWord = (t: Translate, { state, stalled }: Standing): string =>
  stalled ? t('measures.campaign.stalled') : t(`measures.campaign.standing.${state}`)

const standingKinds: Readonly<Record<MeasureState, StateKind>> = {
  proposed: 'open',
  adopted: 'open',
  inPlanning: 'open',
  inProgress: 'progress',
  established: 'standing',
  completed: 'finished',
  adapted: 'level',
  suspended: 'rest',
  discontinued: 'declined',
  notStarted: 'open',
}

export const standingKind = ({ state, stalled }: Standing): StateKind => (stalled ? 'attention' : standingKinds[state])

export const itemKinds: Readonly<Record<ItemState, StateKind>> = {
  approved: 'done',
  submitted: 'progress',
  returned: 'attention',
  open: 'open',
}
