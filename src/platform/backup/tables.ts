import { quoteIdentifier } from '../database/escape.ts'
import { BackupRefused } from './refused.ts'
import type { Querying } from './session.ts'

/** A table as it is copied. */
export interface TableShape {
  readonly name: string
  /** Those that hold values of their own; what is generated from them is not copied. */
  readonly columns: readonly string[]
  /** Primary key, in an order that is the same on every server: texts by their bytes. */
  readonly order: readonly string[]
}

/** Not part of a backup: it is made with the schema. */
const left = ['migration_lock']

/** All tables of a schema with what a copy needs to know of them. Throws BackupRefused where rows would be hidden. */
export async function shapesOf(client: Querying, schema: string): Promise<TableShape[]> {
  const { rows } = await client.query<TableShape & { hidden: boolean }>(
    `SELECT c.relname AS name,
            (SELECT json_agg(a.attname ORDER BY a.attnum) FROM pg_attribute a
             WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS columns,
            coalesce((
              SELECT json_agg(quote_ident(a.attname) || CASE WHEN a.attcollation <> 0 THEN ' COLLATE "C"' ELSE '' END ORDER BY k.place)
              FROM pg_index i, unnest(i.indkey::int[]) WITH ORDINALITY AS k (attnum, place), pg_attribute a
              WHERE i.indrelid = c.oid AND i.indisprimary AND a.attrelid = c.oid AND a.attnum = k.attnum
            ), '[]') AS order,
            c.relrowsecurity AND (
              NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'owner_copies')
              OR EXISTS (
                SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND NOT p.polpermissive
                  AND (p.polroles = '{0}' OR (SELECT oid FROM pg_roles WHERE rolname = current_user) = ANY (p.polroles))
              )
            ) AS hidden
     FROM pg_class c
     WHERE c.relnamespace = $1::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
     ORDER BY c.relname COLLATE "C"`,
    [quoteIdentifier(schema)],
  )
  const hidden = rows.filter((row) => row.hidden).map(({ name }) => name)
  if (hidden.length > 0)
    throw new BackupRefused(
      `Row-level security would hide the rows of ${hidden.join(', ')} in ${schema} from the backup. Run: npx nahtlos migrate`,
    )
  return rows.filter(({ name }) => !left.includes(name)).map(({ name, columns, order }) => ({ name, columns, order }))
}

/** A table's columns as SQL, in the order of the copy. */
export function columnList(columns: readonly string[]): string {
  return columns.map(quoteIdentifier).join(', ')
}

export function qualified(schema: string, table: string): string {
  return `${quoteIdentifier(schema)}.${quoteIdentifier(table)}`
}

/** The query whose rows COPY writes: the same rows in the same order on every server. */
export function rowsOf(schema: string, table: TableShape, where?: string): string {
  const order = table.order.length > 0 ? table.order.join(', ') : table.columns.map((_, index) => index + 1).join(', ')
  return `SELECT ${columnList(table.columns)} FROM ${qualified(schema, table.name)}${where ? ` WHERE ${where}` : ''} ORDER BY ${order}`
}
