import { sql } from '../../../platform/database/index.ts'
import type { RetentionKind } from '../../../platform/retention/kind.ts'
import { dueRows, removeRows } from '../../../platform/retention/rows.ts'

const nowhereElse = { files: 'none', history: 'none', drafts: 'none', search: 'none', mail: 'none' } as const
const byItself = { scope: 'tenant', actions: ['delete'], fixed: true, byItself: true } as const

/** A link was open in a browser for half an hour; a day later nobody needs to know. */
const visits: RetentionKind = {
  ...byItself,
  key: 'journeys.outside-visit',
  fallback: { action: 'delete', period: { days: 1 } },
  traces: { record: 'erased', ...nowhereElse },
  ...dueRows({
    from: sql`outside_visit`,
    id: sql`encode(outside_visit.hash, 'hex')`,
    since: sql`outside_visit.until`,
  }),
  erase: async (tx, ids) => ({
    outside_visit: await removeRows(tx, 'outside_visit', sql`encode(hash, 'hex')`, ids),
  }),
}

/** A code that has run out or was revoked opens nothing; it stays a month, so that whoever made it sees what became of it. */
const codes: RetentionKind = {
  ...byItself,
  key: 'journeys.code',
  fallback: { action: 'delete', period: { days: 30 } },
  traces: { record: 'erased', ...nowhereElse },
  ...dueRows({
    from: sql`journey_code`,
    id: sql`journey_code.id::text`,
    since: sql`least(journey_code.valid_until::timestamptz, journey_code.revoked_at)`,
  }),
  erase: async (tx, ids) => ({ journey_code: await removeRows(tx, 'journey_code', sql`id::text`, ids) }),
}

/** Links bear the name of whoever answered. The steps and the audit keep that an answer came, and that it came by a link. */
const links: RetentionKind = {
  key: 'journeys.outside-link',
  scope: 'tenant',
  actions: ['delete', 'keep'],
  fallback: { action: 'delete', period: { months: 12 } },
  traces: { record: 'erased', ...nowhereElse },
  ...dueRows({
    from: sql`outside_link`,
    id: sql`outside_link.id::text`,
    since: sql`outside_link.made_at`,
    where: sql`(outside_link.ended_at IS NOT NULL OR outside_link.lasts_until < access_today())`,
  }),
  erase: async (tx, ids) => ({
    outside_visit: await removeRows(tx, 'outside_visit', sql`link_id::text`, ids),
    outside_link: await removeRows(tx, 'outside_link', sql`id::text`, ids),
  }),
}

/** What nobody read within a year, and what was taken into a finding or dropped: the finding keeps what was released. */
const reports: RetentionKind = {
  key: 'journeys.report',
  scope: 'tenant',
  actions: ['delete', 'keep'],
  fallback: { action: 'delete', period: { months: 12 } },
  traces: { record: 'erased', ...nowhereElse },
  ...dueRows({
    from: sql`reported_hurdle`,
    id: sql`reported_hurdle.id::text`,
    since: sql`reported_hurdle.reported_on::timestamptz`,
  }),
  erase: async (tx, ids) => ({ reported_hurdle: await removeRows(tx, 'reported_hurdle', sql`id::text`, ids) }),
}

export const outsideRetention: readonly RetentionKind[] = [links, visits, codes, reports]
