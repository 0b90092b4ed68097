import type { Id } from '../../kernel/ids.ts'
import type { Actor } from '../../platform/access/index.ts'
import type { Tx } from '../../platform/database/index.ts'
import { room as network } from '../network/index.ts'

/** Who answers for what an organisation receives (controller, Art. 4 no. 7 GDPR); undefined for one that is not there or has ended. */
export async function controllerOf(
  tx: Tx,
  actor: Actor,
  organisation: Id<'organisation'>,
): Promise<Id<'organisation'> | undefined> {
  const choices = (await network.organisations?.(tx, actor)) ?? []
  return choices.find(({ id }) => id === organisation)?.controllerId
}
