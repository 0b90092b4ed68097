import { inflateSync } from 'node:zlib'
import { beforeAll, describe, expect, test } from 'vitest'
import type { PaperDocument } from '../model.ts'
import { aPaper } from '../testing.ts'
import { toPdf } from './pdf.ts'
import { glyphsIn } from './pdfarabic.ts'
import { objectsOf, streamOf } from './pdfobjects.ts'

/** Letters that the alphabets do not share, and a sentence with a code, an office and a norm in Latin letters. */
const passages = {
  ar: [
    'الموافقة على نقل البيانات: ء آ أ ؤ إ ئ ة ى ً ٌ ٍ َ ُ ِ ّ ْ، ؛ ؟',
    'الشخص P-7K3M9Q لدى \u2068Jobcenter Kreis Auental\u2069 (§ 67d SGB X) حتى 16.11.2027',
  ],
  fa: ['رضایت به انتقال: پ چ ژ گ ک ی هٔ', 'می‌شود ۀ'],
  ckb: ['ڕ ڵ ێ ۆ ە ڤ گ چ پ ژ'],
  ur: ['ٹ ڈ ڑ ں ھ ہ ے ۓ ؤ ۂ ۔'],
  ps: ['ټ ډ ړ ږ ښ ڼ ځ څ ګ ۍ ې ۀ'],
} as const

const beside = (language: string, texts: readonly string[]): PaperDocument =>
  aPaper({
    sources: [],
    blocks: [
      {
        kind: 'parallel',
        language,
        direction: 'rtl',
        rows: texts.flatMap((other) => [
          { kind: 'heading', own: 'Überschrift', other },
          { kind: 'item', own: 'Punkt', other },
          { kind: 'detail', own: 'dazu', other },
          { kind: 'line', own: 'Unterschrift', other: '' },
        ]),
      },
    ],
  })

interface Read {
  readonly file: string
  readonly drawn: string
}

async function read(paper: PaperDocument): Promise<Read> {
  const bytes = await toPdf(paper)
  const objects = objectsOf(bytes)
  const pages = [...objects.values()].flatMap((body) => /\/Contents (\d+) 0 R/.exec(body)?.[1] ?? [])
  return {
    file: Buffer.from(bytes).toString('latin1'),
    drawn: pages
      .map((page) => inflateSync(Buffer.from(streamOf(objects.get(Number(page)) ?? ''), 'latin1')).toString('latin1'))
      .join('\n'),
  }
}

/** What is said in place of what is drawn. */
const said = (text: string): string[] =>
  [...text.matchAll(/\/ActualText <FEFF([0-9A-F]*)>/g)].map(([, hex = '']) =>
    Buffer.from(hex, 'hex').swap16().toString('utf16le'),
  )

describe.each(Object.entries(passages))('a paper in German and %s', (language, texts) => {
  let made: Read
  beforeAll(async () => {
    made = await read(beside(language, texts))
  })

  test('has the letters with it, and no box in place of one', () => {
    expect(made.file).toMatch(/\/BaseFont \/[A-Z]{6}\+NotoSansArabic-Regular/)
    expect(made.file).toMatch(/\/BaseFont \/[A-Z]{6}\+NotoSansArabic-SemiBold/)
    const shown = [...made.drawn.matchAll(/\(((?:\\[\s\S]|[^\\)])*)\)/g)].flatMap(([, string = '']) => glyphsIn(string))
    expect(shown.length).toBeGreaterThan(20)
    expect(shown).not.toContain(0)
  })

  test('names its language and says each passage in the order in which it is read', () => {
    expect(made.file).toContain(`/Lang (${language})`)
    expect(said(made.file)).toEqual(texts.flatMap((text) => [text, text, text]))
  })
})

test('dots have no name beside that of their letter', async () => {
  const { drawn } = await read(beside('ar', ['قق']))
  expect(said(drawn).filter((text) => text === '').length).toBeGreaterThanOrEqual(6)
  expect(said(drawn).filter((text) => text === 'ق')).toEqual([])
})

test('a name in Arabic letters is set in a German sentence too', async () => {
  const { file, drawn } = await read(aPaper({ sources: [], blocks: [{ kind: 'paragraph', text: ['Person: محمد'] }] }))
  expect(file).toContain('+NotoSansArabic-Regular')
  const shown = [...drawn.matchAll(/\(((?:\\[\s\S]|[^\\)])*)\)/g)].flatMap(([, string = '']) => glyphsIn(string))
  expect(shown).not.toContain(0)
})
