import { languageName, languageTags } from '../../../../platform/i18n/index.ts'
import { Select, useRender } from '../../../../platform/ui/index.ts'

/** The language in which it is needed; empty for none in particular. */
export function NeedLanguage() {
  const { t, locale } = useRender()
  const options = languageTags
    .map((tag) => ({ value: tag, label: languageName(tag, locale) }))
    .sort((one, other) => one.label.localeCompare(other.label, locale))
  return <Select name="language" optional empty={t('cases.need.any-language')} options={options} />
}
