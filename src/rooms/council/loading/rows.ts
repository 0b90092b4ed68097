import { sql } from 'kysely'
import { type Id, newId } from '../../../kernel/ids.ts'

/** What every record that may change begins with; nobody has changed it yet. */
export const first = { version: 1, changed_at: sql<Date>`now()`, changed_by: null }

/** New ids for records, by their keys. */
export function idsFor<Kind extends string>(
  records: readonly { readonly key: string }[],
): ReadonlyMap<string, Id<Kind>> {
  return new Map(records.map(({ key }) => [key, newId<Kind>()]))
}

/** The id for a key that is known to be there (problemsIn has looked); null for no key. */
export function find<Kind extends string>(
  ids: ReadonlyMap<string, Id<Kind>> | undefined,
  key: string | undefined,
): Id<Kind> | null {
  return key === undefined ? null : (ids?.get(key) as Id<Kind>)
}
