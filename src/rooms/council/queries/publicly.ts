import type { Id } from '../../../kernel/ids.ts'
import { actAs } from '../../../platform/access/acting.ts'
import type { Actor } from '../../../platform/access/index.ts'
import type { Tx } from '../../../platform/database/index.ts'

/** A member without a row: the database takes it for somebody of no role. */
const nobody = {
  userId: '00000000-0000-4000-8000-000000000000' as Id<'user'>,
  organisationId: null,
  controllerId: null,
}

/**
 * Reads as a member of a council reads, whoever acts: for what staff make and everybody gets, such as the public version
 * of a list. All three locks narrow it, so nothing else can slip in (numbers of papers that are not public, days of
 * meetings that are not). Only for reading: `work` must not write.
 */
export async function asCouncilSees<T>(tx: Tx, actor: Actor, work: (reader: Actor) => Promise<T>): Promise<T> {
  await actAs(tx, nobody)
  const result = await work({ ...actor, roles: ['council'] })
  // After an error the transaction ends, or goes on seeing less: both are safe.
  await actAs(tx, actor)
  return result
}
