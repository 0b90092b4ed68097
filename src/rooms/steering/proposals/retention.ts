import { sql } from '../../../platform/database/index.ts'
import type { RetentionKind } from '../../../platform/retention/kind.ts'
import { keptForGood } from '../../../platform/retention/rows.ts'

/** Proposals with decisions, votes and minutes: records of offices, no personal data. They go to the archive by law. */
export const proposalRetention: readonly RetentionKind[] = [
  keptForGood('steering.proposal', {
    from: sql`proposal`,
    id: sql`proposal.id::text`,
    since: sql`proposal.created_at`,
  }),
]
