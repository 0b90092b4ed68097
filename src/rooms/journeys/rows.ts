import type { Selectable } from 'kysely'
import { sql, type Tx } from '../../platform/database/index.ts'
import type { JourneysTables } from './tables.ts'

/** A row as the database reads it from JSON: instants as text. */
export type Row<Table> = { [Column in keyof Selectable<Table>]: AsJson<Selectable<Table>[Column]> }
type AsJson<Value> = Value extends Date ? string : Value

/** The rows of one statement as one value: the database takes them apart by the columns of the table. */
export async function insertRows(tx: Tx, table: keyof JourneysTables, rows: readonly object[]): Promise<void> {
  if (rows.length === 0) return
  const name = sql.table(table)
  await sql`INSERT INTO ${name} SELECT * FROM json_populate_recordset(NULL::${name}, ${JSON.stringify(rows)}::json)`.execute(
    tx,
  )
}
