import type { FixedList } from '../../platform/codelists/index.ts'
import {
  consultationRoles,
  obligationKinds,
  obligationStates,
  paperKinds,
  paperStates,
  results,
} from './domain/kinds.ts'

/** Lists of the council side that procedures and OParl hang on; shown beside the codelists, not editable. */
export const fixedLists: readonly FixedList[] = [
  {
    key: 'council.paper-kind',
    title: 'council.fixed-list.paper-kind',
    codes: paperKinds,
    words: 'council.paper.kind',
    why: 'rules',
  },
  {
    key: 'council.paper-state',
    title: 'council.fixed-list.paper-state',
    codes: paperStates,
    words: 'council.paper.state',
    why: 'transitions',
  },
  {
    key: 'council.consultation-role',
    title: 'council.fixed-list.consultation-role',
    codes: consultationRoles,
    words: 'council.consultation.roles',
    why: 'standard',
  },
  {
    key: 'council.result',
    title: 'council.fixed-list.result',
    codes: results,
    words: 'council.consultation.results',
    why: 'rules',
  },
  {
    key: 'council.obligation-kind',
    title: 'council.fixed-list.obligation-kind',
    codes: obligationKinds,
    words: 'council.obligation.kind',
    why: 'rules',
  },
  {
    key: 'council.obligation-state',
    title: 'council.fixed-list.obligation-state',
    codes: obligationStates,
    words: 'council.obligation.state',
    why: 'transitions',
  },
]
