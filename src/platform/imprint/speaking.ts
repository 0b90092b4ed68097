import type { Tenant } from '../database/index.ts'
import { type Catalogues, createFormat, createTranslate, readCatalogues } from '../i18n/index.ts'
import type { Facts } from './facts.ts'
import { type ComposedText, composeText, factsWith, type TextLocale, type TextPage } from './texts.ts'

let catalogues: Promise<Catalogues> | undefined

/**
 * The text of a page in a language of its own, whatever the language of who asks: an administrator reads German and looks at
 * the English text. Reads this part's texts once.
 */
export async function speakText(
  page: TextPage,
  locale: TextLocale,
  own: string | null,
  facts: Facts,
  tenant: Pick<Tenant, 'demo' | 'land' | 'name'>,
): Promise<ComposedText> {
  catalogues ??= readCatalogues([new URL('./', import.meta.url)])
  const t = createTranslate(locale, await catalogues)
  return composeText(page, own, factsWith(facts, tenant), t, createFormat(locale))
}
