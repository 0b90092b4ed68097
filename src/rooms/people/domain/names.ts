import { colognePhonetics } from './cologne.ts'
import { consonantForms } from './consonants.ts'
import { inLatin } from './scripts.ts'

/** A name as somebody typed it, in whatever script. */
export interface Names {
  readonly givenName?: string | null | undefined
  readonly familyName?: string | null | undefined
}

export interface NameTokens {
  /** Words as they are written: folded, umlauts both as one letter and as two, other scripts also in Latin letters. */
  readonly exact: readonly string[]
  /** Words by their consonants (letters) and by the Kölner Phonetik (digits). */
  readonly sound: readonly string[]
}

const longest = 60

/** What a word of a name can be found by. */
export function tokensOfWord(word: string): NameTokens {
  const latin = inLatin(word)
  return {
    exact: unique([folded(word), withTwoLetters(word), latin.replace(/[^\p{L}\p{N}]/gu, '')]),
    sound: unique([...consonantForms(latin), colognePhonetics(latin)]),
  }
}

/** What is stored for a person: each word, and the words of each name written as one (Abd al Rahman, Abdulrahman). */
export function tokensOf({ givenName, familyName }: Names): NameTokens {
  const tokens = [givenName, familyName].flatMap((name) => {
    const words = wordsOf(name ?? '')
    return [...words.map(tokensOfWord), ...joined(words)]
  })
  return {
    exact: unique(tokens.flatMap(({ exact }) => exact)),
    sound: unique(tokens.flatMap(({ sound }) => sound)),
  }
}

function joined(words: readonly string[]): NameTokens[] {
  if (words.length < 2) return []
  return words
    .slice(0, -1)
    .map((word, index) => tokensOfWord(`${word}${words[index + 1] ?? ''}`))
    .concat(words.length > 2 ? [tokensOfWord(words.join(''))] : [])
}

/** The words of a name or of what somebody looks for, at most eight. The Arabic article is none: Al-Hassan, الحسن. */
export function wordsOf(name: string): readonly string[] {
  const words = name.normalize('NFC').match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’ʼ`]*/gu) ?? []
  return words
    .map((word) => word.replace(/^ال(?=\p{L}{3})/u, '').replace(/['’ʼ`]/gu, ''))
    .filter((word) => word !== '')
    .slice(0, 8)
}

/** Lower case without accents, in its own script. */
export function folded(word: string): string {
  return word
    .normalize('NFD')
    .toLowerCase()
    .replace(/\p{M}|ـ/gu, '')
    .replace(/[ßıłđø]/gu, (letter) => ({ ß: 'ss', ı: 'i', ł: 'l', đ: 'd', ø: 'o' })[letter] ?? letter)
}

function withTwoLetters(word: string): string {
  return folded(
    word
      .normalize('NFC')
      .toLowerCase()
      .replace(/[äöüåø]/gu, (letter) => ({ ä: 'ae', ö: 'oe', ü: 'ue', å: 'aa', ø: 'oe' })[letter] ?? letter),
  )
}

const unique = (tokens: readonly string[]): string[] => [
  ...new Set(tokens.map((token) => token.slice(0, longest)).filter((token) => token !== '')),
]
