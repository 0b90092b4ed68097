import { type Actor, demand } from '../../../platform/access/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { tables } from './tables.ts'

/** The only way to gaps. Whoever reads steering reads all of them: they speak of topics and places, not of people. */
export function visibleGaps(tx: Tx, actor: Actor) {
  demand(actor, 'steering.read')
  return tables(tx).selectFrom('gap')
}
