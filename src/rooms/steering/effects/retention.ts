import { sql } from '../../../platform/database/index.ts'
import type { RetentionKind } from '../../../platform/retention/kind.ts'
import { keptForGood } from '../../../platform/retention/rows.ts'

/** Effect checks are kept: papers refer to their verdicts, and nobody is named. */
export const effectRetention: readonly RetentionKind[] = [
  keptForGood('steering.effect', {
    from: sql`effect_check`,
    id: sql`effect_check.id::text`,
    since: sql`effect_check.created_at`,
  }),
]
