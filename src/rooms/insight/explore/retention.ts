import { sql } from '../../../platform/database/index.ts'
import type { RetentionKind } from '../../../platform/retention/kind.ts'
import { dueRows, removeRows } from '../../../platform/retention/rows.ts'
import { keepDays } from './domain.ts'

/** Uploaded logs go by themselves after 30 days; nobody sees them from that moment on, whether or not the job has run. */
export const retention: readonly RetentionKind[] = [
  {
    key: 'insight.log',
    scope: 'tenant',
    fallback: { action: 'delete', period: { days: keepDays } },
    actions: ['delete'],
    fixed: true,
    byItself: true,
    traces: { record: 'erased', files: 'none', history: 'none', drafts: 'none', search: 'none', mail: 'none' },
    ...dueRows({
      from: sql`insight_log`,
      id: sql`insight_log.id::text`,
      since: sql`insight_log.uploaded_at`,
      label: sql`upper(insight_log.source_kind)`,
    }),
    erase: async (tx, ids) => ({ insight_log: await removeRows(tx, 'insight_log', sql`id::text`, ids) }),
  },
]
