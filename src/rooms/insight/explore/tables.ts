import type { LogKind } from '../../../engine/readers/index.ts'
import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../platform/database/index.ts'
import type { Reading } from './reading.ts'

type ExploreTables = {
  insight_log: {
    id: string
    member_id: Id<'user'>
    title: string
    source_kind: LogKind
    /** Written as JSON text. */
    reading: Reading
    uploaded_at: Date
  }
  insight_log_figures: { log_id: string; figures: Buffer }
}

export const tables = (tx: Tx) => tx.withTables<ExploreTables>()
