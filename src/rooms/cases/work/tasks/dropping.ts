import type { Actor } from '../../../../platform/access/index.ts'
import type { Tx } from '../../../../platform/database/index.ts'
import { advanced, type Kept, type Setting } from '../file.ts'
import { workTables } from '../tables.ts'

/** Drops what is still open in a file that ends: nobody does it any more. The entry of the audit is that of the ending. */
export async function dropOpenTasks(
  tx: Tx,
  actor: Actor,
  setting: Pick<Setting, 'today' | 'now'>,
  file: Pick<Kept, 'id'>,
): Promise<number> {
  const { numUpdatedRows } = await workTables(tx)
    .updateTable('case_task')
    .set((eb) => ({
      state: 'dropped',
      ended_on: setting.today,
      ended_by: actor.userId,
      ...advanced(actor, setting as Setting, 0),
      version: eb('version', '+', 1),
    }))
    .where('case_id', '=', file.id)
    .where('state', '=', 'open')
    .executeTakeFirst()
  return Number(numUpdatedRows)
}
