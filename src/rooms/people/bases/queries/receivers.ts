import type { Day } from '../../../../kernel/day.ts'
import type { Id } from '../../../../kernel/ids.ts'
import { asPlatform } from '../../../../platform/access/acting.ts'
import { rolesWith } from '../../../../platform/access/index.ts'
import { sql, type Tx } from '../../../../platform/database/index.ts'

/** Who reads notices for one of these organisations on a day. */
const takers = (ids: readonly string[], today: Day) => sql`
  membership_role AS given JOIN membership ON membership.id = given.member_id
  WHERE coalesce(given.organisation_id, membership.organisation_id) = ANY (${[...ids]}::uuid[])
    AND given.role = ANY (${[...rolesWith('people.receive-notices')]})
    AND given.valid_from <= ${today}::date AND (given.valid_to IS NULL OR given.valid_to >= ${today}::date)
    AND given.revoked_at IS NULL AND NOT given.awaits_second AND membership.deactivated_at IS NULL`

/** Members of one organisation who are written to. */
const mostReceivers = 200

/** The members of an organisation who are written to when it is told something (revoked, corrected, erased); as the system. */
export async function receiversOf(tx: Tx, id: Id<'organisation'>, today: Day) {
  const { rows } = await sql<{ id: string; email: string }>`
    SELECT DISTINCT membership.id, membership.email FROM ${takers([id], today)} AND membership.email IS NOT NULL
    ORDER BY membership.id LIMIT ${mostReceivers}
  `.execute(tx)
  return rows
}

/**
 * Those of these organisations in which somebody has an account and finds the notice of a revocation. The others, partners without
 * accounts, must be told by the one who gave them the data. As the platform: whether somebody is there, not who.
 */
export async function toldHere(tx: Tx, ids: readonly string[], today: Day): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set()
  const { rows } = await asPlatform(tx, () =>
    sql<{ id: string }>`
      SELECT DISTINCT coalesce(given.organisation_id, membership.organisation_id) AS id FROM ${takers(ids, today)}
    `.execute(tx),
  )
  return new Set(rows.map(({ id }) => id))
}
