import { fold } from '../../search/index.ts'

/** Titles that share so much of their three-letter pieces are shown as perhaps the same; found by trying on real lists. */
export const similarFrom = 0.6

/** Pieces of three letters of a text, folded, each word with its edges. */
export function trigrams(text: string): ReadonlySet<string> {
  const pieces = new Set<string>()
  for (const word of fold(text).split(/[^\p{L}\p{N}]+/u)) {
    if (!word) continue
    const edged = `  ${word} `
    for (let at = 0; at + 3 <= edged.length; at++) pieces.add(edged.slice(at, at + 3))
  }
  return pieces
}

export interface Titled<Id> {
  readonly id: Id
  readonly title: string
}

/**
 * Finds the most alike title: shared pieces by all pieces (Jaccard). Titles are indexed by piece, so that a hundred
 * thousand rows against a register of some thousand measures take seconds.
 */
export class SimilarTitles<Id> {
  readonly #pieces = new Map<string, number[]>()
  readonly #titles: { readonly id: Id; readonly size: number }[] = []

  constructor(titles: Iterable<Titled<Id>> = []) {
    for (const one of titles) this.add(one)
  }

  add({ id, title }: Titled<Id>): void {
    const pieces = trigrams(title)
    const place = this.#titles.push({ id, size: pieces.size }) - 1
    for (const piece of pieces) {
      const places = this.#pieces.get(piece)
      if (places) places.push(place)
      else this.#pieces.set(piece, [place])
    }
  }

  find(title: string): { readonly id: Id; readonly share: number } | undefined {
    const pieces = trigrams(title)
    const shared = new Map<number, number>()
    for (const piece of pieces)
      for (const place of this.#pieces.get(piece) ?? []) shared.set(place, (shared.get(place) ?? 0) + 1)
    let best: { id: Id; share: number } | undefined
    for (const [place, count] of shared) {
      const one = this.#titles[place]
      if (!one) continue
      const share = count / (pieces.size + one.size - count)
      if (share >= similarFrom && share > (best?.share ?? 0)) best = { id: one.id, share }
    }
    return best
  }
}
