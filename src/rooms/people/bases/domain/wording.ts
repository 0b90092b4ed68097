/** How a text of a consent becomes what is printed: its places filled, German beside the person's language. */

/** One paragraph in both languages. */
export interface Pair {
  /** `line`: to write on, with what it is for under it. */
  readonly kind: 'heading' | 'text' | 'item' | 'line'
  readonly german: string
  /** Null where the person reads German. */
  readonly other: string | null
}

/** Which editions were printed, for the proof. */
export interface Editions {
  readonly german: string
  readonly other: string | null
  /** Whether somebody who speaks the language has checked it. */
  readonly otherReviewed: boolean
}

/** Places that a text may name, in braces: `{recipient}`. */
export const places = ['issuer', 'recipient', 'purpose', 'categories', 'until'] as const
export type Place = (typeof places)[number]

/** Places in a text that there are not, such as `{Empfänger}`: they would be printed as they stand. */
export function unknownPlaces(text: string): readonly string[] {
  return [...text.matchAll(/\{([^{}]*)\}/g)]
    .map(([, name]) => name ?? '')
    .filter((name) => !(places as readonly string[]).includes(name))
}

export function fill(text: string, values: Readonly<Record<Place, string>>): string {
  return text.replace(/\{([a-z]+)\}/g, (whole, name: string) => values[name as Place] ?? whole)
}

/** `# ` begins a heading, `- ` an item of a list; all else is a paragraph. */
export function kindOf(paragraph: string): { readonly kind: Pair['kind']; readonly text: string } {
  if (paragraph.startsWith('# ')) return { kind: 'heading', text: paragraph.slice(2) }
  if (paragraph.startsWith('- ')) return { kind: 'item', text: paragraph.slice(2) }
  return { kind: 'text', text: paragraph }
}

/**
 * Both languages paragraph by paragraph. A translation with fewer paragraphs leaves its side empty there, one with more is
 * printed whole: nothing that somebody wrote is left out.
 */
export function pairsOf(
  german: { readonly paragraphs: readonly string[]; readonly values: Readonly<Record<Place, string>> },
  other: { readonly paragraphs: readonly string[]; readonly values: Readonly<Record<Place, string>> } | null,
): Pair[] {
  const length = Math.max(german.paragraphs.length, other?.paragraphs.length ?? 0)
  return Array.from({ length }, (_, index) => {
    const own = kindOf(german.paragraphs[index] ?? '')
    const theirs = other ? kindOf(other.paragraphs[index] ?? '') : null
    return {
      kind: own.text === '' && theirs ? theirs.kind : own.kind,
      german: fill(own.text, german.values),
      other: other && theirs ? fill(theirs.text, other.values) : null,
    }
  })
}

/** Texts as they are typed into a form: paragraphs stand apart by an empty line. */
export const typedParagraphs = (typed: string): string[] =>
  typed
    .split(/\r?\n[ \t]*\r?\n/)
    .map((paragraph) => paragraph.replace(/\s+/g, ' ').trim())
    .filter((paragraph) => paragraph !== '')

/** A name in Latin letters among letters that run from right to left keeps its own order (FSI … PDI, Unicode 6.3). */
export const isolated = (text: string, direction: 'ltr' | 'rtl'): string =>
  direction === 'rtl' && text !== '' ? `\u2068${text}\u2069` : text
