import type { Id } from '../../../kernel/ids.ts'
import { sql, type Tx } from '../../../platform/database/index.ts'
import { tables } from '../access.ts'

/** Which of these files have a hand-over, given or received, that has not ended: for periods of deletion, as the system. */
export async function filesWithOpenHandovers(tx: Tx, files: readonly string[]): Promise<ReadonlySet<string>> {
  const among = sql<Id<'case'>>`ANY(${[...files]}::uuid[])`
  const rows = await tables(tx)
    .selectFrom('handover')
    .select(['origin_id', 'receiving_case_id'])
    .where('ended_on', 'is', null)
    .where((eb) => eb.or([eb('origin_id', '=', among), eb('receiving_case_id', '=', among)]))
    .execute()
  return new Set(rows.flatMap((row) => [row.origin_id, row.receiving_case_id].filter((id) => id !== null)))
}
