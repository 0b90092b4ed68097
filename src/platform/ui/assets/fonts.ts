import { readFile } from 'node:fs/promises'
import { type Files, hashOf } from './cache.ts'

/** Weights of the type scale: text, dense row names and lead, headlines. Italic is never used. */
const weights = [
  { weight: 400, file: 'FiraSans-Regular.woff2' },
  { weight: 500, file: 'FiraSans-Medium.woff2' },
  { weight: 600, file: 'FiraSans-SemiBold.woff2' },
] as const

/**
 * The alphabets of the platform's languages, each a file of its own that a browser loads only when a page needs it.
 * `latin` is German and English with the signs of our typography (narrow no-break space, real minus, arrows);
 * `extended` adds Turkish, Kurmanji, Polish, Romanian and the transliterations of names; `cyrillic` Ukrainian, Russian, Bulgarian.
 */
const subsets = [
  {
    name: 'latin',
    range:
      'U+20-7E,U+A0-FF,U+131,U+152-153,U+2C6,U+2DA,U+2DC,U+2009,U+2010-2011,U+2013-2014,U+2018-201A,U+201C-201E,U+2020-2022,U+2026,U+202F,U+2030,U+2039-203A,U+20AC,U+2122,U+2190-2193,U+2212,U+2248,U+2264-2265',
  },
  {
    name: 'extended',
    range: 'U+100-130,U+132-151,U+154-17F,U+18F,U+1CD-1DC,U+1E6-1E7,U+218-21B,U+259,U+2BC,U+1E00-1EFF',
  },
  { name: 'cyrillic', range: 'U+400-45F,U+490-4FF,U+2116' },
] as const

/** Kerning and ligatures, marks on letters, figures of one width and lining figures. Everything else (small capitals, fractions) is dropped. */
const features = ['kern', 'liga', 'calt', 'ccmp', 'locl', 'mark', 'mkmk', 'tnum', 'lnum', 'case']

/** What the result depends on, besides the package. */
export const fontInputs = JSON.stringify([weights, subsets, features])

const source = (file: string): URL => new URL(import.meta.resolve(`@kern-ux/native/dist/fonts/fira-sans/${file}`))

/** The subsets as woff2 and `fonts.css` with a rule for each. Imports the subsetter only when called. */
export async function makeFonts(urlOf: (name: string) => string): Promise<Files> {
  const { default: subset } = await import('subset-font')
  const files: Files = new Map()
  const rules: string[] = []
  for (const { weight, file } of weights) {
    const original = await readFile(source(file))
    for (const { name, range } of subsets) {
      const body = await subset(original, charactersIn(range), {
        targetFormat: 'woff2',
        noHinting: true,
        keepFeatures: features,
      })
      const fileName = `fira-sans-${name}-${weight}.${hashOf(body)}.woff2`
      files.set(fileName, body)
      rules.push(
        `@font-face{font-family:"Fira Sans";font-style:normal;font-weight:${weight};font-display:swap;src:url("${urlOf(fileName)}") format("woff2");unicode-range:${range}}`,
      )
    }
  }
  files.set('fonts.css', Buffer.from(rules.join('\n')))
  return files
}

/** `U+41-43,U+61` → `ABCa`. */
export function charactersIn(range: string): string {
  return range
    .split(',')
    .map((part) => {
      const [from = 0, to = from] = part
        .slice(2)
        .split('-')
        .map((code) => Number.parseInt(code, 16))
      return String.fromCodePoint(...Array.from({ length: to - from + 1 }, (_, index) => from + index))
    })
    .join('')
}
