import type { Day } from '../../kernel/day.ts'
import { type Codelist, type Entry, entryLimit, type ListState, lengths, type ShippedEntry } from './model.ts'

/** What holds now: the latest version, and behind it what a newer program ships and the version does not know yet. */
export function stateOf(list: Codelist, stored: ListState | undefined): ListState {
  const entries = stored?.entries ?? []
  if (list.begins === 'offered') return { version: stored?.version ?? 0, entries }
  const known = new Set(entries.map(({ key }) => key))
  const shipped = list.shipped.filter(({ key }) => !known.has(key)).map(entryOf)
  return { version: stored?.version ?? 0, entries: [...entries, ...shipped] }
}

/** A shipped entry as a district first has it. */
export function entryOf(shipped: ShippedEntry): Entry {
  return { ...shipped, description: null, from: null, until: null, into: null, origin: 'program' }
}

/** What a page lists: all but what was removed. */
export const present = (entries: readonly Entry[]): Entry[] => entries.filter((entry) => !entry.removed)

export const isSelectable = (entry: Entry, today: Day): boolean =>
  !entry.removed &&
  entry.into === null &&
  (entry.from === null || entry.from <= today) &&
  (entry.until === null || today < entry.until)

/** The key that holds now for one that a record or an address carries: its own, or that of what it was merged into. */
export function currentKey(entries: readonly Entry[], key: string): string {
  const into = new Map(entries.map((entry) => [entry.key, entry.into]))
  let now = key
  // As many steps as entries: merges never make a circle, and a damaged list must not hang a page.
  for (let step = 0; step < entries.length; step++) {
    const next = into.get(now) ?? null
    if (next === null) break
    now = next
  }
  return now
}

/** All keys by which records may mean an entry: its own and those that were merged into it. */
export const keysMeaning = (entries: readonly Entry[], key: string): string[] =>
  entries.filter((entry) => currentKey(entries, entry.key) === key).map((entry) => entry.key)

/** The word for an entry; German where there is no other. */
export const labelOf = (entry: Entry, locale: string): string => (locale === 'de' ? entry.de : (entry.en ?? entry.de))

export type EntryState = 'selectable' | 'later' | 'closed' | 'merged'

export function entryState(entry: Entry, today: Day): EntryState {
  if (entry.into !== null) return 'merged'
  if (isSelectable(entry, today)) return 'selectable'
  return entry.from !== null && today < entry.from ? 'later' : 'closed'
}

/** What people say of an entry. */
export type EntryWords = Pick<Entry, 'de' | 'en' | 'description' | 'from' | 'until'>

interface EntryIssue {
  readonly field: 'de' | 'en' | 'until' | 'key' | ''
  readonly code: string
}

/** What cannot be right about an entry beside those that are there. `except` is the entry itself. */
export function issuesOf(entries: readonly Entry[], words: EntryWords, except?: string): EntryIssue[] {
  const issues: EntryIssue[] = []
  const others = present(entries).filter((entry) => entry.key !== except && entry.into === null)
  if (others.some((entry) => sameWord(entry.de, words.de))) issues.push({ field: 'de', code: 'codelists-label-taken' })
  if (words.en !== null && others.some((entry) => entry.en !== null && sameWord(entry.en, words.en ?? '')))
    issues.push({ field: 'en', code: 'codelists-label-taken' })
  if (words.from !== null && words.until !== null && words.until <= words.from)
    issues.push({ field: 'until', code: 'codelists-closes-before' })
  return issues
}

export const sameWord = (one: string, other: string): boolean => folded(one) === folded(other)

const folded = (text: string) => text.normalize('NFKC').toLocaleLowerCase('de').replace(/\s+/g, ' ').trim()

const umlauts: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' }

/** A key for a new entry, made of its German word, that no entry has or had. */
export function newKey(list: Codelist, entries: readonly Entry[], label: string): string {
  const words = label
    .toLocaleLowerCase('de')
    .replace(/[äöüß]/g, (letter) => umlauts[letter] ?? letter)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .split(list.keys === 'camel' ? /[^a-z]+/ : /[^a-z0-9]+/)
    .filter((word) => word !== '')
  const parts = words.length > 0 ? words : ['entry']
  const taken = new Set(entries.map(({ key }) => key))
  for (let nth = 1; ; nth++) {
    const key =
      list.keys === 'kebab'
        ? [...clipped(parts, lengths.key - 5), ...(nth > 1 ? [String(nth)] : [])].join('-')
        : camel([...clipped(parts, 30), ...(nth > 1 ? [letters(nth)] : [])])
    if (!taken.has(key)) return key
  }
}

/** As many words as fit, at least the beginning of the first. */
function clipped(parts: readonly string[], max: number): string[] {
  const kept: string[] = []
  for (const part of parts) {
    if ([...kept, part].join('-').length > max) break
    kept.push(part)
  }
  return kept.length > 0 ? kept : [(parts[0] ?? '').slice(0, max)]
}

