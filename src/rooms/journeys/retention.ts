import { sql } from '../../platform/database/index.ts'
import type { RetentionKind } from '../../platform/retention/kind.ts'
import { keptForGood } from '../../platform/retention/rows.ts'
import { outsideRetention } from './outside/retention.ts'

/** Hand-overs bear a random key in place of a person. They end with the file of the case, which a later room brings. */
export const retention: readonly RetentionKind[] = [
  keptForGood('journeys.handover', {
    from: sql`handover`,
    id: sql`handover.id::text`,
    since: sql`handover.created_at`,
  }),
  ...outsideRetention,
]
