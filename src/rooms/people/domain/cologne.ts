/**
 * Kölner Phonetik: German names by their sound, as digits. Rules after H. J. Postel, Die Kölner Phonetik, IBM-Nachrichten
 * 19 (1969), 925–931.
 */
export function colognePhonetics(word: string): string {
  const letters = word
    .toLowerCase()
    .replace(/[äöüß]/g, (letter) => ({ ä: 'a', ö: 'o', ü: 'u', ß: 's' })[letter] ?? letter)
    .replace(/[^a-z]/g, '')
  let digits = ''
  for (let at = 0; at < letters.length; at++)
    digits += digitsOf(letters.charAt(at), letters.charAt(at - 1), letters.charAt(at + 1), at === 0)
  const once = digits.replace(/(.)\1+/g, '$1')
  return once.slice(0, 1) + once.slice(1).replaceAll('0', '')
}

const isIn = (letter: string, set: string) => letter !== '' && set.includes(letter)

const plain: Readonly<Record<string, string>> = {
  ...Object.fromEntries([...'aeijouy'].map((letter) => [letter, '0'])),
  b: '1',
  f: '3',
  v: '3',
  w: '3',
  g: '4',
  k: '4',
  q: '4',
  l: '5',
  m: '6',
  n: '6',
  r: '7',
  s: '8',
  z: '8',
}

function digitsOf(letter: string, before: string, after: string, first: boolean): string {
  switch (letter) {
    case 'p':
      return after === 'h' ? '3' : '1'
    case 'd':
    case 't':
      return isIn(after, 'csz') ? '8' : '2'
    case 'c':
      if (first) return isIn(after, 'ahkloqrux') ? '4' : '8'
      return isIn(after, 'ahkoqux') && !isIn(before, 'sz') ? '4' : '8'
    case 'x':
      return isIn(before, 'ckq') ? '8' : '48'
    default:
      return plain[letter] ?? ''
  }
}
