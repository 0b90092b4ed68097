/** The door of texts, numbers and dates. */
export { readCatalogues } from './catalogues.ts'
export type { Month } from './dates.ts'
export { createFormat, type Format } from './format.ts'
export { type Direction, isLocale, type Locale, languages, locales, referenceLocale, staffLocales } from './locales.ts'
export { languageName, languageTags } from './spoken.ts'
export {
  type Catalogues,
  createTranslate,
  type Messages,
  type Text,
  type Translate,
  type TranslateOptions,
  type Value,
  type Values,
} from './translate.ts'
export { type DayIssue, isDayIssue, readTypedDay } from './typedday.ts'
