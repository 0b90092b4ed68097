import type { Lookup } from './reader.ts'
import { wordForm } from './words.ts'

export interface Named {
  readonly key: string
  readonly name: string
  readonly shortName?: string | null
}

export interface NamesByKey {
  /** What is written into a table. */
  readonly written: ReadonlyMap<string, string>
  /** Every word by which a thing is found again, with its key. */
  readonly words: readonly (readonly [word: string, key: string])[]
}

/** Names that stand for one thing only; where several have the same, the key in brackets tells them apart. */
export function uniqueNames(things: readonly Named[]): NamesByKey {
  const holders = new Map<string, Set<string>>()
  for (const { key, name, shortName } of things)
    for (const word of [name, shortName]) {
      if (!word) continue
      const form = wordForm(word)
      holders.set(form, (holders.get(form) ?? new Set()).add(key))
    }
  const alone = (word: string) => holders.get(wordForm(word))?.size === 1
  return {
    // A semicolon parts names in a cell.
    written: new Map(
      things.map(({ key, name }) => [
        key,
        alone(name) && !name.includes(';') ? name : `${name.replaceAll(';', ',')} (${key})`,
      ]),
    ),
    words: things.flatMap(({ key, name, shortName }) => [
      [key, key] as const,
      [`${name.replaceAll(';', ',')} (${key})`, key] as const,
      ...[name, shortName].flatMap((word) => (word && alone(word) ? [[word, key] as const] : [])),
    ]),
  }
}

/** By every word that stands for one thing only, what it is. A name that several have finds none of them: whoever reads is told. */
export function lookupOf(things: readonly (Named & { readonly id: string })[]): Lookup {
  const ids = new Map(things.map(({ key, id }) => [key, id]))
  return new Map(uniqueNames(things).words.map(([word, key]) => [wordForm(word), ids.get(key) ?? '']))
}
