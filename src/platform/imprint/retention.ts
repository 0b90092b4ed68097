import { sql } from '../database/index.ts'
import type { RetentionKind } from '../retention/kind.ts'
import { dueRows, removeRows } from '../retention/rows.ts'

/** Reports of barriers, once they are answered or closed: whoever left an address must not stay in it. */
export const feedbackKind: RetentionKind = {
  key: 'imprint.feedback',
  scope: 'tenant',
  fallback: { action: 'delete', period: { months: 12 } },
  actions: ['delete'],
  traces: { record: 'erased', files: 'none', history: 'none', drafts: 'none', search: 'none', mail: 'none' },
  ...dueRows({
    from: sql`accessibility_feedback`,
    id: sql`accessibility_feedback.id::text`,
    since: sql`accessibility_feedback.received_at`,
    where: sql`accessibility_feedback.state IN ('answered', 'closed')`,
  }),
  erase: async (tx, ids) => ({
    accessibility_feedback: await removeRows(tx, 'accessibility_feedback', sql`id::text`, ids),
  }),
}
