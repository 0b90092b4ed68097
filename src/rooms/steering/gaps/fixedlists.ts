import type { FixedList } from '../../../platform/codelists/index.ts'
import { gapKinds, gapStates } from './domain/states.ts'

/** Lists that rules hang on; shown beside the codelists, not editable. */
export const gapFixedLists: readonly FixedList[] = [
  {
    key: 'steering.gap-state',
    title: 'steering.gap.fixed-list.state',
    codes: gapStates,
    words: 'steering.gap.state',
    why: 'transitions',
  },
  {
    key: 'steering.gap-kind',
    title: 'steering.gap.fixed-list.kind',
    codes: gapKinds,
    words: 'steering.gap.kind',
    why: 'rules',
  },
]
