import { Invalid } from '../../../kernel/errors.ts'
import { sql, type Tx } from '../../database/index.ts'
import type { Choice } from '../domain/rows.ts'
import type { ImportKind } from '../kind.ts'
import { openImport } from '../queries/imports.ts'
import { tables } from '../tables.ts'

export interface RowChoice {
  readonly number: number
  readonly choice: Choice
  /** Which of the candidates it is; only with `update`. */
  readonly target?: string
}

/**
 * Decides about single rows. A row without a record to change cannot be an update, and only one of its own candidates can be
 * named; one beside what is read stays out.
 */
export async function chooseRows(
  tx: Tx,
  kind: Pick<ImportKind, 'key'>,
  id: string,
  choices: readonly RowChoice[],
): Promise<void> {
  const one = await openImport(tx, kind, id)
  if (choices.length === 0) return
  const changed = await sql`
    UPDATE list_import_row AS one SET choice = given.choice, target_id = coalesce(given.target, one.target_id)
    FROM unnest(
      ${choices.map((row) => row.number)}::integer[], ${choices.map((row) => row.choice)}::text[],
      ${choices.map((row) => row.target ?? null)}::uuid[]
    ) AS given (number, choice, target)
    WHERE one.import_id = ${one.id} AND one.number = given.number AND one.verdict <> 'beside'
      AND (given.choice <> 'update' OR coalesce(given.target, one.target_id) IS NOT NULL)
      -- What is known for certain cannot be created again.
      AND (given.choice <> 'create' OR one.verdict IN ('new', 'similar', 'error'))
      -- Nobody is left undecided who was not.
      AND (given.choice <> 'open' OR one.choice = 'open')
      AND (given.target IS NULL OR EXISTS (
        SELECT FROM jsonb_array_elements(one.reading -> 'candidates') AS candidate
        WHERE candidate ->> 'id' = given.target::text AND NOT candidate ? 'refused'
      ))
  `.execute(tx)
  if (Number(changed.numAffectedRows) < choices.length) throw new Invalid([{ field: '', code: 'not-an-option' }])
}

/** Leaves out every row that has an error, or about which nobody has decided. */
export async function leaveOut(
  tx: Tx,
  kind: Pick<ImportKind, 'key'>,
  id: string,
  which: 'errors' | 'open',
): Promise<void> {
  const one = await openImport(tx, kind, id)
  await tables(tx)
    .updateTable('list_import_row')
    .set({ choice: 'skip' })
    .where('import_id', '=', one.id)
    .$if(which === 'errors', (query) => query.where('verdict', '=', 'error'))
    .$if(which === 'open', (query) => query.where('choice', '=', 'open').where('verdict', '<>', 'error'))
    .execute()
}
