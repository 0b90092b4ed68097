import { Conflict, Invalid, NotFound } from '../../../kernel/errors.ts'
import type { EntryWords } from '../domain.ts'
import { entryOf, isFull, isKeyOf, issuesOf, keysMeaning, newKey, placed, present, withEntry } from '../domain.ts'
import type { Entry } from '../model.ts'
import { readList } from '../queries.ts'
import { countUses, totalOf } from '../uses.ts'
import { decide, type ListWork } from '../write.ts'

interface EntryInput extends EntryWords {
  /** Version of the list that the form was made from. */
  readonly version: number
  /** The entry that it stands behind; null: at the top. */
  readonly after: string | null
  readonly reason?: string | undefined
}

/**
 * Adds an entry of the district; returns its key. Throws Invalid (word taken, key taken or not fit, list full),
 * ChangedMeanwhile.
 */
export async function addEntry(
  work: ListWork,
  input: EntryInput & { readonly key?: string | undefined },
): Promise<string> {
  const { entries } = await readList(work.tx, work.list)
  if (isFull(entries)) throw new Invalid([{ field: '', code: 'codelists-full' }])
  const issues: { field: string; code: string }[] = [...issuesOf(entries, input)]
  if (input.key !== undefined && !isKeyOf(work.list, input.key))
    issues.push({ field: 'key', code: `codelists-key-${work.list.keys}` })
  // Also keys of entries that were removed: an old export or address must never mean something else.
  if (entries.some((entry) => entry.key === input.key)) issues.push({ field: 'key', code: 'codelists-key-taken' })
  if (issues.length > 0) throw new Invalid(issues)
  const key = input.key ?? newKey(work.list, entries, input.de)
  const entry: Entry = { key, ...wordsOf(input), into: null, origin: 'district' }
  const next = placed([...entries, entry], key, input.after)
  await decide(work, { seen: input.version, entries: next, event: 'added', subject: key, reason: input.reason })
  return key
}

/** Changes words, place and time of an entry. Throws NotFound, Conflict for a merged one, Invalid, ChangedMeanwhile. */
export async function changeEntry(work: ListWork, key: string, input: EntryInput): Promise<void> {
  const { entries } = await readList(work.tx, work.list)
  const entry = getEntry(entries, key)
  if (entry.into !== null) throw new Conflict('codelists-already-merged')
  const issues = issuesOf(entries, input, key)
  if (issues.length > 0) throw new Invalid(issues)
  const next = placed(withEntry(entries, key, wordsOf(input)), key, input.after)
  await decide(work, { seen: input.version, entries: next, event: 'changed', subject: key, reason: input.reason })
}

/**
 * Removes an entry that nothing uses; its key stays taken. Throws Conflict for what the program ships, what is used and
 * what others were merged into: such an entry can be closed or merged.
 */
export async function removeEntry(
  work: ListWork,
  key: string,
  { version, reason }: { readonly version: number; readonly reason?: string | undefined },
): Promise<void> {
  const { entries } = await readList(work.tx, work.list)
  const entry = getEntry(entries, key)
  const why = whyNotRemove(entries, entry, totalOf(await countUses(work.tx, work.declarations), key))
  if (why) throw new Conflict(why)
  const next = withEntry(entries, key, { removed: true })
  await decide(work, { seen: version, entries: next, event: 'removed', subject: key, reason })
}

/** Why an entry cannot be removed: a code below `error.`; undefined: it can. */
export function whyNotRemove(entries: readonly Entry[], entry: Entry, uses: number): string | undefined {
  if (entry.origin === 'program') return 'codelists-shipped'
  if (uses > 0) return 'codelists-in-use'
  if (entry.into !== null || keysMeaning(entries, entry.key).length > 1) return 'codelists-has-aliases'
  return undefined
}

/** Takes over what the program offers for an empty list, as far as its words and keys are free. */
export async function adoptShipped(work: ListWork, version: number): Promise<void> {
  const { entries } = await readList(work.tx, work.list)
  const missing = work.list.shipped
    .filter(({ key }) => !entries.some((entry) => entry.key === key))
    .map(entryOf)
    .filter((entry) => issuesOf(entries, entry).length === 0)
  if (missing.length === 0) throw new Conflict('codelists-nothing-offered')
  await decide(work, { seen: version, entries: [...entries, ...missing], event: 'adopted' })
}

/** Throws NotFound, also for one that was removed. */
export function getEntry(entries: readonly Entry[], key: string): Entry {
  const entry = present(entries).find((one) => one.key === key)
  if (!entry) throw new NotFound('codelist entry')
  return entry
}

const wordsOf = ({ de, en, description, from, until }: EntryWords): EntryWords => ({ de, en, description, from, until })
