/**
 * Words for the search of names. Under row-level security a pattern search cannot use its index, so names are taken
 * apart once, when they are written, and looked up by ranges. German builds long words and people look for their last
 * part ("amt" in "Jugendamt"), so every ending of a word is stored, from three letters on.
 */

/** The shortest ending that is stored, and the shortest text that is found inside a word. */
const shortestEnding = 3

/** Longer words are cut here; nobody types more to find one. */
const longestWord = 40

const asTwoLetters: Readonly<Record<string, string>> = {
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'oe',
  ł: 'l',
  đ: 'd',
  ı: 'i',
}

/** Lower case, umlauts as two letters, other accents off: `Büro für Bézirke` gives `buero fuer bezirke`. */
export function fold(text: string): string {
  return withoutAccents(
    text
      .normalize('NFC')
      .toLowerCase()
      .replace(/[äöüßæœøłđı]/g, (letter) => asTwoLetters[letter] ?? letter),
  )
}

function withoutAccents(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '')
}

/** The words of a text, folded, each once. */
export function wordsOf(text: string): string[] {
  const words = fold(text).match(/[\p{L}\p{N}]+/gu) ?? []
  return [...new Set(words.map((word) => Array.from(word).slice(0, longestWord).join('')))]
}

export interface WordEnding {
  readonly ending: string
  /** True for the whole word. */
  readonly atStart: boolean
}

/** What is stored for the names of one record. People also type ü as u, so words with umlauts are stored both ways. */
export function endingsOf(texts: readonly string[]): WordEnding[] {
  const text = texts.join(' ')
  const endings = new Map<string, boolean>()
  for (const word of [...wordsOf(text), ...wordsOf(withoutAccents(text.toLowerCase()))]) {
    const letters = Array.from(word)
    endings.set(word, true)
    for (let at = 1; at <= letters.length - shortestEnding; at++) {
      const ending = letters.slice(at).join('')
      if (!endings.has(ending)) endings.set(ending, false)
    }
  }
  return [...endings].map(([ending, atStart]) => ({ ending, atStart }))
}

/** Stored endings in [from, before), in the order of code points (collation "C"), begin with the sought word. */
export interface SoughtWord {
  readonly from: string
  readonly before: string
  /** Short words are sought at the start of words only. */
  readonly onlyAtStart: boolean
}

/** What a search text asks for: every one of its words must be found. */
export function soughtWords(text: string): SoughtWord[] {
  return wordsOf(text).map((word) => ({
    from: word,
    before: afterAllThatBeginWith(word),
    onlyAtStart: Array.from(word).length < shortestEnding,
  }))
}

function afterAllThatBeginWith(word: string): string {
  const letters = Array.from(word)
  const last = letters.pop()?.codePointAt(0) ?? 0
  return letters.join('') + String.fromCodePoint(last + 1)
}
