import type { FixedList } from '../../../platform/codelists/index.ts'
import { frequencies, levels, severities } from './domain/kinds.ts'
import { topicStates } from './domain/states.ts'

/** Lists that rules and figures hang on; shown beside the codelists, not editable. */
export const topicFixedLists: readonly FixedList[] = [
  {
    key: 'steering.topic-state',
    title: 'steering.topic.fixed-list.state',
    codes: topicStates,
    words: 'steering.topic.state',
    why: 'transitions',
  },
  {
    key: 'steering.topic-frequency',
    title: 'steering.topic.fixed-list.frequency',
    codes: frequencies,
    words: 'steering.topic.frequency',
    why: 'rules',
  },
  {
    key: 'steering.topic-severity',
    title: 'steering.topic.fixed-list.severity',
    codes: severities,
    words: 'steering.topic.severity',
    why: 'rules',
  },
  {
    key: 'steering.topic-level',
    title: 'steering.topic.fixed-list.level',
    codes: levels,
    words: 'steering.topic.level',
    why: 'rules',
  },
]
