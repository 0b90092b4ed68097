import { sql } from '../../platform/database/index.ts'
import type { RetentionKind } from '../../platform/retention/kind.ts'
import { keptForGood } from '../../platform/retention/rows.ts'

/** Papers and resolutions are kept: others refer to them, and the district offers its files to the archive as a whole. */
export const retention: readonly RetentionKind[] = [
  keptForGood('council.paper', { from: sql`paper`, id: sql`paper.id::text`, since: sql`paper.created_at` }),
  keptForGood('council.resolution', {
    from: sql`resolution`,
    id: sql`resolution.id::text`,
    since: sql`resolution.created_at`,
  }),
]

export const fileColumns = [{ table: 'paper_attachment', column: 'file_id' }]
