import type { Day } from '../../../../kernel/day.ts'
import { type Id, isId } from '../../../../kernel/ids.ts'
import { sql, type Tx } from '../../../../platform/database/index.ts'
import { endedBases } from './bases.ts'

/** Whether the record of a person is restricted (Art. 18 GDPR): it is kept, and nothing of it passes. Merged records count as one. */
export async function isRestricted(tx: Tx, personId: Id<'person'>): Promise<boolean> {
  const { rows } = await sql<{ restricted: boolean }>`
    SELECT EXISTS (
      SELECT FROM person WHERE restricted_on IS NOT NULL AND (
        id = ${personId} OR merged_into = ${personId} OR id = (SELECT merged_into FROM person WHERE id = ${personId})
      )
    ) AS restricted`.execute(tx)
  return rows[0]?.restricted ?? false
}

/**
 * Why nothing may pass by these bases today: one has ended, or the record of its person is restricted. Undefined where all
 * carry. As the platform: who asks holds what is to be passed on and need not see the bases.
 */
export async function transferStop(
  tx: Tx,
  ids: readonly string[],
  today: Day,
): Promise<'ended' | 'restricted' | undefined> {
  const known = ids.filter(isId)
  const { rows } = await sql<{ restricted: boolean }>`
    SELECT EXISTS (
      SELECT FROM transfer_basis JOIN person ON person.id = transfer_basis.person_id
      WHERE transfer_basis.id = ANY (${known}::uuid[]) AND person.restricted_on IS NOT NULL
    ) AS restricted`.execute(tx)
  if (rows[0]?.restricted) return 'restricted'
  return (await endedBases(tx, ids, today)).size > 0 ? 'ended' : undefined
}
