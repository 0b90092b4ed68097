import type { Id } from '../../../kernel/ids.ts'
import type { Actor } from '../../../platform/access/index.ts'
import { demand } from '../../../platform/access/index.ts'
import { record } from '../../../platform/audit/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { tables } from '../access.ts'

/** Sets the share of a full-time post that somebody has for case management, above 0 and at most 1. */
export async function setShare(
  tx: Tx,
  actor: Actor,
  userId: Id<'user'>,
  organisationId: Id<'organisation'>,
  share: number,
  now: number,
): Promise<void> {
  demand(actor, 'cases.supervise')
  const values = { full_time_share: share, changed_at: new Date(now), changed_by: actor.userId }
  await tables(tx)
    .insertInto('case_share')
    .values({ user_id: userId, organisation_id: organisationId, ...values })
    .onConflict((conflict) => conflict.columns(['user_id', 'organisation_id']).doUpdateSet(values))
    .execute()
  await record(tx, actor, {
    event: 'cases.share-set',
    subject: userId,
    subjectKind: 'user',
    details: { organisation: organisationId, share },
  })
}
