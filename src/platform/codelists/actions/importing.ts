import { Conflict, Invalid } from '../../../kernel/errors.ts'
import { compareLists, present } from '../domain.ts'
import type { Entry } from '../model.ts'
import { readList } from '../queries.ts'
import { decide, type ListWork } from '../write.ts'

/**
 * Makes a list what a table said, as it was previewed. What the table may not do, it cannot do here either: no entry goes,
 * no merge, no origin and no key changes. Throws Conflict when nothing would change, ChangedMeanwhile.
 */
export async function importEntries(
  work: ListWork,
  { version, entries, reason }: { version: number; entries: readonly Entry[]; reason?: string | undefined },
): Promise<void> {
  const now = await readList(work.tx, work.list)
  const wanted = new Map(entries.map((entry) => [entry.key, entry]))
  if (now.entries.some(({ key }) => !wanted.has(key)) || wanted.size !== entries.length)
    throw new Invalid([{ field: '', code: 'codelists-import-stale' }])
  const known = new Map(now.entries.map((entry) => [entry.key, entry]))
  const next = entries.map((entry): Entry => {
    const before = known.get(entry.key)
    if (!before) return { ...entry, into: null, origin: 'district' }
    if (before.removed || before.into !== null) return before
    const { de, en, description, from, until } = entry
    return { ...before, de, en, description, from, until }
  })
  if (compareLists(present(now.entries), present(next)).length === 0) throw new Conflict('codelists-import-same')
  await decide(work, { seen: version, entries: next, event: 'imported', reason })
}
