import { type Actor, demand } from '../../../platform/access/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { tables } from './tables.ts'

/** The only way to topics. Whoever reads steering reads all of them: they speak of offices and interfaces, not of people. */
export function visibleTopics(tx: Tx, actor: Actor) {
  demand(actor, 'steering.read')
  return tables(tx).selectFrom('topic')
}
