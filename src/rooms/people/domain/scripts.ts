/**
 * Letters of other scripts in Latin ones, letter by letter, as far as names need it to be compared. Rules of writing and no
 * list of names: what people type in their own script is found by what an office typed in ours, and the other way round.
 * The spelling is no standard's; standards differ, and what differs between them falls away in consonants.ts.
 */

const pairs = (text: string): [string, string][] =>
  text.split(' ').map((pair) => [pair.slice(0, 1), pair.slice(1)] as [string, string])

const letters = new Map<string, string>([
  // Cyrillic: Ukrainian, Russian, Bulgarian, Serbian, Macedonian, Belarusian.
  ...pairs('аa бb вv гg ґg дd еe єye ёyo жzh зz иi іi їyi йy кk лl мm нn оo пp рr сs тt уu фf хkh цts чch шsh щshch'),
  ...pairs('ъ ыy ь эe юyu яya ўw јj љlj њnj ђdj ћch џdzh ѓgj ќkj ѕdz'),
  // Arabic, Persian, Dari, Pashto, Urdu, Sorani. Short vowels are not written.
  ...pairs('اa أa إi آa ء بb پp تt ثth جj چch حh خkh دd ذdh رr زz ژzh سs شsh صs ضd طt ظz عa غgh فf ڤv قq كk کk گg'),
  ...pairs('لl ڵl مm نn ڼn هh ھh ەe ةa ىi ێe ۆo ټt ډd ړr ڕr ږg ښsh ګg ڈd ڑr ٹt ںn ہh ےi'),
  // Greek.
  ...pairs('αa βv γg δd εe ζz ηi θth ιi κk λl μm νn ξx οo πp ρr σs ςs τt υi φf χch ψps ωo'),
])

/** Rows of eight syllables each from U+1200 on: Tigrinya and Amharic. */
const ethiopicRows =
  'h l h m s r s sh q q q q b v t ch h h n ny  k k kh kh w  z zh y d d j g g g t ch p ts ts f p'.split(' ')
const ethiopicVowels = ['e', 'u', 'i', 'a', 'e', '', 'o', 'a']

/** Letters that are a consonant at the beginning of a word and mostly a vowel inside. */
const half = new Map([
  ['و', ['w', 'u']],
  ['ي', ['y', 'i']],
  ['ی', ['y', 'i']],
])

const latin = new Map([
  ...pairs('ıi łl đd øo ßss þth ðd əe æae œoe ŋn'),
  // What these letters are for a reader: told apart before the accents go.
  ...pairs('çch čch ćch'),
])

/** A word in lower case and small Latin letters; letters of scripts unknown here stay as they are. */
export function inLatin(word: string): string {
  let text = ''
  for (const letter of word.normalize('NFC').toLowerCase()) {
    const code = letter.codePointAt(0) ?? 0
    const bare = letter.normalize('NFD').replace(/\p{M}|ـ/gu, '')
    const known = knownLetter(letter, text === '') ?? knownLetter(bare, text === '')
    if (known !== undefined) text += known
    else text += code >= 0x1200 && code < 0x1358 ? syllable(code) : bare
  }
  return text
}

const knownLetter = (letter: string, first: boolean): string | undefined =>
  letters.get(letter) ?? latin.get(letter) ?? half.get(letter)?.[first ? 0 : 1]

function syllable(code: number): string {
  const row = ethiopicRows[(code - 0x1200) >> 3] ?? ''
  return row + (ethiopicVowels[(code - 0x1200) & 7] ?? '')
}
