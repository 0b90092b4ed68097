import type { Day } from '../../kernel/day.ts'

/** One entry of a list as a district has it. */
export interface Entry {
  /** Stands in records, exports and addresses: never changed, never given to another entry. */
  readonly key: string
  readonly de: string
  readonly en: string | null
  readonly description: string | null
  /** May be chosen from this day on; null: always. */
  readonly from: Day | null
  /** May no longer be chosen from this day on; old records still show it. */
  readonly until: Day | null
  /** The entry that took its place in a merge; this one remains as another name of that one. */
  readonly into: string | null
  /** `program`: shipped with the program; it can be renamed and closed and cannot be removed. */
  readonly origin: 'program' | 'district'
  /** Was removed while nothing used it. The key stays taken. */
  readonly removed?: true
}

/** An entry as the program ships it. */
export interface ShippedEntry {
  readonly key: string
  readonly de: string
  readonly en: string
}

/** A list that districts may change. Its name and what it is for: `codelists.list.<key>.title` and `.text`. */
export interface Codelist {
  /** Stands in addresses: `life-domain`. */
  readonly key: string
  /** How keys of new entries are written: what the tables that keep them ask for. */
  readonly keys: 'kebab' | 'camel'
  readonly shipped: readonly ShippedEntry[]
  /** `given`: the list begins with what is shipped. `offered`: it begins empty, and a district may take over what is shipped. */
  readonly begins: 'given' | 'offered'
}

export type ListEvent = 'loaded' | 'adopted' | 'added' | 'changed' | 'removed' | 'merged' | 'unmerged' | 'imported'

/** A list at one of its versions; version 0 is what the program ships. */
export interface ListState {
  readonly version: number
  /** All entries in their order, also closed ones and those that were removed. */
  readonly entries: readonly Entry[]
}

/** No list is longer, so that it fits into a page and a choice. */
export const entryLimit = 500

/** Longest words of an entry, in characters. */
export const lengths = { label: 120, description: 500, key: 60, reason: 500 } as const
