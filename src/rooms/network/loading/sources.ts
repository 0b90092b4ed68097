import { inBatches, type Tx } from '../../../platform/database/index.ts'
import { tables } from '../access.ts'
import type { SubjectKind } from '../domain/kinds.ts'
import type { SourceData } from '../load.ts'
import { rowId } from '../recording.ts'

export interface Sourced {
  readonly kind: SubjectKind
  readonly id: string
  readonly sources: readonly SourceData[] | undefined
}

/** Where the public facts of records stand. */
export async function insertSources(tx: Tx, records: readonly Sourced[]): Promise<void> {
  const rows = records.flatMap(({ kind, id, sources = [] }) =>
    sources.map((source) => ({
      id: rowId(),
      subject_id: id,
      subject_kind: kind,
      field: source.field ?? null,
      title: source.title,
      address: source.address ?? null,
      dated_on: source.dated ?? null,
    })),
  )
  await inBatches(rows, (batch) => tables(tx).insertInto('network_source').values(batch).execute())
}
