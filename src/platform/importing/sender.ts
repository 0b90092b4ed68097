import type { Day } from '../../kernel/day.ts'
import { Forbidden } from '../../kernel/errors.ts'
import type { Id } from '../../kernel/ids.ts'
import { actAs } from '../access/acting.ts'
import { absentFor } from '../access/capacities.ts'
import { type Actor, demand } from '../access/index.ts'
import type { Tx } from '../database/index.ts'
import { capacitiesOn } from '../identity/grants.ts'
import type { IdentityTables } from '../identity/tables.ts'
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
  const member = await tx
    .withTables<IdentityTables>()
    .selectFrom('membership')
    .select(['id', 'account_id', 'name'])
    .where('id', '=', sent.created_by)
    .executeTakeFirst()
  const capacity = (await capacitiesOn(tx, sent.created_by, today)).find(
    (one) => one.organisationId === sent.organisation_id && one.controllerId === sent.controller_id,
  )
  if (!member || !capacity) throw new Forbidden(right)
  const absent = absentFor(capacity, right)
  const actor: Actor = {
    userId: member.id,
    accountId: member.account_id,
    name: member.name,
    roles: capacity.roles,
    organisationId: capacity.organisationId,
    controllerId: capacity.controllerId,
    locale: 'de',
    ...(absent && { actingFor: absent }),
  }
  demand(actor, right)
  await actAs(tx, actor, today)
  return actor
}
