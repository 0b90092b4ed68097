/** Making what is put before a person: the texts that hold now, with the places filled, in German and in their language. */
import type { Day } from '../../../kernel/day.ts'
import type { Tx } from '../../../platform/database/index.ts'
import { createFormat, type Locale, languages } from '../../../platform/i18n/index.ts'
import type { DataCategory } from '../domain/kinds.ts'
import type { Purpose, TextKey } from './domain/kinds.ts'
import { type Editions, isolated, type Pair, type Place, pairsOf } from './domain/wording.ts'
import { currentText } from './queries/texts.ts'
import { shipped } from './texts/shipped.ts'

export interface Filled {
  /** Names of offices stay as they are written on the door, in every language. */
  readonly issuer: string
  readonly recipient: string
  readonly purpose: Purpose
  readonly categories: readonly DataCategory[]
  readonly validUntil: Day | null
}

export interface Composed {
  readonly wording: readonly Pair[]
  readonly editions: Editions
}

/** A text in German and, unless that is German too, beside it in the person's language. */
export async function composeText(
  tx: Tx,
  key: TextKey,
  language: Locale,
  filled: Partial<Filled> & Pick<Filled, 'issuer'>,
): Promise<Composed> {
  const german = await currentText(tx, key, 'de')
  const other = language === 'de' ? null : await currentText(tx, key, language)
  return {
    wording: pairsOf(
      { paragraphs: german.paragraphs, values: valuesIn('de', filled) },
      other && { paragraphs: other.paragraphs, values: valuesIn(language, filled) },
    ),
    editions: {
      german: german.edition,
      other: other?.edition ?? null,
      otherReviewed: other?.reviewed ?? true,
    },
  }
}

function valuesIn(language: Locale, filled: Partial<Filled>): Readonly<Record<Place, string>> {
  const { purposes, categories } = shipped[language]
  const { issuer = '', recipient = '', purpose, validUntil } = filled
  const { direction } = languages[language]
  return {
    issuer: isolated(issuer, direction),
    recipient: isolated(recipient, direction),
    purpose: purpose ? purposes[purpose] : '',
    categories: (filled.categories ?? []).map((category) => categories[category]).join(listed(language)),
    until: validUntil ? createFormat(language).day(validUntil) : '',
  }
}

/** What stands between the parts of a list: languages in Arabic letters have a comma of their own. */
export const listed = (language: Locale): string => (languages[language].direction === 'rtl' ? '، ' : ', ')
