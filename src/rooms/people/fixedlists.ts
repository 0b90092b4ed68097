import type { FixedList } from '../../platform/codelists/index.ts'
import { familyRoles, germanLevels, residenceGroups } from './domain/kinds.ts'

/** Lists that belong to the program: shown beside the codelists, not editable. */
export const fixedLists: readonly FixedList[] = [
  {
    key: 'people.residence-group',
    title: 'people.fixed-list.residence-group',
    codes: residenceGroups,
    words: 'people.residenceGroup',
    why: 'law',
  },
  {
    key: 'people.german-level',
    title: 'people.fixed-list.german-level',
    codes: germanLevels,
    words: 'people.germanLevel',
    why: 'standard',
  },
  {
    key: 'people.family-role',
    title: 'people.fixed-list.family-role',
    codes: familyRoles,
    words: 'people.role',
    why: 'rules',
  },
]
