import { Invalid } from '../../../../kernel/errors.ts'
import type { Id } from '../../../../kernel/ids.ts'
import { sql, type Tx } from '../../../../platform/database/index.ts'
import type { Choice } from '../domain/judge.ts'
import { tables } from '../tables.ts'
import { openImport } from './check.ts'

/** Decides about single rows. A row without a measure to change cannot be an update; one beside the measures stays out. */
export async function chooseRows(
  tx: Tx,
  id: Id<'measure-import'>,
  choices: readonly { readonly number: number; readonly choice: Choice }[],
): Promise<void> {
  await openImport(tx, id)
  if (choices.length === 0) return
  const changed = await sql`
    UPDATE measure_import_row AS one SET choice = given.choice
    FROM unnest(${choices.map((one) => one.number)}::integer[], ${choices.map((one) => one.choice)}::text[]) AS given (number, choice)
    WHERE one.import_id = ${id} AND one.number = given.number AND one.verdict <> 'beside'
      AND (given.choice <> 'update' OR one.target_id IS NOT NULL)
      -- A number that the register has stands for that measure: it cannot be created again.
      AND (given.choice <> 'create' OR one.verdict IN ('new', 'similar', 'error'))
  `.execute(tx)
  if (Number(changed.numAffectedRows) < choices.length) throw new Invalid([{ field: '', code: 'not-an-option' }])
}

/** Leaves out every row that has an error. */
export async function leaveOutErrors(tx: Tx, id: Id<'measure-import'>): Promise<void> {
  await openImport(tx, id)
  await tables(tx)
    .updateTable('measure_import_row')
    .set({ choice: 'skip' })
    .where('import_id', '=', id)
    .where('verdict', '=', 'error')
    .execute()
}
