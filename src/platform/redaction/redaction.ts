/**
 * Does a text tell who somebody is? Some things are refused, because they never belong into a finding: days, file
 * references, ids, telephone numbers, addresses of mail, birth years, and the names of the people of the case. Others are
 * only suspected, and whoever writes decides. A rule that reads German; it does not replace the second person.
 */
export const refusals = ['day', 'reference', 'id', 'contact', 'birth', 'name'] as const
export const suspicions = ['nameLike', 'number', 'address', 'nationality'] as const
export type Trace = (typeof refusals)[number] | (typeof suspicions)[number]

/** A place in the text that tells, or may tell, who somebody is. */
export interface Hit {
  readonly trace: Trace
  readonly start: number
  readonly end: number
  readonly text: string
}

const months =
  'Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|January|February|March|May|June|July|October|December|Jan|Feb|Mrz|Apr|Jun|Jul|Aug|Sept?|Okt|Oct|Nov|Dez|Dec'

const patterns: readonly (readonly [Trace, RegExp])[] = [
  ['id', /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/giu],
  ['day', /\b\d{4}-\d{2}-\d{2}\b/gu],
  // AUE-2026-0417, P-7K3M9Q, F-…, 33.2-1234/26
  [
    'reference',
    /\b[A-ZÄÖÜ]{2,5}-\d{4}-\d{2,}\b|\b[PF]-[0-9A-Z]{5,}\b|\b\d{1,4}[.-]\d{1,4}[-/]\d{2,}(?:\/\d{2,4})?\b/gu,
  ],
  ['day', /\b\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-](?:\s?(?:\d{4}|\d{2})\b)?/gu],
  ['day', new RegExp(`\\b\\d{1,2}(?:st|nd|rd|th)?\\.?\\s?(?:${months})\\b`, 'giu')],
  ['day', new RegExp(`\\b(?:${months})\\s\\d{1,2}(?:st|nd|rd|th)?\\b(?!\\d)`, 'giu')],
  ['contact', /[^\s@]+@[^\s@]+\.[a-z]{2,}/giu],
  ['contact', /(?:\+|\b00|\b0)\d[\d\s/()-]{5,}\d/gu],
  [
    'birth',
    /\b(?:geb\.|geboren|Geburtsdatum|Geburtstag|Jahrgang|Jg\.|born)(?:\s+(?:am|im|in|on))?(?:\s+(?:Jahr\s+)?\d{2,4})?/giu,
  ],
  // "Herr M.", "Frau Özdemir", "Familie al-Masri"
  [
    'nameLike',
    /\b(?:Herrn?|Frau|Familie|Fam\.|Mr|Mrs|Ms)\.?\s+(?:\p{Ll}{1,3}[- ])?\p{Lu}[\p{L}'’-]*\.?(?:\s\p{Lu}[\p{L}'’-]+)?/gu,
  ],
  ['address', /\b\p{Lu}[\p{L}-]*(?:straße|strasse|str\.|weg|platz|allee|gasse|ring)\s+\d+\s?[a-z]?\b/gu],
  ['nationality', /\b(?:staatsangehörig\p{L}*|Nationalität|herkunftsland\p{L}*|religion\p{L}*|diagnos\p{L}*)\b/giu],
  ['number', /(?<![\d§.])\d{3,}(?![\d])/gu],
]

/**
 * The places of a text that tell who somebody is, in the order of the text, none inside another; `names` are the names of
 * the people of the case, as far as the program knows them.
 */
export function findTraces(text: string, names: readonly string[] = []): readonly Hit[] {
  const hits: Hit[] = []
  for (const [trace, pattern] of [...patternsOf(names), ...patterns]) {
    for (const match of text.matchAll(pattern)) {
      const start = match.index
      const end = start + match[0].length
      if (hits.every((hit) => hit.end <= start || hit.start >= end)) hits.push({ trace, start, end, text: match[0] })
    }
  }
  return hits.sort((one, other) => one.start - other.start)
}

/** True for what never belongs into a finding. */
export const isRefused = (trace: Trace): boolean => (refusals as readonly Trace[]).includes(trace)

/** Words of a name that are long enough to be told from words of the language; only letters, so that none is a pattern. */
function patternsOf(names: readonly string[]): (readonly [Trace, RegExp])[] {
  const words = new Set(
    names.flatMap((name) => name.normalize('NFC').split(/[^\p{L}]+/u)).filter((word) => word.length > 2),
  )
  return [...words].map((word) => ['name', new RegExp(`(?<![\\p{L}])${word}(?:s|’s)?(?![\\p{L}])`, 'giu')])
}
