/**
 * Words that people build passwords from when they must. A password that is one of them with digits and signs around it
 * is tried first by whoever guesses, however long it is.
 */
const words = [
  ...['passwort', 'password', 'kennwort', 'geheim', 'secret', 'zugang', 'anmeldung', 'login', 'willkommen', 'welcome'],
  ...[
    'hallo',
    'hello',
    'start',
    'test',
    'testtest',
    'demo',
    'admin',
    'administrator',
    'benutzer',
    'user',
    'gast',
    'guest',
  ],
  ...['sommer', 'winter', 'herbst', 'fruehling', 'montag', 'dienstag', 'mittwoch', 'donnerstag', 'freitag', 'samstag'],
  ...[
    'januar',
    'februar',
    'maerz',
    'april',
    'mai',
    'juni',
    'juli',
    'august',
    'september',
    'oktober',
    'november',
    'dezember',
  ],
  ...[
    'schatz',
    'liebe',
    'ichliebedich',
    'iloveyou',
    'sonne',
    'sonnenschein',
    'sunshine',
    'engel',
    'blume',
    'schmetterling',
  ],
  ...[
    'fussball',
    'football',
    'schalke',
    'borussia',
    'dortmund',
    'bayern',
    'koeln',
    'muenster',
    'deutschland',
    'germany',
  ],
  ...[
    'kreis',
    'kreishaus',
    'rathaus',
    'stadt',
    'gemeinde',
    'verwaltung',
    'landrat',
    'integration',
    'jobcenter',
    'sozialamt',
  ],
  ...[
    'nahtlos',
    'kommunal',
    'migration',
    'buero',
    'arbeit',
    'computer',
    'internet',
    'dragon',
    'master',
    'monkey',
    'superman',
  ],
  ...[
    'letmein',
    'changeme',
    'qwertz',
    'qwerty',
    'asdf',
    'asdfgh',
    'yxcv',
    'yxcvbn',
    'zxcvbn',
    'abc',
    'abcdef',
    'michael',
    'thomas',
  ],
]

/** Rows of the keyboard, the alphabet and the digits, in which neighbours are no choice. */
const rows = [
  'qwertzuiopü',
  'qwertyuiop',
  'asdfghjklöä',
  'yxcvbnm',
  'zxcvbnm',
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
]

const sorted = [...new Set(words)].sort((one, other) => other.length - one.length)

/** True for a password that a guesser tries first: one sign repeated, a row of keys, or common words with digits around. */
export function isTrivial(password: string): boolean {
  const plain = unmask(password.toLowerCase())
  if (new Set(plain).size < 5) return true
  return rest(plain).length < 4
}

/** What is left when common words, rows of three keys or more, repetitions, digits and signs are taken away. */
function rest(plain: string): string {
  let left = plain
  for (const word of sorted) left = left.replaceAll(word, ' ')
  left = withoutRows(left)
  return left.replace(/(.+?)\1+/g, '$1').replace(/[^a-zäöü]/g, '')
}

function withoutRows(text: string): string {
  let kept = ''
  let index = 0
  while (index < text.length) {
    let end = index + 1
    while (end < text.length && rows.some((row) => inRow(row, text.slice(index, end + 1)))) end++
    kept += end - index >= 3 ? ' ' : text.slice(index, index + 1)
    index = end - index >= 3 ? end : index + 1
  }
  return kept
}

function inRow(row: string, piece: string): boolean {
  return row.includes(piece) || row.includes([...piece].reverse().join(''))
}

/** Signs that stand for letters in the tricks everybody knows. */
export function unmask(text: string): string {
  const masks: Readonly<Record<string, string>> = {
    '@': 'a',
    '4': 'a',
    '3': 'e',
    '1': 'i',
    '!': 'i',
    '0': 'o',
    $: 's',
    '5': 's',
  }
  const umlauts: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ß: 'ss' }
  const letters = [...text].map((sign) => umlauts[sign] ?? sign).join('')
  // Digits at the ends are numbers, inside a word they are masks.
  return letters.replace(/(?<=[a-z])[@431!0$5](?=[a-z])/g, (sign) => masks[sign] ?? sign)
}
