import type { Id } from '../../../kernel/ids.ts'
import { sql, type Tx } from '../../../platform/database/index.ts'

/** What the teams of the actor's controller have, by full-time post. */
export interface PostFigure {
  readonly organisationId: Id<'organisation'>
  readonly files: number
  /** Full-time posts of those who do case management there today. */
  readonly posts: number
  readonly members: readonly { readonly id: Id<'user'>; readonly name: string; readonly share: number }[]
}

/** Open files per team beside its posts; a whole post for whoever nobody entered a share for. For supervision. */
export async function postFigures(tx: Tx): Promise<readonly PostFigure[]> {
  const { rows } = await sql<PostFigure>`
    WITH counted AS (SELECT organisation_id, sum(files)::int AS files FROM supervised_caseload GROUP BY 1),
    manager AS (
      SELECT DISTINCT given.organisation_id, m.id, m.name
      FROM counted JOIN membership AS m ON m.deactivated_at IS NULL
        CROSS JOIN LATERAL access_own_grants(m.id, access_today()) AS given
      WHERE given.role = 'caseManager' AND given.organisation_id = counted.organisation_id
    )
    SELECT counted.organisation_id AS "organisationId", counted.files,
      sum(coalesce(share.full_time_share, 1))::float8 AS posts,
      json_agg(json_build_object('id', manager.id, 'name', manager.name, 'share', coalesce(share.full_time_share, 1))
        ORDER BY manager.name, manager.id) AS members
    FROM counted JOIN manager ON manager.organisation_id = counted.organisation_id
      LEFT JOIN case_share AS share ON share.user_id = manager.id AND share.organisation_id = counted.organisation_id
    GROUP BY 1, 2 ORDER BY 1 LIMIT 200`.execute(tx)
  return rows
}
