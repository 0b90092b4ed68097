/** The audit: what an entry says goes, its proof in the sealed tree stays. */
import type { RawBuilder } from 'kysely'
import { sql } from '../../database/index.ts'
import type { RetentionKind } from '../kind.ts'
import { dueRows } from '../rows.ts'

/** Rooms of the people's side: who read or changed their data must be traceable for longer. */
const caseRooms = ['people', 'journeys', 'interpreting', 'cases', 'schooling', 'programmes', 'training']

const ofCases = sql`split_part(audit_entry.event, '.', 1) = ANY (${caseRooms}::text[])`

function entries(key: RetentionKind['key'], months: number, where: RawBuilder<unknown>): RetentionKind {
  return {
    key,
    scope: 'tenant',
    fallback: { action: 'delete', period: { months } },
    actions: ['delete', 'keep'],
    // The database itself drops no younger payload, see audit_expire_entries.
    least: { months: 12 },
    byItself: true,
    traces: { record: 'reduced', files: 'none', history: 'kept', drafts: 'none', search: 'none', mail: 'none' },
    ...dueRows({
      from: sql`audit_entry`,
      id: sql`audit_entry.id::text`,
      since: sql`to_timestamp(audit_entry.at_ms / 1000.0)`,
      where: sql`audit_entry.payload IS NOT NULL AND ${where}`,
      label: sql`audit_entry.event`,
    }),
    async erase(tx, ids) {
      const { rows } = await sql<{ count: number }>`
        SELECT audit_expire_entries(${[...ids]}::uuid[])::integer AS count
      `.execute(tx)
      return { audit_entry: rows[0]?.count ?? 0 }
    },
  }
}

export const auditKinds: readonly RetentionKind[] = [
  entries('audit.entry', 12, sql`NOT ${ofCases}`),
  entries('audit.caseAccess', 36, ofCases),
]
