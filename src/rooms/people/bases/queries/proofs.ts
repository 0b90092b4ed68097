import type { Day } from '../../../../kernel/day.ts'
import type { Id } from '../../../../kernel/ids.ts'
import type { Tx } from '../../../../platform/database/index.ts'
import type { Method } from '../domain/kinds.ts'
import type { Editions, Pair } from '../domain/wording.ts'
import { tables } from '../tables.ts'

/** What was put before the person, and how they agreed. */
export interface Proof {
  readonly language: string
  readonly editions: Editions
  readonly wording: readonly Pair[]
  readonly printedOn: Day | null
  readonly method: Method | null
  readonly interpreterUsed: boolean | null
  readonly scanId: Id<'file'> | null
}

/** Undefined for a statutory task, which nobody signs, and for those who may not see it. */
export async function findProof(tx: Tx, id: Id<'transfer-basis'>): Promise<Proof | undefined> {
  return await tables(tx)
    .selectFrom('transfer_basis_proof')
    .select([
      'language',
      'editions',
      'wording',
      'printed_on as printedOn',
      'method',
      'interpreter_used as interpreterUsed',
      'scan_file_id as scanId',
    ])
    .where('basis_id', '=', id)
    .executeTakeFirst()
}
