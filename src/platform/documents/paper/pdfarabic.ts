/**
 * What a reader of the file finds in texts in Arabic letters; what is seen stays as it is. Lines are drawn from left to right, so
 * that a voice would read them backwards: each passage is given its text in the order in which it is read. And letters of the
 * Arabic font are drawn as a body and their dots, of which Typst names both (`ق` is found as `قق`): what has no width of its own
 * loses its name.
 */
import { deflateSync, inflateSync } from 'node:zlib'
import { numberIn, type Objects, objectOf, streamOf } from './pdfobjects.ts'

const family = 'NotoSansArabic'

/** Passages that run from right to left, in the order of the paper; all of one language. */
export interface RightToLeft {
  readonly language: string
  readonly texts: readonly string[]
}

/** Newer versions of the pages that draw Arabic letters, and of the elements that hold the passages. */
export function arabicAsRead(objects: Objects, passages: RightToLeft | undefined): Map<number, Buffer> {
  const changed = passages ? spoken(objects, passages) : new Map<number, Buffer>()
  const fonts = arabicFonts(objects)
  if (fonts.size === 0) return changed
  for (const page of objects.values()) {
    if (!/\/Type \/Page\n/.test(page)) continue
    const here = new Map(
      [...page.matchAll(/\/(f\d+) (\d+) 0 R/g)].flatMap(([, name = '', number]) => {
        const widths = fonts.get(Number(number))
        return widths ? [[name, widths] as const] : []
      }),
    )
    if (here.size === 0) continue
    const contents = numberIn(page, /\/Contents (\d+) 0 R/)
    const drawn = inflateSync(Buffer.from(streamOf(objectOf(objects, contents)), 'latin1')).toString('latin1')
    const stream = deflateSync(
      Buffer.from(
        drawn.replace(/BT\n(.*?)\nET\n/gs, (text) => unnamed(text, here)),
        'latin1',
      ),
    )
    const head = `<<\n/Length ${stream.length}\n/Filter /FlateDecode\n>>\nstream\n`
    changed.set(contents, Buffer.concat([Buffer.from(head), stream, Buffer.from('\nendstream')]))
  }
  return changed
}

/** The elements of the passages, each with its text. Throws when there are not as many as passages: a text beside another's would lie. */
function spoken(objects: Objects, { language, texts }: RightToLeft): Map<number, Buffer> {
  const elements = [...objects].filter(
    ([, body]) => body.includes('/StructElem') && body.includes(`/Lang (${language})`),
  )
  if (elements.length !== texts.length)
    throw new Error(`The PDF has ${elements.length} passages in ${language} for ${texts.length} texts`)
  return new Map(
    elements.map(([number, body], index) => {
      const said = Buffer.from(`\ufeff${texts[index]}`, 'utf16le').swap16().toString('hex').toUpperCase()
      return [
        number,
        Buffer.from(body.replace('/Type /StructElem', `/Type /StructElem\n  /ActualText <${said}>`), 'latin1'),
      ]
    }),
  )
}

/** Glyphs of a font that have a width. */
type Widths = ReadonlySet<number>

/** By the number of the font's object. */
function arabicFonts(objects: Objects): Map<number, Widths> {
  const fonts = new Map<number, Widths>()
  for (const [number, body] of objects) {
    if (!body.includes('/Subtype /Type0') || !body.includes(`+${family}`)) continue
    const descendant = objectOf(objects, numberIn(body, /\/DescendantFonts \[(\d+) 0 R\]/))
    fonts.set(number, widthsIn(/\/W \[(.*)\]/s.exec(descendant)?.[1] ?? ''))
  }
  return fonts
}

/** `2 2 1011 5 7 299`: from, to, width; what is not listed has none. */
function widthsIn(list: string): Widths {
  const widths = new Set<number>()
  const numbers = list.trim().split(/\s+/).map(Number)
  for (let index = 0; index + 2 < numbers.length; index += 3) {
    const [from = 0, to = -1, width = 0] = numbers.slice(index, index + 3)
    if (width > 0) for (let glyph = from; glyph <= to; glyph++) widths.add(glyph)
  }
  return widths
}

/** A text object that draws nothing but marks says nothing; any other stays. */
function unnamed(text: string, fonts: ReadonlyMap<string, Widths>): string {
  const widths = fonts.get(/\/(f\d+) [\d.]+ Tf/.exec(text)?.[1] ?? '')
  if (!widths) return text
  const glyphs = [...text.matchAll(/\(((?:\\[\s\S]|[^\\)])*)\)/g)].flatMap(([, string = '']) => glyphsIn(string))
  if (glyphs.length === 0 || glyphs.some((glyph) => widths.has(glyph))) return text
  if (text.includes('/ActualText')) return text.replace(/\/ActualText <[0-9A-F]*>/, '/ActualText <FEFF>')
  return text.replace('BT\n', 'BT\n/Span <<\n  /ActualText <FEFF>\n>> BDC\n').replace(/\nET\n$/, '\nEMC\nET\n')
}

const escapes: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, b: 8, f: 12 }

/** The glyphs of a string as it stands in a page, two bytes each; 0 is the box for a letter that the font does not have. */
export function glyphsIn(string: string): number[] {
  const bytes = [...string.matchAll(/\\([0-7]{1,3})|\\([\s\S])|([\s\S])/g)].map(([, octal, escaped, plain]) =>
    octal !== undefined
      ? Number.parseInt(octal, 8)
      : escaped !== undefined
        ? (escapes[escaped] ?? escaped.charCodeAt(0))
        : (plain ?? '').charCodeAt(0),
  )
  return Array.from({ length: Math.floor(bytes.length / 2) }, (_, index) => {
    const [high = 0, low = 0] = bytes.slice(index * 2)
    return high * 256 + low
  })
}
