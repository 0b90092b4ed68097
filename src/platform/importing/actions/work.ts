/** What takes long: handed over to a job, told while it goes on, and tried row by row. */
import { Conflict, Invalid, NotFound } from '../../../kernel/errors.ts'
import type { Id } from '../../../kernel/ids.ts'
import { sql, type Tx } from '../../database/index.ts'
import { ChangedMeanwhile } from '../../http/changed.ts'
import { enqueue } from '../../jobs/index.ts'

/** Name of the job that goes on with an import where its state says. */
export const importJob = 'platform.import'

export const handOver = (tx: Tx, id: Id<'import'>): Promise<void> =>
  enqueue(tx, importJob, { import: id }, { key: `${importJob} ${id}` })

/** Told after each row how many are done. */
export type Progress = (done: number) => Promise<void>

export const silent: Progress = () => Promise.resolve()

/** Why a row was not written, as a code below `error.` with its values. */
export interface Refused {
  readonly code: string
  readonly values?: Readonly<Record<string, string | number>>
}

/**
 * Does the work of one row. What the row itself is refused for is returned and leaves no trace; any other failure is one of
 * the whole and thrown.
 */
export async function tryRow(tx: Tx, work: () => Promise<void>): Promise<Refused | undefined> {
  await sql`SAVEPOINT import_row`.execute(tx)
  try {
    await work()
  } catch (error) {
    const refused = refusalIn(error)
    if (!refused) throw error
    await sql`ROLLBACK TO SAVEPOINT import_row`.execute(tx)
    return refused
  }
  await sql`RELEASE SAVEPOINT import_row`.execute(tx)
  return undefined
}

function refusalIn(error: unknown): Refused | undefined {
  if (error instanceof Invalid) {
    const [issue] = error.issues
    return { code: issue?.code ?? 'importing-row-changed', ...(issue?.values && { values: issue.values }) }
  }
  if (error instanceof ChangedMeanwhile) return { code: 'importing-row-changed' }
  if (error instanceof Conflict) return { code: error.message }
  if (error instanceof NotFound) return { code: 'importing-row-changed' }
  switch ((error as { readonly code?: unknown } | null)?.code) {
    // unique_violation: somebody else wrote the same since the rows were checked.
    case '23505':
      return { code: 'importing-row-taken' }
    // foreign_key_violation: something refers to it.
    case '23503':
      return { code: 'importing-row-in-use' }
    default:
      return undefined
  }
}
