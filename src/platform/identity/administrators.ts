import type { Day } from '../../kernel/day.ts'
import { Invalid } from '../../kernel/errors.ts'
import type { Id } from '../../kernel/ids.ts'
import { sql, type Tx } from '../database/index.ts'

/** Until when somebody administers the tenant by a grant of their own; null: without end. */
interface Administrator {
  readonly id: Id<'user'>
  readonly grantId: Id<'grant'>
  readonly until: Day | null
}

/** Who administers the tenant today and has taken up their access. What a substitute is passed on does not count. */
export async function administrators(tx: Tx, today: Day, lock: 'locked' | 'read' = 'read'): Promise<Administrator[]> {
  const forUpdate = lock === 'locked' ? sql`FOR UPDATE OF m` : sql``
  const { rows } = await sql<Administrator>`
    SELECT m.id, g.id AS "grantId", g.valid_to AS until
    FROM membership AS m JOIN membership_role AS g ON g.member_id = m.id
    WHERE g.role = 'administrator' AND g.revoked_at IS NULL AND NOT g.awaits_second
      AND g.valid_from <= ${today}::date AND (g.valid_to IS NULL OR g.valid_to >= ${today}::date)
      AND m.deactivated_at IS NULL AND m.accepted_at IS NOT NULL
    ORDER BY m.id ${forUpdate}
  `.execute(tx)
  return rows
}

/**
 * Throws Invalid when after this change nobody could administer the tenant any more. The administrators' rows are locked
 * first, so that two who remove each other at once cannot both succeed. `until`: the new last day; undefined: gone now.
 */
export async function keepAnAdministrator(
  tx: Tx,
  today: Day,
  losing: { readonly memberId: string } | { readonly grantId: string },
  field: string,
  until?: Day,
): Promise<void> {
  const all = await administrators(tx, today, 'locked')
  const stay = all.filter((one) => ('memberId' in losing ? one.id !== losing.memberId : one.grantId !== losing.grantId))
  if (stay.length === all.length) return
  const covered = stay.some((one) => until === undefined || one.until === null || one.until > until)
  if (!covered) throw new Invalid([{ field, code: 'last-administrator' }])
}
