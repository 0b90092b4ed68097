import { sql } from '../../../platform/database/index.ts'
import type { RetentionKind } from '../../../platform/retention/kind.ts'
import { keptForGood } from '../../../platform/retention/rows.ts'

/** Gaps are kept: decisions, measures and papers refer to them, and nobody is named. */
export const gapRetention: readonly RetentionKind[] = [
  keptForGood('steering.gap', { from: sql`gap`, id: sql`gap.id::text`, since: sql`gap.created_at` }),
]
