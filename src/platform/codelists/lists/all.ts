import type { Codelist } from '../model.ts'
import { fieldsOfAction } from './fields.ts'
import { targetGroups } from './groups.ts'
import { hurdles } from './hurdles.ts'
import { lifeDomains } from './lifedomains.ts'
import { delayReasons, stallReasons } from './reasons.ts'

/** Every list that districts may change, in the order of the page. A new list is one file here and a usage in a room. */
export const codelists: readonly Codelist[] = [
  fieldsOfAction,
  targetGroups,
  lifeDomains,
  hurdles,
  stallReasons,
  delayReasons,
]
