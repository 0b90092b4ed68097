/** Mails that went out, and subscriptions that nobody confirmed. */
import { sql } from '../../database/index.ts'
import type { RetentionKind } from '../kind.ts'
import { dueRows, removeRows } from '../rows.ts'

/** The database lets no younger mail be removed, see the policy mail_outbox_old. */
const mails: RetentionKind = {
  key: 'mail.message',
  scope: 'tenant',
  fallback: { action: 'delete', period: { days: 90 } },
  actions: ['delete'],
  least: { days: 90 },
  byItself: true,
  traces: { record: 'erased', files: 'none', history: 'none', drafts: 'none', search: 'none', mail: 'erased' },
  ...dueRows({
    from: sql`mail_outbox`,
    id: sql`mail_outbox.id::text`,
    since: sql`mail_outbox.created_at`,
    label: sql`mail_outbox.template`,
  }),
  erase: async (tx, ids) => ({ mail_outbox: await removeRows(tx, 'mail_outbox', sql`id::text`, ids) }),
}

/** The pages and the mail itself promise seven days, so that no rule can change it. */
const unconfirmed: RetentionKind = {
  key: 'subscriptions.unconfirmed',
  scope: 'tenant',
  fallback: { action: 'delete', period: { days: 7 } },
  actions: ['delete'],
  fixed: true,
  byItself: true,
  traces: { record: 'erased', files: 'none', history: 'none', drafts: 'none', search: 'none', mail: 'none' },
  ...dueRows({
    from: sql`subscription`,
    id: sql`subscription.id::text`,
    since: sql`subscription.asked_at`,
    where: sql`subscription.confirmed_at IS NULL`,
    label: sql`subscription.kind`,
  }),
  erase: async (tx, ids) => ({ subscription: await removeRows(tx, 'subscription', sql`id::text`, ids) }),
}

export const mailKinds: readonly RetentionKind[] = [mails, unconfirmed]
