import { type Birth, type BirthMatch, compareBirths } from './birth.ts'
import { folded, type Names, type NameTokens, tokensOfWord, wordsOf } from './names.ts'
import { inLatin } from './scripts.ts'

/** What is compared of two records. The residence title is not among it, and never is. */
export interface Comparable extends Names {
  readonly birth?: Birth | null | undefined
  readonly phone?: string | null | undefined
  readonly email?: string | null | undefined
}

/** Why two records may be one person, in the order in which they are told. */
export const reasons = [
  'sameName',
  'swappedNames',
  'similarName',
  'soundingName',
  'partOfName',
  'birth-same',
  'birth-swapped',
  'birth-close',
  'birth-month',
  'birth-year',
  'birth-nearYear',
  'birth-different',
  'samePhone',
  'sameEmail',
] as const
export type Reason = (typeof reasons)[number]

export interface Match {
  /** From 0 to 1. */
  readonly score: number
  readonly reasons: readonly Reason[]
}

/** What the day of birth adds to or takes from the likeness of the names. */
const birthWeights: Readonly<Record<BirthMatch, number>> = {
  same: 0.35,
  swapped: 0.28,
  close: 0.22,
  month: 0.15,
  year: 0.12,
  nearYear: 0.05,
  different: -0.25,
  unknown: 0,
}

/** Below it a record is not shown as a possible duplicate: a common name alone is no hint. */
export const hintFrom = 0.5

/** How likely two records are one person, with the reasons in codes. */
export function compareRecords(one: Comparable, other: Comparable): Match {
  const name = compareNames(one, other)
  const birth = compareBirths(one.birth, other.birth)
  const phone = sameDigits(one.phone, other.phone)
  const email = !!one.email && one.email.toLowerCase() === other.email?.toLowerCase()
  const score = name.score * 0.65 + birthWeights[birth] + (phone ? 0.15 : 0) + (email ? 0.2 : 0)
  return {
    score: Math.round(Math.max(0, Math.min(1, score)) * 100) / 100,
    reasons: [
      ...(name.reason ? [name.reason] : []),
      ...(birth === 'unknown' ? [] : [`birth-${birth}` as const]),
      ...(phone ? ['samePhone' as const] : []),
      ...(email ? ['sameEmail' as const] : []),
    ],
  }
}

function compareNames(one: Names, other: Names): { score: number; reason: Reason | undefined } {
  const [given, family] = [readWords(one.givenName), readWords(one.familyName)]
  const [otherGiven, otherFamily] = [readWords(other.givenName), readWords(other.familyName)]
  const straight = pairOf(likeness(given, otherGiven), likeness(family, otherFamily))
  const crossed = pairOf(likeness(given, otherFamily), likeness(family, otherGiven)) - 0.05
  const anyhow = (likeness([...given, ...family], [...otherGiven, ...otherFamily]) ?? 0) - 0.1
  const score = Math.max(straight, crossed, anyhow)
  if (score < 0.4) return { score: Math.max(0, score), reason: undefined }
  if (crossed > straight && crossed >= 0.75) return { score, reason: 'swappedNames' }
  if (score >= 0.995) return { score, reason: 'sameName' }
  return { score, reason: score >= 0.85 ? 'similarName' : score >= 0.7 ? 'soundingName' : 'partOfName' }
}

/** A word of a name, taken apart once for all comparisons. */
interface Read {
  readonly text: string
  readonly folded: string
  readonly latin: string
  readonly tokens: NameTokens
}

const read = (text: string): Read => ({ text, folded: folded(text), latin: inLatin(text), tokens: tokensOfWord(text) })

const readWords = (name: string | null | undefined): readonly Read[] => wordsOf(name ?? '').map(read)

/** Two parts of a name: one that is like alone carries little. A part that nobody knows neither helps nor hurts much. */
function pairOf(given: number | undefined, family: number | undefined): number {
  if (given === undefined && family === undefined) return 0
  if (given === undefined || family === undefined) return (given ?? family ?? 0) * 0.75
  return given * 0.5 + family * 0.5
}

/** How alike two lists of words are, whatever their order: each word of the shorter with the best of the longer. */
function likeness(words: readonly Read[], others: readonly Read[]): number | undefined {
  if (words.length === 0 || others.length === 0) return undefined
  const [few, many] = words.length <= others.length ? [words, others] : [others, words]
  const best = few.map((word) => Math.max(...many.map((other) => wordLikeness(word, other))))
  const mean = best.reduce((sum, one) => sum + one, 0) / few.length
  if (words.length === 1 && others.length === 1) return mean
  const asOne = wordLikeness(joined(words), joined(others))
  return Math.max(mean - Math.min(0.1, (many.length - few.length) * 0.05), asOne)
}

const joined = (words: readonly Read[]): Read => read(words.map(({ text }) => text).join(''))

/** 1: the same word; 0.98: the same letters; 0.7 to 0.95: sounds alike; 0.8: one letter apart; 0: neither. */
function wordLikeness(a: Read, b: Read): number {
  if (a.folded === b.folded) return 1
  if (a.tokens.exact.some((token) => b.tokens.exact.includes(token))) return 0.98
  const shortest = Math.min(a.latin.length, b.latin.length)
  const sameSound = a.tokens.sound.some((token) => b.tokens.sound.includes(token))
  if (!sameSound && (shortest < 4 || Math.abs(a.latin.length - b.latin.length) > 1)) return 0
  const distance = editDistance(a.latin, b.latin)
  if (!sameSound) return distance <= 1 ? 0.8 : 0
  return Math.min(0.95, 0.7 + (1 - distance / Math.max(a.latin.length, b.latin.length, 1)) * 0.25)
}

/** Letters to add, take or change until one word is the other (Levenshtein); two neighbours that changed places count once. */
export function editDistance(one: string, other: string): number {
  const [a, b] = [[...one], [...other]]
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      let least = Math.min(change, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (before[j - 2] ?? 0) + 1)
      row.push(least)
    }
    before = last
    last = row
  }
  return last[b.length] ?? 0
}

function sameDigits(one: string | null | undefined, other: string | null | undefined): boolean {
  const digits = (text: string) => text.replace(/\D/g, '').replace(/^(0049|49|0)/, '')
  return !!one && !!other && digits(one).length >= 6 && digits(one) === digits(other)
}
