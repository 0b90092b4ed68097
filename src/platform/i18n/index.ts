export { flatten, readCatalogues } from './catalogues.ts'
export {
  formatDay,
  formatDayShort,
  formatInstant,
  formatMonth,
  formatMonthName,
  formatMonthShort,
  formatPeriod,
  formatRange,
  formatTime,
  type Month,
} from './dates.ts'
export { createFormat, type Format } from './format.ts'
export {
  type Direction,
  direction,
  isLocale,
  type Locale,
  languages,
  locales,
  referenceLocale,
  staffLocales,
  tagOf,
} from './locales.ts'
export { formatChange, formatFactor, formatNumber, formatPercent } from './numbers.ts'
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
