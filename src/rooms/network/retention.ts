import { sql } from '../../platform/database/index.ts'
import type { ArchiveDescription, RetentionKind } from '../../platform/retention/kind.ts'
import { dueRows, removeRows } from '../../platform/retention/rows.ts'

/** Contacts are functions of offices; what people wrote into them may still name somebody, so they go when they are over. */
const contacts: RetentionKind = {
  key: 'network.contact',
  scope: 'tenant',
  fallback: { action: 'delete', period: { months: 24 } },
  actions: ['delete', 'offer', 'keep'],
  least: { months: 7 },
  traces: { record: 'erased', files: 'none', history: 'erased', drafts: 'none', search: 'erased', mail: 'none' },
  ...dueRows({
    from: sql`contact`,
    id: sql`contact.id::text`,
    since: sql`contact.ended_on::timestamp AT TIME ZONE 'Europe/Berlin'`,
    where: sql`contact.ended_on IS NOT NULL`,
    label: sql`contact.office`,
  }),
  async erase(tx, ids) {
    return {
      network_word: await removeRows(tx, 'network_word', sql`subject_id::text`, ids),
      network_source: await removeRows(tx, 'network_source', sql`subject_id::text`, ids),
      network_change: await removeRows(tx, 'network_change', sql`subject_id::text`, ids),
      contact: await removeRows(tx, 'contact', sql`id::text`, ids),
    }
  },
  async describe(tx, ids) {
    const { rows } = await sql<ArchiveDescription & { id: string }>`
      SELECT contact.id::text AS id, contact.office AS title, contact.key AS reference, min(network_change.changed_at)::date::text AS "from",
        contact.ended_on::text AS "to", 0 AS files
      FROM contact LEFT JOIN network_change ON network_change.subject_id = contact.id
      WHERE contact.id::text = ANY (${[...ids]}::text[]) GROUP BY contact.id
    `.execute(tx)
    return new Map(rows.map(({ id, ...description }) => [id, description]))
  },
  async hand(tx, id) {
    const { rows } = await sql<{ record: unknown }>`
      SELECT json_build_object('contact', to_json(contact),
        'history', (SELECT json_agg(h ORDER BY h.version) FROM network_change AS h WHERE h.subject_id = contact.id),
        'sources', (SELECT json_agg(s) FROM network_source AS s WHERE s.subject_id = contact.id)) AS record
      FROM contact WHERE contact.id::text = ${id}
    `.execute(tx)
    return rows.map(({ record }) => ({ name: `${id}.json`, content: JSON.stringify(record, null, 2) }))
  },
}

export const retention: readonly RetentionKind[] = [contacts]
