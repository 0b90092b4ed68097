import type { Day } from '../../../kernel/day.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { tables } from '../access.ts'
import type { FieldChange } from '../domain/changes.ts'
import type { RecordKind } from '../domain/kinds.ts'

/** What every record carries. */
export interface Kept {
  readonly key: string
  readonly endedOn: Day | null
  readonly simulated: boolean
  readonly version: number
  readonly changedAt: Date
}

/** The columns of `Kept`, for a table or its alias. */
export const keptColumns = <const Table extends string>(table: Table) =>
  [
    `${table}.key`,
    `${table}.ended_on as endedOn`,
    `${table}.simulated`,
    `${table}.version`,
    `${table}.changed_at as changedAt`,
  ] as const

/** The table of each kind of record. */
export const tableOf = {
  organisation: 'organisation',
  site: 'site',
  contact: 'contact',
  municipality: 'municipality',
  jurisdiction: 'jurisdiction',
  body: 'body',
  interface: 'service_interface',
} as const satisfies Record<RecordKind, string>

export interface Change {
  readonly version: number
  readonly event: string
  readonly changes: readonly FieldChange[]
  readonly changedAt: Date
  /** Null where the platform itself wrote it. */
  readonly changedBy: string | null
}

/** Every version of a record, newest first; at most `limit`, from before a version on where one is given. */
export function changesOf(tx: Tx, subjectId: string, limit: number, before?: number): Promise<Change[]> {
  return changes(tx)
    .where('network_change.subject_id', '=', subjectId)
    .$if(before !== undefined, (query) => query.where('network_change.version', '<', before ?? 0))
    .orderBy('network_change.version', 'desc')
    .limit(limit)
    .execute()
}

/** The versions of a record after `from`, up to and with `to`, oldest first. */
export function changesBetweenVersions(tx: Tx, subjectId: string, from: number, to: number): Promise<Change[]> {
  return changes(tx)
    .where('network_change.subject_id', '=', subjectId)
    .where('network_change.version', '>', from)
    .where('network_change.version', '<=', to)
    .orderBy('network_change.version')
    .execute()
}

/** The history, to narrow. Names of members come from the platform's own table; a record keeps only their id. */
export function changes(tx: Tx) {
  return tables(tx)
    .withTables<{ membership: { id: string; name: string } }>()
    .selectFrom('network_change')
    .leftJoin('membership', 'membership.id', 'network_change.changed_by')
    .select([
      'network_change.version',
      'network_change.event',
      'network_change.changes',
      'network_change.changed_at as changedAt',
      'membership.name as changedBy',
    ])
}
