import type { PaperDocument } from '../model.ts'

/**
 * The few words that a paper brings along. They are in the paper's language and not in the reader's, and a paper is made
 * outside of any request: so they stand here and not in the catalogues.
 */
export interface PaperWords {
  readonly tag: string
  readonly subject: string
  readonly table: (number: number) => string
  readonly source: (sign: string) => string
  readonly sources: string
  readonly page: (page: string, of: string) => string
  readonly quotes: readonly [string, string]
  /** Heard before and after a changed passage, and shown as the key of a comparison. */
  readonly inserted: string
  readonly insertedEnd: string
  readonly deleted: string
  readonly deletedEnd: string
  readonly key: readonly [plain: string, inserted: string, deleted: string]
}

const words: Readonly<Record<PaperDocument['language'], PaperWords>> = {
  de: {
    tag: 'de-DE',
    subject: 'Betreff',
    table: (number) => `Tabelle ${number}`,
    source: (sign) => `Quelle ${sign}`,
    sources: 'Quellen',
    page: (page, of) => `Seite ${page} von ${of}`,
    quotes: ['„', '“'],
    inserted: 'neu: ',
    insertedEnd: ' (Ende neu) ',
    deleted: 'gestrichen: ',
    deletedEnd: ' (Ende gestrichen) ',
    key: ['Vergleich: ', 'neu', 'gestrichen'],
  },
  en: {
    tag: 'en-GB',
    subject: 'Subject',
    table: (number) => `Table ${number}`,
    source: (sign) => `Source ${sign}`,
    sources: 'Sources',
    page: (page, of) => `Page ${page} of ${of}`,
    quotes: ['“', '”'],
    inserted: 'new: ',
    insertedEnd: ' (end of new) ',
    deleted: 'deleted: ',
    deletedEnd: ' (end of deleted) ',
    key: ['Comparison: ', 'new', 'deleted'],
  },
}

export const wordsOf = (paper: Pick<PaperDocument, 'language'>): PaperWords => words[paper.language]

/** The number of a page for who reads the second column of a paper in two languages. Translations that nobody has reviewed. */
const pages: Readonly<Record<string, PaperWords['page']>> = {
  en: words.en.page,
  uk: (page, of) => `Сторінка ${page} з ${of}`,
  ru: (page, of) => `Страница ${page} из ${of}`,
  ar: (page, of) => `صفحة ${page} من ${of}`,
  fa: (page, of) => `صفحهٔ ${page} از ${of}`,
  tr: (page, of) => `Sayfa ${page} / ${of}`,
  ku: (page, of) => `Rûpel ${page} / ${of}`,
  ro: (page, of) => `Pagina ${page} din ${of}`,
  bg: (page, of) => `Страница ${page} от ${of}`,
  pl: (page, of) => `Strona ${page} z ${of}`,
  fr: (page, of) => `Page ${page} sur ${of}`,
}

export const pagesIn = (language: string): PaperWords['page'] | undefined => pages[language]
