import type { Tx } from '../../../platform/database/index.ts'
import { tables } from '../access.ts'
import { keyFor, slugOf } from '../domain/keys.ts'
import { tableOf } from '../queries/records.ts'

/** A free key for a new record with this name. Two at once with the same name: the gate tells the later one to look, and to send again. */
export async function freeKey(tx: Tx, kind: keyof typeof keyed, name: string): Promise<string> {
  // Every table of records has a key; the query builder knows them one at a time only.
  const table = keyed[kind] as 'site'
  const stem = slugOf(name).slice(0, 20)
  const rows = await tables(tx)
    .selectFrom(table)
    .select('key')
    // Not a range: the order of the column is that of a dictionary.
    .where((eb) => eb.fn<boolean>('starts_with', ['key', eb.val(stem)]))
    .execute()
  const taken = new Set(rows.map((row) => row.key))
  return keyFor(name, (key) => taken.has(key))
}

const keyed = {
  ...tableOf,
  region: 'region',
  meeting: 'meeting',
  term: 'legislative_term',
  partyGroup: 'party_group',
} as const
