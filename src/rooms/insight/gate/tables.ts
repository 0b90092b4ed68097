import type { Tx } from '../../../platform/database/index.ts'
import type { Source } from '../sheet.ts'
import type { LinkedCell } from './cells.ts'
import type { Guarded, GuardedAudience, GuardedTable, GuardProof } from './guarded.ts'

type ReleaseTables = {
  insight_release: {
    id: string
    audience: GuardedAudience
    name: string
    question: string
    rule: Guarded['rule']
    source: Source
    tables: Readonly<Record<string, GuardedTable>>
    proof: GuardProof
    cells: readonly LinkedCell[]
    populations: readonly string[]
    checksum: string
    simulated: boolean
    released_at: Date
    released_by: string | null
  }
}

/** The ledger's own view of a transaction: with its table. */
export const tables = (tx: Tx) => tx.withTables<ReleaseTables>()
