import { NotFound } from '../../kernel/errors.ts'
import type { Id } from '../../kernel/ids.ts'
import { sql, type Tx } from '../database/index.ts'
import { stateOf } from './domain.ts'
import type { Codelist, ListEvent, ListState } from './model.ts'
import { entriesOf, tables } from './tables.ts'

/** The list as it holds now. */
export async function readList(tx: Tx, list: Codelist): Promise<ListState> {
  const row = await tables(tx)
    .selectFrom('codelist_version')
    .select(['version', 'entries'])
    .where('list', '=', list.key)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  return stateOf(list, row && { version: row.version, entries: entriesOf(row.entries) })
}

/** A version as it was decided; 0 is what the program ships. Throws NotFound. */
export async function getVersion(tx: Tx, list: Codelist, version: number): Promise<ListState> {
  if (version === 0) return stateOf(list, undefined)
  const row = await tables(tx)
    .selectFrom('codelist_version')
    .select(['version', 'entries'])
    .where('list', '=', list.key)
    .where('version', '=', version)
    .executeTakeFirst()
  if (!row) throw new NotFound('version')
  return { version: row.version, entries: entriesOf(row.entries) }
}

export interface Version {
  readonly version: number
  readonly event: ListEvent
  /** Key of the entry that it is about, where it is about one. */
  readonly subject: string | null
  readonly reason: string | null
  readonly changedAt: Date
  /** Null: the platform itself. */
  readonly changedBy: string | null
}

export const versionsPerPage = 50

/** What was decided, newest first; older than `before` where that is given. */
export async function listVersions(tx: Tx, list: Codelist, before?: number): Promise<readonly Version[]> {
  const rows = await tables(tx)
    .withTables<{ membership: { id: Id<'user'>; name: string } }>()
    .selectFrom('codelist_version')
    .leftJoin('membership', 'membership.id', 'codelist_version.changed_by')
    .select([
      'codelist_version.version',
      'codelist_version.event',
      'codelist_version.subject',
      'codelist_version.reason',
      'codelist_version.changed_at',
      'membership.name',
    ])
    .where('codelist_version.list', '=', list.key)
    .$if(before !== undefined, (query) => query.where('codelist_version.version', '<', before ?? 0))
    .orderBy('codelist_version.version', 'desc')
    .limit(versionsPerPage)
    .execute()
  return rows.map(({ changed_at, name, ...row }) => ({ ...row, changedAt: changed_at, changedBy: name }))
}

export interface Merge {
  readonly id: Id<'codelist-merge'>
  readonly from: string
  readonly into: string
  /** By usage: what its `move` answered. */
  readonly moved: Readonly<Record<string, unknown>>
}

/** The merge that made a version and was not taken back. */
export async function findMerge(tx: Tx, list: Codelist, version: number): Promise<Merge | undefined> {
  const row = await tables(tx)
    .selectFrom('codelist_merge')
    .selectAll()
    .where('list', '=', list.key)
    .where('version', '=', version)
    .where('undone_in', 'is', null)
    .executeTakeFirst()
  return row && { id: row.id, from: row.from_key, into: row.into_key, moved: row.moved as Merge['moved'] }
}

/** Who decided last on each list, for the overview. */
export async function lastChanges(tx: Tx): Promise<ReadonlyMap<string, { version: number; at: Date }>> {
  const { rows } = await sql<{ list: string; version: number; at: Date }>`
    SELECT DISTINCT ON (list) list, version, changed_at AS at FROM codelist_version ORDER BY list, version DESC
  `.execute(tx)
  return new Map(rows.map(({ list, version, at }) => [list, { version, at: new Date(at) }]))
}
