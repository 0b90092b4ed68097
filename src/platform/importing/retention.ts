import type { Id } from '../../kernel/ids.ts'
import { sql, type Tx } from '../database/index.ts'
import type { RetentionKind } from '../retention/kind.ts'
import { dueRows, removeRows } from '../retention/rows.ts'

const traces = {
  record: 'erased',
  files: 'erased',
  history: 'none',
  drafts: 'none',
  search: 'none',
  mail: 'none',
} as const

const erase: RetentionKind['erase'] = async (tx, ids) => ({
  list_import_row: await removeRows(tx, 'list_import_row', sql`import_id::text`, ids),
  list_import: await removeRows(tx, 'list_import', sql`id::text`, ids),
})

const ofImports = (personal: boolean) =>
  dueRows({
    from: sql`list_import`,
    id: sql`list_import.id::text`,
    since: sql`list_import.created_at`,
    where: personal ? sql`list_import.personal` : sql`NOT list_import.personal`,
    label: sql`list_import.kind`,
    ...(personal && { controller: sql`list_import.controller_id` }),
  })

/** Lists of people: file and rows go after two weeks, whatever became of them; until then an import can be taken back. */
const ofPeople: RetentionKind = {
  key: 'importing.people',
  scope: 'controller',
  async controllers(tx: Tx) {
    const { rows } = await sql<{ id: Id<'organisation'> }>`
      SELECT DISTINCT controller_id AS id FROM list_import WHERE personal
    `.execute(tx)
    return rows.map(({ id }) => id)
  },
  fallback: { action: 'delete', period: { days: 14 } },
  actions: ['delete'],
  fixed: true,
  byItself: true,
  traces,
  ...ofImports(true),
  erase,
}

/** Lists of measures, offers and offices. */
const ofThings: RetentionKind = {
  key: 'importing.list',
  scope: 'tenant',
  fallback: { action: 'delete', period: { days: 30 } },
  actions: ['delete'],
  fixed: true,
  byItself: true,
  traces,
  ...ofImports(false),
  erase,
}

export const importKinds: readonly RetentionKind[] = [ofPeople, ofThings]

/** Days that an import is there, and can be taken back. */
export const importDays = (personal: boolean): number => (personal ? 14 : 30)