const camel = (words: readonly string[]): string => {
  const key = words.map((word, index) => (index === 0 ? word : word[0]?.toUpperCase() + word.slice(1))).join('')
  return key.length > 1 ? key : `${key}x`
}

/** 2 → b, 28 → ab: keys in camel case have no digits. */
function letters(nth: number): string {
  const last = String.fromCharCode(97 + ((nth - 1) % 26))
  return nth > 26 ? letters(Math.floor((nth - 1) / 26)) + last : last
}

/** Whether a key that somebody typed is one that the list's tables take. */
export const isKeyOf = (list: Codelist, key: string): boolean =>
  list.keys === 'kebab'
    ? /^[a-z0-9]+(-[a-z0-9]+)*$/.test(key) && key.length <= lengths.key
    : /^[a-z][A-Za-z]{1,39}$/.test(key)

export const isFull = (entries: readonly Entry[]): boolean => entries.length >= entryLimit

/** The entries with one of them changed. */
export const withEntry = (entries: readonly Entry[], key: string, change: Partial<Entry>): Entry[] =>
  entries.map((entry) => (entry.key === key ? { ...entry, ...change } : entry))

/** The entries with one behind another; `after` null: at the top. */
export function placed(entries: readonly Entry[], key: string, after: string | null): Entry[] {
  const moving = entries.find((entry) => entry.key === key)
  if (!moving || after === key) return [...entries]
  const rest = entries.filter((entry) => entry.key !== key)
  const at = after === null ? 0 : rest.findIndex((entry) => entry.key === after) + 1
  return [...rest.slice(0, at), moving, ...rest.slice(at)]
}

/** The entry of the page's order that stands before one; null: it is the first. */
export function before(entries: readonly Entry[], key: string): string | null {
  const shown = present(entries)
  return shown[shown.findIndex((entry) => entry.key === key) - 1]?.key ?? null
}

/** Why one entry cannot be merged into another; undefined: it can. */
export function whyNotMerge(entries: readonly Entry[], from: string, into: string): string | undefined {
  const [one, other] = [from, into].map((key) => present(entries).find((entry) => entry.key === key))
  if (!one || !other || from === into) return 'not-an-option'
  if (one.into !== null || other.into !== null) return 'codelists-already-merged'
  return undefined
}

/** What differs between two versions of a list, entry by entry, in the order of the later one. */
export interface EntryChange {
  readonly key: string
  readonly label: string
  readonly kind: 'added' | 'removed' | 'changed' | 'moved'
  readonly fields: readonly {
    readonly name: ComparedField
    readonly before: string | null
    readonly after: string | null
  }[]
}

const comparedFields = ['de', 'en', 'description', 'from', 'until', 'into'] as const
export type ComparedField = (typeof comparedFields)[number]

export function compareLists(earlier: readonly Entry[], later: readonly Entry[]): EntryChange[] {
  const [was, is] = [present(earlier), present(later)]
  const old = new Map(was.map((entry) => [entry.key, entry]))
  const now = new Set(is.map(({ key }) => key))
  const moved = movedBetween(was, is)
  const changes = is.flatMap((entry): EntryChange[] => {
    const { key, de: label } = entry
    const one = old.get(key)
    if (!one) return [{ key, label, kind: 'added', fields: [] }]
    const fields = comparedFields
      .filter((name) => one[name] !== entry[name])
      .map((name) => ({ name, before: one[name], after: entry[name] }))
    if (fields.length > 0) return [{ key, label, kind: 'changed', fields }]
    return moved.has(key) ? [{ key, label, kind: 'moved', fields: [] }] : []
  })
  const gone = was
    .filter(({ key }) => !now.has(key))
    .map(({ key, de }): EntryChange => ({ key, label: de, kind: 'removed', fields: [] }))
  return [...changes, ...gone]
}

/** Entries that left their place: all that stand outside the longest run that kept its order. */
function movedBetween(was: readonly Entry[], is: readonly Entry[]): Set<string> {
  const place = new Map(was.map((entry, index) => [entry.key, index]))
  const common = is.filter(({ key }) => place.has(key))
  const best: { length: number; previous: number }[] = []
  for (const [index, { key }] of common.entries()) {
    let here = { length: 1, previous: -1 }
    for (let other = 0; other < index; other++) {
      const kept = best[other]
      if ((place.get(common[other]?.key ?? '') ?? 0) < (place.get(key) ?? 0) && kept && kept.length >= here.length)
        here = { length: kept.length + 1, previous: other }
    }
    best.push(here)
  }
  let at = best.reduce((top, one, index) => (one.length > (best[top]?.length ?? 0) ? index : top), 0)
  const kept = new Set<string>()
  while (at >= 0 && common[at]) {
    kept.add(common[at]?.key ?? '')
    at = best[at]?.previous ?? -1
  }
  return new Set(common.map(({ key }) => key).filter((key) => !kept.has(key)))
}
