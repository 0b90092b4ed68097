import type { Id } from '../../kernel/ids.ts'
import { sql, type Tx } from '../../platform/database/index.ts'
import type { DueQuery, RetentionKind } from '../../platform/retention/kind.ts'
import { dueRows } from '../../platform/retention/rows.ts'
import { basesRetention } from './bases/keeping.ts'
import { erasePersons, referencesToPersons } from './data/keeping.ts'
import { codeIn } from './domain/codes.ts'
import { keptProofs, tellings } from './telling/kept.ts'

/**
 * Persons with whom nobody works: no case, no hand-over, no transfer basis refers to them. Their period begins with the
 * last change of the record. Whoever has a case goes some time after it.
 */
async function unusedPersons(tx: Tx) {
  const unused = (await referencesToPersons(tx)).map(
    ({ table, column }) =>
      sql`NOT EXISTS (SELECT FROM ${sql.table(table)} AS referring WHERE ${sql.ref(`referring.${column}`)} = person.id)`,
  )
  return dueRows({
    from: sql`person`,
    id: sql`person.id::text`,
    since: sql`person.changed_at`,
    // Whose record is restricted (Art. 18 GDPR) asked for it to stay.
    where: sql.join([sql`person.restricted_on IS NULL`, ...unused], sql` AND `),
    label: sql`person.code`,
    controller: sql`person.controller_id`,
  })
}

const persons: RetentionKind = {
  key: 'people.person',
  scope: 'controller',
  fallback: { action: 'delete', period: { months: 12 } },
  actions: ['delete', 'keep'],
  least: { months: 1 },
  traces: { record: 'erased', files: 'none', history: 'erased', drafts: 'none', search: 'erased', mail: 'none' },
  async controllers(tx) {
    const { rows } = await sql<{ id: Id<'organisation'> }>`
      SELECT id FROM organisation WHERE EXISTS (SELECT FROM person WHERE person.controller_id = organisation.id)
      ORDER BY id LIMIT 500
    `.execute(tx)
    return rows.map(({ id }) => id)
  },
  due: async (tx: Tx, query: DueQuery) => (await unusedPersons(tx)).due(tx, query),
  count: async (tx, query) => (await unusedPersons(tx)).count(tx, query),
  find: async (tx, typed) => {
    const code = codeIn(typed)
    if (!code) return undefined
    const { rows } = await sql<{ id: string }>`SELECT id::text AS id FROM person WHERE code = ${code}`.execute(tx)
    return rows[0]?.id
  },
  erase: (tx, ids) => erasePersons(tx, ids),
}

export const retention: readonly RetentionKind[] = [persons, ...basesRetention, keptProofs, tellings]
