import { systemClock } from '../../kernel/clock.ts'
import type { Tx } from '../database/index.ts'
import { entryOf } from './domain.ts'
import type { Codelist, Entry } from './model.ts'
import { tables } from './tables.ts'

/**
 * The first version of a list, for loading a whole district at once, in a transaction of the platform. What the program
 * ships under the same key keeps its other languages. The caller writes the table of its room itself. A list that has
 * versions stays as it is.
 */
export async function loadList(
  tx: Tx,
  list: Codelist,
  given: readonly { readonly key: string; readonly name: string }[],
  now: number = systemClock.now(),
): Promise<void> {
  if (given.length === 0) return
  const entries = given.map(({ key, name }): Entry => {
    const shipped = list.shipped.find((one) => one.key === key)
    if (!shipped) return { ...entryOf({ key, de: name, en: '' }), en: null, origin: 'district' }
    return { ...entryOf(shipped), de: name, en: name === shipped.de ? shipped.en : null }
  })
  await tables(tx)
    .insertInto('codelist_version')
    .values({
      list: list.key,
      version: 1,
      entries: JSON.stringify(entries),
      event: 'loaded',
      subject: null,
      reason: null,
      changed_at: new Date(now),
      changed_by: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
