import { quoteIdentifier } from '../../database/escape.ts'
import type { Querying } from '../session.ts'

/** A table as the export describes it: from PostgreSQL's catalogue, so that the description cannot fall behind. */
export interface DescribedTable {
  readonly name: string
  readonly comment: string | null
  readonly columns: readonly DescribedColumn[]
  readonly key: readonly string[]
  readonly references: readonly { readonly columns: string[]; readonly table: string; readonly foreign: string[] }[]
  /** Rules that every row keeps, as SQL: states and their conditions stand here. */
  readonly checks: readonly string[]
}

export interface DescribedColumn {
  readonly name: string
  /** As PostgreSQL names it: `timestamp with time zone`. */
  readonly type: string
  /** PostgreSQL's category: S text, N number, B yes or no, D time, A array, U other. */
  readonly category: string
  readonly required: boolean
  readonly comment: string | null
}

/** Names of columns that prove something, or open it: what hashes a password, a token or a link. */
const secretName = /(^|_)(hash|fingerprint)$/
const secretColumns = new Set(['mail_outbox.links', 'mail_outbox.unsubscribe_path'])

/** What an export leaves out: secrets, and what is copied as files. */
export function isLeftOut(table: string, column: string): boolean {
  return secretName.test(column) || secretColumns.has(`${table}.${column}`)
}

/** Tables that are no data of the district: proof that a form was sent once, tokens, files (which lie beside), the program's own. */
export const tablesLeftOut: readonly string[] = [
  'submission',
  'subscription_token',
  'stored_file_content',
  'audit_pending',
  'migration',
]

export async function describeTables(client: Querying, schema: string): Promise<DescribedTable[]> {
  const { rows } = await client.query<DescribedTable>(
    `SELECT c.relname AS name, obj_description(c.oid, 'pg_class') AS comment,
       (SELECT json_agg(json_build_object('name', attname, 'type', format_type(atttypid, NULL), 'category', typcategory,
                 'required', attnotnull, 'comment', col_description(c.oid, attnum)) ORDER BY attnum)
        FROM pg_attribute JOIN pg_type t ON t.oid = atttypid
        WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped) AS columns,
       coalesce((SELECT json_agg(a.attname ORDER BY k.place)
        FROM pg_index i, unnest(i.indkey::int[]) WITH ORDINALITY AS k (attnum, place), pg_attribute a
        WHERE i.indrelid = c.oid AND i.indisprimary AND a.attrelid = c.oid AND a.attnum = k.attnum), '[]') AS key,
       coalesce((SELECT json_agg(json_build_object('columns', names(conrelid, conkey), 'table', f.relname,
                 'foreign', names(confrelid, confkey)) ORDER BY conname)
        FROM pg_constraint k JOIN pg_class f ON f.oid = confrelid WHERE conrelid = c.oid AND contype = 'f'), '[]') AS "references",
       coalesce((SELECT json_agg(pg_get_constraintdef(oid) ORDER BY conname)
        FROM pg_constraint WHERE conrelid = c.oid AND contype = 'c'), '[]') AS checks
     FROM pg_class c WHERE c.relnamespace = $1::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
     ORDER BY c.relname COLLATE "C"`.replaceAll(
      /names\((\w+), (\w+)\)/g,
      `(SELECT json_agg(attname ORDER BY place) FROM unnest($2) WITH ORDINALITY AS n (num, place)
        JOIN pg_attribute ON attrelid = $1 AND attnum = num)`,
    ),
    [quoteIdentifier(schema)],
  )
  return rows
    .filter(({ name }) => !tablesLeftOut.includes(name))
    .map((table) => ({ ...table, columns: table.columns.filter(({ name }) => !isLeftOut(table.name, name)) }))
}
