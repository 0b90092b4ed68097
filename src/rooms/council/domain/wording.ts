/**
 * Quotations. A resolution stands word for word; an obligation is a literal part of it. Only what cannot be seen is evened
 * out: line ends, spaces at the ends and in a row. Quotation marks, hyphens and case are kept.
 */
export function quoted(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
}

/** Where a passage stands in a wording, both `quoted`; -1 where it is no literal part. Line breaks count as spaces. */
export function placeOf(passage: string, wording: string): number {
  const flat = (text: string) => text.replace(/\n/g, ' ')
  return passage === '' ? -1 : flat(wording).indexOf(flat(passage))
}

export const isPartOf = (passage: string, wording: string): boolean => placeOf(passage, wording) !== -1

export interface Passage {
  readonly text: string
  /** Positions of the obligations that quote it, from 1; empty for what obliges to nothing. */
  readonly obligations: readonly number[]
}

/** A wording cut where obligations begin and end, so that a page can mark them. Passages that overlap share pieces. */
export function cut(
  wording: string,
  obligations: readonly { readonly position: number; readonly wording: string }[],
): Passage[] {
  const spans = obligations
    .map(({ position, wording: passage }) => ({ position, from: placeOf(passage, wording), length: passage.length }))
    .filter(({ from }) => from !== -1)
    .map(({ position, from, length }) => ({ position, from, to: from + length }))
  const bounds = [...new Set([0, wording.length, ...spans.flatMap(({ from, to }) => [from, to])])].sort((a, b) => a - b)
  return bounds.slice(1).map((to, index) => {
    const from = bounds[index] ?? 0
    return {
      text: wording.slice(from, to),
      obligations: spans.filter((span) => span.from <= from && span.to >= to).map(({ position }) => position),
    }
  })
}

/**
 * A wording in sentences, each with its place, for ticking passages. An ending is a full stop, question or exclamation
 * mark before a capital or a line end; what is cut wrongly (`Nr. 5`) can still be copied by hand.
 */
export function sentencesOf(
  wording: string,
): readonly { readonly from: number; readonly to: number; readonly text: string }[] {
  const sentences: { from: number; to: number; text: string }[] = []
  const ending = /(?:[.!?;:]["“”»]?(?=\s+[\p{Lu}„»0-9])|\n+|$)/gu
  let from = 0
  for (const match of wording.matchAll(ending)) {
    const to = match.index + (match[0].startsWith('\n') ? 0 : match[0].length)
    const text = wording.slice(from, to).trim()
    if (text !== '') {
      const start = wording.indexOf(text, from)
      sentences.push({ from: start, to: start + text.length, text })
    }
    from = Math.max(to, from)
  }
  return sentences
}

/** The passage from the first to the last of the ticked sentences; empty when none of them is there. */
export function passageOf(wording: string, ticked: readonly number[]): string {
  const sentences = sentencesOf(wording)
  const chosen = ticked.flatMap((index) => sentences[index] ?? [])
  if (chosen.length === 0) return ''
  return wording.slice(Math.min(...chosen.map(({ from }) => from)), Math.max(...chosen.map(({ to }) => to)))
}
