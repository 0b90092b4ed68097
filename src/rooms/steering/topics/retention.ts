import { sql } from '../../../platform/database/index.ts'
import type { RetentionKind } from '../../../platform/retention/kind.ts'
import { keptForGood } from '../../../platform/retention/rows.ts'

/** Topics are kept: decisions, measures and papers refer to them, and nobody is named. */
export const topicRetention: readonly RetentionKind[] = [
  keptForGood('steering.topic', { from: sql`topic`, id: sql`topic.id::text`, since: sql`topic.created_at` }),
  keptForGood('steering.conference', {
    from: sql`conference`,
    id: sql`conference.id::text`,
    since: sql`conference.changed_at`,
  }),
]
