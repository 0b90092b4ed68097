import type { Day } from '../../../kernel/day.ts'
import { NotFound } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Actor, RoleKey } from '../../../platform/access/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import type { JobHandler } from '../../../platform/jobs/index.ts'
import type { ReviewConcluded } from '../../measures/index.ts'
import { mayBecome } from '../domain/states.ts'
import { getObligation, type Obligation } from '../queries/obligations.ts'
import { dischargeObligation } from './obligations.ts'

/**
 * A concept review that an obligation ordered is concluded: marks the obligation as done by it, in the name of who
 * concluded the review. Nothing happens where the obligation is done already or is not there: the job may run more than
 * once, and the register keeps the reference without knowing whether it leads anywhere.
 */
export const dischargeByReview: JobHandler = async ({ tx, tenant, clock }, payload) => {
  const { reviewId, obligationId, concludedOn, concludedBy } = payload as ReviewConcluded
  const setting = { today: clock.today(), demo: tenant.demo, land: tenant.land }
  const actor = await findMember(tx, concludedBy)
  const obligation = actor && (await findObligation(tx, actor, setting, obligationId))
  if (!actor || !obligation || !mayBecome(obligation.state, 'done')) return
  await dischargeObligation(tx, actor, setting, obligation.id, { reviewId, on: concludedOn as Day })
}

async function findObligation(...where: Parameters<typeof getObligation>): Promise<Obligation | undefined> {
  try {
    return await getObligation(...where)
  } catch (error) {
    if (error instanceof NotFound) return undefined
    throw error
  }
}

/** A member as the one who acts; undefined where there is none of that id. */
async function findMember(tx: Tx, id: string): Promise<Actor | undefined> {
  const member = await tx
    .withTables<{
      membership: {
        id: Id<'user'>
        account_id: Id<'account'>
        name: string
        roles: RoleKey[]
        organisation_id: Id<'organisation'> | null
        controller_id: Id<'organisation'> | null
      }
    }>()
    .selectFrom('membership')
    .where('id', '=', id as Id<'user'>)
    .select([
      'id as userId',
      'account_id as accountId',
      'name',
      'roles',
      'organisation_id as organisationId',
      'controller_id as controllerId',
    ])
    .executeTakeFirst()
  return member && { ...member, locale: 'de' }
}
