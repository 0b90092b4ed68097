import {
  type Catalogues,
  createTranslate,
  type Locale,
  readCatalogues,
  type Translate,
} from '../../../../platform/i18n/index.ts'

let texts: Promise<Catalogues> | undefined

/** The room's words in the language of a slip, whatever language the page itself is in. Read once. */
export async function wordsIn(locale: Locale): Promise<Translate> {
  texts ??= readCatalogues([new URL('../../', import.meta.url)])
  return createTranslate(locale, await texts)
}
