import { sql } from '../../../platform/database/index.ts'
import type { RetentionKind } from '../../../platform/retention/kind.ts'
import { dueRows, removeRows } from '../../../platform/retention/rows.ts'
import { keepDays } from './actions.ts'

/** Files with the log of the district go with their entry after two days; who ordered and fetched them stands in the audit. */
export const retention: readonly RetentionKind[] = [
  {
    key: 'insight.log-export',
    scope: 'tenant',
    fallback: { action: 'delete', period: { days: keepDays } },
    actions: ['delete'],
    fixed: true,
    byItself: true,
    traces: { record: 'erased', files: 'none', history: 'none', drafts: 'none', search: 'none', mail: 'none' },
    ...dueRows({
      from: sql`insight_log_export`,
      id: sql`insight_log_export.id::text`,
      since: sql`insight_log_export.ordered_at`,
      label: sql`upper(insight_log_export.format)`,
    }),
    erase: async (tx, ids) => ({ insight_log_export: await removeRows(tx, 'insight_log_export', sql`id::text`, ids) }),
  },
]
