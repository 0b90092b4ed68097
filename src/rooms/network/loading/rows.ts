import { sql } from 'kysely'
import type { Day } from '../../../kernel/day.ts'
import { type Id, newId } from '../../../kernel/ids.ts'

/** What the parts of the loader share: ids by key, what every record begins with, rows in batches. */

/** What every record begins with; nobody has changed it yet. */
export const first = { version: 1, changed_at: sql<Date>`now()`, changed_by: null }

/** The columns of every record. */
export const kept = (
  record: { readonly key: string; readonly endedOn?: Day; readonly simulated?: boolean },
  simulated: boolean,
) => ({ key: record.key, ended_on: record.endedOn ?? null, simulated: record.simulated ?? simulated, ...first })

export type Ids<Kind extends string> = ReadonlyMap<string, Id<Kind>>

/** New ids for records, by their keys. */
export function idsFor<Kind extends string>(records: readonly { readonly key: string }[] = []): Ids<Kind> {
  return new Map(records.map(({ key }) => [key, newId<Kind>()]))
}

/** The id for a key that is known to be there: problemsIn has looked. */
export function get<Kind extends string>(ids: Ids<Kind>, key: string): Id<Kind> {
  return ids.get(key) as Id<Kind>
}

/** As get; null for no key. */
export function find<Kind extends string>(ids: Ids<Kind>, key: string | null | undefined): Id<Kind> | null {
  return key == null ? null : get(ids, key)
}
