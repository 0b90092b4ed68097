import type { Day } from '../../kernel/day.ts'
import type { Id } from '../../kernel/ids.ts'
import type { RoleKey } from '../access/index.ts'
import { sql, type Tx } from '../database/index.ts'

/** Somebody who has a role today, for an organisation. */
export interface Holder {
  readonly memberId: Id<'user'>
  readonly name: string
  readonly role: RoleKey
  readonly organisationId: Id<'organisation'> | null
  /** Name of the absent member who passes it on; null for a role of their own. */
  readonly absent: string | null
}

export const holdersPerPage = 50

/** Who has one of the roles today, by name, also as a substitute. `page` counts from 1. */
export async function listHolders(
  tx: Tx,
  roles: readonly RoleKey[],
  page: number,
  today: Day,
): Promise<{ readonly holders: readonly Holder[]; readonly total: number }> {
  const from = sql`
    FROM membership AS m CROSS JOIN LATERAL access_grants(m.id, ${today}::date) AS given
    WHERE m.deactivated_at IS NULL AND m.accepted_at IS NOT NULL AND given.role = ANY (${[...roles]}::text[])`
  const counted = await sql<{ total: number }>`SELECT count(*) AS total ${from}`.execute(tx)
  const { rows } = await sql<Holder>`
    SELECT m.id AS "memberId", m.name, given.role, given.organisation_id AS "organisationId",
      (SELECT absent.name FROM membership AS absent WHERE absent.id = given.absent_id) AS absent
    ${from}
    ORDER BY m.name, m.id, given.role LIMIT ${holdersPerPage} OFFSET ${(page - 1) * holdersPerPage}
  `.execute(tx)
  return { holders: rows, total: counted.rows[0]?.total ?? 0 }
}
