import type { Tx } from '../../../../platform/database/index.ts'
import type { Locale } from '../../../../platform/i18n/index.ts'
import type { TextKey } from '../domain/kinds.ts'
import { tables } from '../tables.ts'
import { shipped, shippedParagraphs } from '../texts/shipped.ts'

/** A text as it holds now: the district's newest edition, or the shipped one. */
export interface CurrentText {
  readonly key: TextKey
  readonly language: Locale
  /** `3` of the district, `2026-11` as shipped. */
  readonly edition: string
  readonly own: boolean
  readonly paragraphs: readonly string[]
  /** The office that checked it; null: nobody did. The shipped German text was checked by those who made the program. */
  readonly reviewedBy: string | null
  readonly reviewed: boolean
  readonly since: Date | null
}

export async function currentText(tx: Tx, key: TextKey, language: Locale): Promise<CurrentText> {
  return (await editionsOf(tx, key, language, 1))[0] ?? shippedText(key, language)
}

export function shippedText(key: TextKey, language: Locale): CurrentText {
  const { edition, reviewed } = shipped[language]
  const paragraphs = shippedParagraphs(key, language)
  return { key, language, edition, own: false, paragraphs, reviewedBy: null, reviewed, since: null }
}

/** The district's editions of a text, newest first. */
export async function editionsOf(tx: Tx, key: TextKey, language: Locale, limit = 50): Promise<readonly CurrentText[]> {
  const rows = await tables(tx)
    .selectFrom('consent_text')
    .select(['edition', 'paragraphs', 'reviewed_by', 'created_at'])
    .where('key', '=', key)
    .where('language', '=', language)
    .orderBy('edition', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    key,
    language,
    edition: String(row.edition),
    own: true,
    paragraphs: row.paragraphs,
    reviewedBy: row.reviewed_by,
    reviewed: row.reviewed_by !== null,
    since: row.created_at,
  }))
}
