/** What forms leave: drafts, and the marks that keep the same sending from being done twice. */
import { sql } from '../../database/index.ts'
import type { RetentionKind } from '../kind.ts'
import { dueRows, removeRows } from '../rows.ts'

const technical = {
  scope: 'tenant',
  actions: ['delete'],
  fixed: true,
  byItself: true,
} as const

/** The database shows the platform only drafts that have expired, a week after they were last saved. */
const drafts: RetentionKind = {
  ...technical,
  key: 'drafts.draft',
  fallback: { action: 'delete', period: { days: 7 } },
  traces: { record: 'erased', files: 'none', history: 'none', drafts: 'erased', search: 'none', mail: 'none' },
  ...dueRows({
    from: sql`draft`,
    id: sql`draft.id::text`,
    since: sql`draft.updated_at`,
    where: sql`draft.expires_at < now()`,
  }),
  erase: async (tx, ids) => ({ draft: await removeRows(tx, 'draft', sql`id::text`, ids) }),
}

const submissions: RetentionKind = {
  ...technical,
  key: 'http.submission',
  fallback: { action: 'delete', period: { days: 1 } },
  traces: { record: 'erased', files: 'none', history: 'none', drafts: 'none', search: 'none', mail: 'none' },
  // One sending may lie under several persons in theory; the fingerprint alone is told, and all of them are due alike.
  ...dueRows({ from: sql`submission`, id: sql`encode(submission.fingerprint, 'hex')`, since: sql`submission.at` }),
  erase: async (tx, ids) => ({
    submission: await removeRows(tx, 'submission', sql`encode(fingerprint, 'hex')`, ids),
  }),
}

export const formKinds: readonly RetentionKind[] = [drafts, submissions]
