/** Members for tests of the database, where no browser signs in. */
import { addDays, day } from '../../kernel/day.ts'
import type { Actor } from '../access/index.ts'
import type { Tx } from '../database/index.ts'
import { insertGrants, plainGrant } from './grants.ts'

/** Makes the membership of an actor, with their roles for their organisation; in a transaction of the platform. */
export async function addMember(tx: Tx, actor: Actor): Promise<void> {
  await tx
    .withTables<{ membership: Record<string, unknown> }>()
    .insertInto('membership')
    .values({
      id: actor.userId,
      account_id: actor.accountId,
      name: actor.name,
      organisation_id: actor.organisationId,
      controller_id: actor.controllerId,
      invited_at: new Date(0),
      accepted_at: new Date(0),
      changed_at: new Date(0),
    })
    .execute()
  const begin = (role: Actor['roles'][number]) => (role === 'partner' ? addDays(today(), -30) : day('2020-01-01'))
  await insertGrants(
    tx,
    actor.userId,
    actor.roles.map((role) => plainGrant(role, begin(role))),
    0,
  )
}

const today = () => day(new Date().toISOString().slice(0, 10))
