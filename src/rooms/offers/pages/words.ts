import type { Day } from '../../../kernel/day.ts'
import {
  currentKey,
  type Entry,
  isSelectable,
  labelOf,
  lifeDomains,
  readList,
  targetGroups,
} from '../../../platform/codelists/index.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { languageName, languageTags } from '../../../platform/i18n/index.ts'
import type { Option } from '../../../platform/ui/index.ts'

/** A codelist as pages need it: what a key is called now, and what can be chosen. */
export interface Words {
  readonly name: (key: string) => string
  /** Entries to choose from today, and those that are chosen already. */
  readonly options: (today: Day, chosen?: readonly string[]) => Option[]
}

export const readTopics = (tx: Tx, locale: string): Promise<Words> => readWords(tx, lifeDomains, locale)
export const readGroups = (tx: Tx, locale: string): Promise<Words> => readWords(tx, targetGroups, locale)

async function readWords(tx: Tx, list: typeof lifeDomains, locale: string): Promise<Words> {
  const { entries } = await readList(tx, list)
  const byKey = new Map<string, Entry>(entries.map((entry) => [entry.key, entry]))
  const name = (key: string) => {
    const entry = byKey.get(currentKey(entries, key))
    return entry ? labelOf(entry, locale) : key
  }
  return {
    name,
    options: (today, chosen = []) =>
      entries
        .filter((entry) => isSelectable(entry, today) || chosen.includes(entry.key))
        .map((entry) => ({ value: entry.key, label: labelOf(entry, locale) })),
  }
}

/** Languages by their names, in the order of the alphabet. */
export const languageOptions = (locale: string): Option[] =>
  languageTags
    .map((tag) => ({ value: tag, label: languageName(tag, locale) }))
    .sort((one, other) => one.label.localeCompare(other.label, locale))

/** `Arabisch, Ukrainisch und 3 weitere`: the names of a few, the number of the rest. */
export function fewLanguages(tags: readonly string[], locale: string, shown: number) {
  const names = tags.map((tag) => languageName(tag, locale))
  return { names: names.slice(0, shown).join(', '), more: Math.max(0, names.length - shown) }
}
