import type { Day } from '../../../kernel/day.ts'
import { NotFound } from '../../../kernel/errors.ts'
import { findActor } from '../../../platform/identity/index.ts'
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
  const actor = await findActor(tx, concludedBy, clock.today())
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
