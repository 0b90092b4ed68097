/** What signing in leaves: it lies in the schema that all tenants share, and each tenant's run removes what is its own. */
import { sql } from '../../database/index.ts'
import type { RetentionKind } from '../kind.ts'
import { dueRows, removeRows } from '../rows.ts'

const thisTenant = sql`(SELECT key FROM tenant WHERE schema_name = current_setting('app.tenant', true))`
const technical = {
  scope: 'tenant',
  actions: ['delete'],
  fixed: true,
  byItself: true,
  traces: { record: 'erased', files: 'none', history: 'none', drafts: 'none', search: 'none', mail: 'none' },
} as const

/** Kept for a week, so that what was typed after the session's end can be given back. */
const sessions: RetentionKind = {
  ...technical,
  key: 'identity.session',
  fallback: { action: 'delete', period: { days: 7 } },
  ...dueRows({
    from: sql`session`,
    id: sql`session.id::text`,
    since: sql`LEAST(session.expires_at, session.ended_at)`,
    where: sql`session.tenant = ${thisTenant}`,
  }),
  erase: async (tx, ids) => ({ session: await removeRows(tx, 'session', sql`id::text`, ids) }),
}

const links: RetentionKind = {
  ...technical,
  key: 'identity.link',
  fallback: { action: 'delete', period: { days: 30 } },
  ...dueRows({
    from: sql`one_time_link`,
    id: sql`one_time_link.id::text`,
    since: sql`one_time_link.expires_at`,
    where: sql`one_time_link.tenant = ${thisTenant}`,
  }),
  erase: async (tx, ids) => ({ one_time_link: await removeRows(tx, 'one_time_link', sql`id::text`, ids) }),
}

/** Browsers belong to an account and not to a tenant: any that trusts the account removes them. */
const devices: RetentionKind = {
  ...technical,
  key: 'identity.device',
  fallback: { action: 'delete', period: { days: 180 } },
  ...dueRows({
    from: sql`known_device`,
    id: sql`encode(known_device.token_hash, 'hex')`,
    since: sql`known_device.last_used_at`,
    where: sql`EXISTS (
      SELECT FROM account_tenant
      WHERE account_tenant.account_id = known_device.account_id AND account_tenant.tenant = ${thisTenant}
    )`,
  }),
  erase: async (tx, ids) => ({
    known_device: await removeRows(tx, 'known_device', sql`encode(token_hash, 'hex')`, ids),
  }),
}

export const accessKinds: readonly RetentionKind[] = [sessions, links, devices]
