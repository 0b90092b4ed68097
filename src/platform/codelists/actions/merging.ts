import { Conflict, Invalid } from '../../../kernel/errors.ts'
import { type Id, newId } from '../../../kernel/ids.ts'
import { asPlatform } from '../../access/acting.ts'
import { whyNotMerge, withEntry } from '../domain.ts'
import { findMerge, getVersion, readList } from '../queries.ts'
import { tables } from '../tables.ts'
import { decide, type ListWork } from '../write.ts'
import { getEntry } from './entries.ts'

/**
 * Merges one entry into another: all records move, the old one closes and remains as another name of the new one, so that
 * imports, exports and links of before still find it. One transaction; the rooms note every record that moves. Throws
 * Invalid at `into`, ChangedMeanwhile.
 */
export async function mergeEntries(
  work: ListWork,
  { from, into, version, reason }: { from: string; into: string; version: number; reason?: string | undefined },
): Promise<void> {
  const { tx, list, declarations, now, today } = work
  const { entries } = await readList(tx, list)
  const one = getEntry(entries, from)
  const why = whyNotMerge(entries, from, into)
  if (why) throw new Invalid([{ field: 'into', code: why }])
  const until = one.until !== null && one.until <= today ? one.until : today
  // A list that began later than today cannot have ended before it began.
  const closed = { into, until, ...(one.from !== null && one.from >= until && { from: null }) }
  const next = withEntry(entries, from, closed)
  const made = await decide(work, { seen: version, entries: next, event: 'merged', subject: from, reason })
  const moved = await asPlatform(tx, async () => {
    const receipts: Record<string, unknown> = {}
    for (const usage of declarations.flatMap(({ usages }) => usages))
      if (usage.move) receipts[usage.key] = await usage.move(work, from, into)
    return receipts
  })
  await tables(tx)
    .insertInto('codelist_merge')
    .values({
      id: newId<'codelist-merge'>(now) as Id<'codelist-merge'>,
      list: list.key,
      version: made,
      from_key: from,
      into_key: into,
      moved: JSON.stringify(moved),
      undone_in: null,
    })
    .execute()
}

/**
 * Takes the last merge back: possible while it is the last decision on the list and none of the moved records has changed
 * since. Then everything is as before, record by record. Throws Conflict, ChangedMeanwhile.
 */
export async function undoMerge(
  work: ListWork,
  { version, reason }: { version: number; reason?: string | undefined },
): Promise<void> {
  const { tx, list, declarations } = work
  const merge = await findMerge(tx, list, version)
  if (!merge) throw new Conflict('codelists-no-merge')
  const earlier = await getVersion(tx, list, version - 1)
  const made = await decide(work, {
    seen: version,
    entries: earlier.entries,
    event: 'unmerged',
    subject: merge.from,
    reason,
  })
  await asPlatform(tx, async () => {
    for (const usage of declarations.flatMap(({ usages }) => usages))
      if (usage.key in merge.moved) await usage.restore?.(work, merge.moved[usage.key], merge.from, merge.into)
  })
  await tables(tx).updateTable('codelist_merge').set({ undone_in: made }).where('id', '=', merge.id).execute()
}
