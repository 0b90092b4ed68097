import type { Actor } from '../../../platform/access/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { sql } from '../../../platform/database/index.ts'
import { tables } from '../access.ts'
import type { RecordKind } from '../domain/kinds.ts'
import { tableOf } from '../queries/records.ts'

/**
 * Moves a record's version on because something that hangs on it changes, and locks it until the end of the transaction:
 * what is read after this is what is there. Adding a row overwrites nothing, so no version needs to match. Returns the
 * new version.
 */
export async function moveVersionOn(tx: Tx, actor: Actor, kind: RecordKind, id: string): Promise<number> {
  const table = tableOf[kind] as 'site'
  const { version } = await tables(tx)
    .updateTable(table)
    .set((eb) => ({ version: eb('version', '+', 1), changed_at: sql<Date>`now()`, changed_by: actor.userId }))
    .where('id', '=', id as never)
    .returning('version')
    .executeTakeFirstOrThrow()
  return version
}
