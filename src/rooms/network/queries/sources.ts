import type { Day } from '../../../kernel/day.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { tables } from '../access.ts'

/** Where a public fact stands. */
export interface Source {
  readonly id: string
  readonly title: string
  readonly address: string | null
  /** The day of the statement. */
  readonly datedOn: Day | null
  /** The field it supports; null: the whole record. */
  readonly field: string | null
}

/** The sources of one record. Whether the record may be seen is decided where it is read. */
export function sourcesOf(tx: Tx, subjectId: string): Promise<Source[]> {
  return tables(tx)
    .selectFrom('network_source')
    .select(['id', 'title', 'address', 'dated_on as datedOn', 'field'])
    .where('subject_id', '=', subjectId)
    .orderBy('field', (order) => order.asc().nullsFirst())
    .orderBy('title')
    .orderBy('id')
    .execute()
}
