/** Files that belong to no record any more: taken off it, or left by a form that failed afterwards. */
import type { RawBuilder } from 'kysely'
import { sql } from '../../database/index.ts'
import type { RetentionKind } from '../kind.ts'
import { dueRows, removeRows } from '../rows.ts'

/** A column of a room that holds ids of stored files. */
export interface FileColumn {
  readonly table: string
  readonly column: string
}

/** A file is nobody's when none of the columns names it: a room that does not declare its column would lose its files. */
export function fileKind(columns: readonly FileColumn[]): RetentionKind {
  const owners: RawBuilder<unknown>[] = columns.map(
    ({ table, column }) =>
      sql`NOT EXISTS (SELECT FROM ${sql.table(table)} WHERE ${sql.ref(`${table}.${column}`)} = stored_file.id)`,
  )
  return {
    key: 'files.unowned',
    scope: 'tenant',
    fallback: { action: 'delete', period: { days: 30 } },
    actions: ['delete'],
    least: { days: 7 },
    byItself: true,
    traces: { record: 'erased', files: 'erased', history: 'none', drafts: 'none', search: 'none', mail: 'none' },
    ...dueRows({
      from: sql`stored_file`,
      id: sql`stored_file.id::text`,
      since: sql`stored_file.created_at`,
      where: owners.length > 0 ? sql.join(owners, sql` AND `) : sql`true`,
      label: sql`upper(stored_file.kind) || ', ' || (stored_file.size_bytes / 1024 + 1) || ' kB'`,
    }),
    erase: async (tx, ids) => ({ stored_file: await removeRows(tx, 'stored_file', sql`id::text`, ids) }),
  }
}
