import type { Day } from '../../kernel/day.ts'
import { currentKey, type Entry, hurdles, labelOf, readList } from '../../platform/codelists/index.ts'
import type { Tx } from '../../platform/database/index.ts'

/** The district's reasons for declining and for coming late. */
export interface Reasons {
  /** The word of a code, under the entry that holds now; null for none. */
  readonly word: (code: string | null) => string | null
  /** What may be chosen today. */
  readonly options: readonly { readonly value: string; readonly label: string }[]
}

export async function readReasons(tx: Tx, locale: string, today: Day): Promise<Reasons> {
  const { entries } = await readList(tx, hurdles)
  const byKey = new Map(entries.map((entry) => [entry.key, entry]))
  const isOffered = ({ into, removed, from, until }: Entry) =>
    into === null && !removed && (from === null || from <= today) && (until === null || today < until)
  return {
    word: (code) => {
      const entry = code === null ? undefined : byKey.get(currentKey(entries, code))
      return entry ? labelOf(entry, locale) : code
    },
    options: entries.filter(isOffered).map((entry) => ({ value: entry.key, label: labelOf(entry, locale) })),
  }
}
