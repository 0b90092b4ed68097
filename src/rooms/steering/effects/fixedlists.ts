import type { FixedList } from '../../../platform/codelists/index.ts'
import { checkStates, verdicts } from './domain/states.ts'

/** Lists that rules hang on; shown beside the codelists, not editable. */
export const effectFixedLists: readonly FixedList[] = [
  {
    key: 'steering.effect-state',
    title: 'steering.effect.fixed-list.state',
    codes: checkStates,
    words: 'steering.effect.state',
    why: 'transitions',
  },
  {
    key: 'steering.effect-verdict',
    title: 'steering.effect.fixed-list.verdict',
    codes: verdicts,
    words: 'steering.effect.verdict',
    why: 'rules',
  },
]
