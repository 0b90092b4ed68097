import { sql, type Tx } from './database.ts'

/** A table with a foreign key, and the column by which its rows refer to another. */
export interface Reference {
  readonly table: string
  readonly column: string
}

/**
 * What refers to the rows of a table by their id, asked of the database itself: a room that keeps something of a record has
 * a foreign key, so no list of rooms can be forgotten where a record is to go.
 * @param without Tables that do not count.
 */
export async function referencesTo(
  tx: Tx,
  table: string,
  without: readonly string[] = [],
): Promise<readonly Reference[]> {
  const { rows } = await sql<Reference>`
    SELECT referring.relname AS "table", referring_column.attname AS "column"
    FROM pg_constraint AS key
    JOIN pg_class AS referring ON referring.oid = key.conrelid
    CROSS JOIN LATERAL unnest(key.conkey, key.confkey) AS pair (here, there)
    JOIN pg_attribute AS referring_column
      ON referring_column.attrelid = key.conrelid AND referring_column.attnum = pair.here
    JOIN pg_attribute AS own_column ON own_column.attrelid = key.confrelid AND own_column.attnum = pair.there
    WHERE key.contype = 'f' AND key.confrelid = ${table}::regclass AND own_column.attname = 'id'
      AND NOT (referring.relname = ANY (${[...without]}::text[]))
    ORDER BY 1, 2
  `.execute(tx)
  return rows
}
