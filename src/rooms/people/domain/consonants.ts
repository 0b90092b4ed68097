/**
 * What is left of a name when everything is taken off in which its spellings differ: vowels, doubled letters, and which
 * letters an office chose for a sound. Mohammed, Muhammad, Mehmet and محمد all give `mhmt`; Oleksandr, Alexander and
 * Олександр give `alksntr`. A letter that stands for several sounds gives several forms: `ch` is the one of Chaled
 * (Khaled) or the one of Chakib (Shakib).
 */

/** Several letters before one. Each line: what is read, and what it may stand for. */
const sounds: readonly (readonly [string, readonly string[]])[] = [
  ['shch', ['s']],
  ['tsch', ['s']],
  ['dsch', ['j']],
  ['dzh', ['j']],
  ['sch', ['s']],
  ['tch', ['s']],
  ['dj', ['j']],
  ['dz', ['s']],
  ['ch', ['s', 'h']],
  ['sh', ['s']],
  ['sz', ['s']],
  ['cz', ['s']],
  ['zh', ['s']],
  ['kh', ['h']],
  ['gh', ['g']],
  ['ph', ['f']],
  ['th', ['t']],
  ['dh', ['t']],
  ['ck', ['k']],
  ['ts', ['s']],
  ['tz', ['s']],
  ['b', ['p']],
  ['p', ['p']],
  ['d', ['t']],
  ['t', ['t']],
  ['f', ['f']],
  // Ukrainian h is Russian g: Olha and Olga, Ihor and Igor.
  ['g', ['g', 'h']],
  ['k', ['k']],
  ['q', ['k']],
  ['l', ['l']],
  ['m', ['m']],
  ['n', ['n']],
  ['r', ['r']],
  ['s', ['s']],
  ['z', ['s']],
  // Kurdish x is kh.
  ['x', ['ks', 'h', 's']],
]

const vowels = 'aeiouy'
const mostForms = 12

/** The forms of a word in Latin letters (see `inLatin`); none for a word without any of them. */
export function consonantForms(word: string): readonly string[] {
  const text = word.replace(/[^a-z]/g, '').replace(/(.)\1+/g, '$1')
  let forms = ['']
  for (let at = 0; at < text.length; ) {
    const [read, may] = soundAt(text, at)
    const next = forms.flatMap((form) => may.map((sound) => form + sound))
    forms = [...new Set(next)].slice(0, mostForms)
    at += read
  }
  // Abd al-Rahman, Abdulrahman, Abderrahman: the l of the article turns into the next letter.
  const assimilated = forms.filter((form) => /^aptl[rsnt]/.test(form)).map((form) => `apt${form.slice(4)}`)
  return [...new Set([...forms, ...assimilated])].filter((form) => form !== '').slice(0, mostForms)
}

/** How many letters are read here, and what they may stand for. */
function soundAt(text: string, at: number): readonly [number, readonly string[]] {
  const letter = text.charAt(at)
  const next = text.charAt(at + 1)
  if (at === 0 && (letter === 'j' || letter === 'y') && vowels.includes(next))
    // Jelena and Elena, Yevhen and Evgeny.
    return next === 'e' ? [2, ['j', 'a']] : [1, ['j']]
  if (vowels.includes(letter)) return [1, [at === 0 ? 'a' : '']]
  if (letter === 'j') return [1, vowels.includes(next) && next !== '' ? ['j', ''] : ['']]
  if (letter === 'v' || letter === 'w') return [1, at === 0 ? ['v'] : ['v', '']]
  const known = sounds.find(([letters]) => text.startsWith(letters, at))
  if (known) return [known[0].length, known[1]]
  if (letter === 'h') return [1, at === text.length - 1 ? ['', 'h'] : ['h']]
  if (letter === 'c') return [1, 'eiy'.includes(next) && next !== '' ? ['s', 'k'] : ['k']]
  return [1, ['']]
}
