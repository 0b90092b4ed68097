import { createTranslate, languages, locales, readCatalogues } from '../../../../../platform/i18n/index.ts'
import { useRender } from '../../../../../platform/ui/index.ts'

/** The texts for guests in every language, for the projector that all of them look at. */
const catalogues = await readCatalogues([new URL('../../../', import.meta.url)])
const spoken = new Map(locales.map((locale) => [locale, createTranslate(locale, catalogues)]))

/** A text for guests in all languages but that of the page, each marked as such. */
export function InOtherLanguages({ text }: { text: `steering.conference.${string}` }) {
  const { locale } = useRender()
  return (
    <ul className="nl-spoken">
      {locales
        .filter((one) => one !== locale)
        .map((one) => (
          <li key={one} lang={one} dir={languages[one].direction}>
            {spoken.get(one)?.(text)}
          </li>
        ))}
    </ul>
  )
}
