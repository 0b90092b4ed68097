import type { Id } from '../../../kernel/ids.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { tables } from '../access.ts'
import type { FieldChange } from '../domain/person.ts'

export interface Change {
  readonly version: number
  readonly event: string
  readonly changes: readonly FieldChange[]
  readonly changedAt: Date
  /** Null where the platform itself wrote it. */
  readonly changedBy: string | null
}

/** Every version of a person's record, newest first; at most `limit`. Row-level security narrows it as it does the person. */
export function changesOf(tx: Tx, personId: Id<'person'>, limit: number): Promise<Change[]> {
  return changes(tx)
    .where('person_change.person_id', '=', personId)
    .orderBy('person_change.version', 'desc')
    .limit(limit)
    .execute()
}

// Names of members come from the platform's own table; a record keeps only their id.
function changes(tx: Tx) {
  return tables(tx)
    .withTables<{ membership: { id: string; name: string } }>()
    .selectFrom('person_change')
    .leftJoin('membership', 'membership.id', 'person_change.changed_by')
    .select([
      'person_change.version',
      'person_change.event',
      (eb) => eb.ref('person_change.changes').$castTo<readonly FieldChange[]>().as('changes'),
      'person_change.changed_at as changedAt',
      'membership.name as changedBy',
    ])
}
