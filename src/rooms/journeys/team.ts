import type { Day } from '../../kernel/day.ts'
import type { Id } from '../../kernel/ids.ts'
import { type RoleKey, rolesWith } from '../../platform/access/index.ts'
import { sql, type Tx } from '../../platform/database/index.ts'

/** A member of a team. */
export interface TeamMember {
  readonly id: Id<'user'>
  readonly name: string
}

/** People of one team who may take hand-overs. */
const largestTeam = 200

/** Who may take hand-overs for an organisation on a day, by name; at most 200. */
export function teamOf(tx: Tx, organisation: Id<'organisation'>, today: Day): Promise<readonly TeamMember[]> {
  return membersWith(tx, organisation, today, [...rolesWith('journeys.receive')])
}

/** Who leads a team: those with the lead or the coordination for this organisation. */
export function headsOf(tx: Tx, organisation: Id<'organisation'>, today: Day): Promise<readonly TeamMember[]> {
  return membersWith(tx, organisation, today, [...rolesWith('journeys.follow-escalations')])
}

async function membersWith(
  tx: Tx,
  organisation: Id<'organisation'>,
  today: Day,
  roles: readonly RoleKey[],
): Promise<readonly TeamMember[]> {
  const { rows } = await sql<TeamMember>`
    SELECT DISTINCT membership.id, membership.name
    FROM membership_role AS given JOIN membership ON membership.id = given.member_id
    WHERE coalesce(given.organisation_id, membership.organisation_id) = ${organisation} AND given.role = ANY(${roles})
      AND given.valid_from <= ${today}::date AND (given.valid_to IS NULL OR given.valid_to >= ${today}::date)
      AND given.revoked_at IS NULL AND NOT given.awaits_second AND membership.deactivated_at IS NULL
    ORDER BY membership.name, membership.id LIMIT ${largestTeam}
  `.execute(tx)
  return rows
}
