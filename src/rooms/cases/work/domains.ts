import type { Day } from '../../../kernel/day.ts'
import { type Entry, isSelectable, labelOf, lifeDomains, readList } from '../../../platform/codelists/index.ts'
import type { Tx } from '../../../platform/database/index.ts'

/** The life domains of the district as its codelist has them. */
export interface LifeDomains {
  has(key: string): boolean
  /** Its name; the key itself where the list does not know it. */
  name(key: string): string
  /** What can be chosen today, and what is chosen already. */
  choosable(today: Day, chosen?: string | null): readonly { readonly value: string; readonly label: string }[]
}

export async function readLifeDomains(tx: Tx, locale: string): Promise<LifeDomains> {
  const { entries } = await readList(tx, lifeDomains)
  const byKey = new Map<string, Entry>(entries.map((entry) => [entry.key, entry]))
  return {
    has: (key) => byKey.has(key),
    name: (key) => {
      const entry = byKey.get(key)
      return entry ? labelOf(entry, locale) : key
    },
    choosable: (today, chosen) =>
      entries
        .filter((entry) => isSelectable(entry, today) || entry.key === chosen)
        .map((entry) => ({ value: entry.key, label: labelOf(entry, locale) })),
  }
}
