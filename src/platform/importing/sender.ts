import type { Day } from '../../kernel/day.ts'
import { Forbidden } from '../../kernel/errors.ts'
import type { Id } from '../../kernel/ids.ts'
import { actAs } from '../access/acting.ts'
import type { Actor } from '../access/index.ts'
import type { Tx } from '../database/index.ts'
import { findActorFor } from '../identity/grants.ts'
import { tables } from './tables.ts'

/**
 * Goes on as the member who sent an import, for the organisation for which they did, with what is granted to them today.
 * Throws Forbidden when they no longer hold the right there.
 */
export async function actAsSender(tx: Tx, id: Id<'import'>, right: string, today: Day): Promise<Actor> {
  const sent = await tables(tx)
    .selectFrom('list_import')
    .select(['created_by', 'organisation_id', 'controller_id'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const place = { organisationId: sent.organisation_id, controllerId: sent.controller_id }
  const actor = await findActorFor(tx, sent.created_by, place, right, today)
  if (!actor) throw new Forbidden(right)
  await actAs(tx, actor, today)
  return actor
}
