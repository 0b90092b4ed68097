import { type Actor, demand } from '../../../platform/access/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { tables } from './tables.ts'

/** The only way to effect checks. Whoever reads steering reads all of them: they speak of measures, not of people. */
export function visibleChecks(tx: Tx, actor: Actor) {
  demand(actor, 'steering.read')
  return tables(tx).selectFrom('effect_check')
}
