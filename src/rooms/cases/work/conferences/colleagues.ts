import { sql, type Tx } from '../../../../platform/database/index.ts'
import type { Kept, TeamMember } from '../file.ts'

/** Who works for the controller of a file today in a role that works with people, by name: they may be let in to read it. */
export async function colleagues(tx: Tx, file: Pick<Kept, 'controllerId'>): Promise<readonly TeamMember[]> {
  const { rows } = await sql<TeamMember>`
    SELECT DISTINCT m.id, m.name
    FROM membership_role AS held JOIN membership AS m ON m.id = held.member_id
    WHERE held.role IN ('caseManager', 'coordinator') AND m.deactivated_at IS NULL
      AND EXISTS (
        SELECT FROM access_own_grants(m.id, access_today()) AS given
        WHERE given.role IN ('caseManager', 'coordinator') AND given.controller_id = ${file.controllerId}
      )
    ORDER BY m.name, m.id LIMIT 300
  `.execute(tx)
  return rows
}
