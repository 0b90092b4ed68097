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
