import { fold } from '../../search/index.ts'

/** How words of a list are compared: `Lfd.-Nr.:` and `lfd nr` are the same, without case, accents and signs. */
export const wordForm = (text: string): string =>
  fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

const yes = new Set(['ja', 'j', 'x', 'wahr', 'true', 'yes', '1'])
const no = new Set(['nein', 'n', 'falsch', 'false', 'no', '0', ''])

export function yesOrNo(text: string): boolean | undefined {
  const word = wordForm(text)
  return yes.has(word) ? true : no.has(word) ? false : undefined
}

/** Rows that add up what stands above. */
export const isTotal = (text: string): boolean =>
  /^(summe|gesamt|insgesamt|anzahl|zusammen|total)\b/.test(wordForm(text))

/** Codes by every word that offices write for them. */
export function codesByWord<Code>(
  words: readonly (readonly [code: Code, ...words: string[]])[],
): (text: string) => Code | undefined {
  const codes = new Map(words.flatMap(([code, ...of]) => of.map((word) => [wordForm(word), code] as const)))
  return (text) => codes.get(wordForm(text))
}
