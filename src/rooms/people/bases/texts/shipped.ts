/** The texts that the program brings along, in all languages of the public pages. */
import { isLocale, type Locale, locales } from '../../../../platform/i18n/index.ts'
import type { TextKey } from '../domain/kinds.ts'
import { ar } from './ar.ts'
import { bg } from './bg.ts'
import { de } from './de.ts'
import { en } from './en.ts'
import { fa } from './fa.ts'
import { fr } from './fr.ts'
import { ku } from './ku.ts'
import type { Shipped } from './model.ts'
import { pl } from './pl.ts'
import { ro } from './ro.ts'
import { ru } from './ru.ts'
import { tr } from './tr.ts'
import { uk } from './uk.ts'

export const shipped: Readonly<Record<Locale, Shipped>> = { de, en, uk, ru, ar, fa, tr, ku, ro, bg, pl, fr }

/** The paragraphs of a text as it is shipped. */
export function shippedParagraphs(key: TextKey, language: Locale): readonly string[] {
  const { both, information, ...own } = shipped[language]
  if (key === 'information') return information
  const { title, agree, only, basis } = own[key]
  const { purpose, until, voluntaryTitle, voluntary, revokeTitle, revoke } = both
  return [title, agree, purpose, only, until, voluntaryTitle, voluntary, revokeTitle, revoke, basis]
}

/** Languages that people name otherwise than the texts do: Kurmanji is the Kurdish of the public pages, Dari reads Farsi. */
const readAs: Readonly<Record<string, Locale>> = { kmr: 'ku', prs: 'fa' }

/**
 * The language of the forms for somebody who speaks these (BCP 47, the preferred one first): German where none of them has
 * texts, and then the talk needs an interpreter.
 */
export function textLanguageOf(languages: readonly string[]): Locale {
  for (const tag of languages) {
    const base = tag.split('-')[0] ?? tag
    const known = readAs[base] ?? base
    if (isLocale(known)) return known
  }
  return 'de'
}

export const textLanguages = locales
