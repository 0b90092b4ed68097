import type { FixedList } from '../../platform/codelists/index.ts'
import { bookings, costs, entryReasons, leavingReasons, offerStates } from './domain/kinds.ts'

/** Lists that belong to the program: shown beside the codelists, not editable. */
export const fixedLists: readonly FixedList[] = [
  {
    key: 'offers.state',
    title: 'offers.fixed-list.state',
    codes: offerStates,
    words: 'offers.state',
    why: 'transitions',
  },
  {
    key: 'offers.booking',
    title: 'offers.fixed-list.booking',
    codes: bookings,
    words: 'offers.booking',
    why: 'rules',
  },
  { key: 'offers.cost', title: 'offers.fixed-list.cost', codes: costs, words: 'offers.cost', why: 'rules' },
  {
    key: 'offers.moves',
    title: 'offers.fixed-list.moves',
    codes: [...entryReasons, ...leavingReasons],
    words: 'offers.move',
    why: 'rules',
  },
]
