import { createFormat, createTranslate, readCatalogues } from '../../../platform/i18n/index.ts'
import { languageName } from '../../people/index.ts'
import type { Words } from './domain/content.ts'

const translate = createTranslate('de', await readCatalogues([new URL('../', import.meta.url)]))
const format = createFormat('de')

/** What offices share is German, whatever language whoever prepares it works in. */
export const germanWords: Words = Object.assign(
  (key: string, values?: Readonly<Record<string, string | number>>) => translate(`cases.sharing.words.${key}`, values),
  { language: (tag: string) => languageName(tag, 'de'), day: format.day },
)

/** A text of the room in German. */
export const german = translate
export const germanFormat = format
