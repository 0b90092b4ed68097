import { createFormat, createTranslate, readCatalogues } from '../../../platform/i18n/index.ts'

/**
 * Sheets and minutes that leave as files are German, whatever language the person works in: what is kept for good must not
 * depend on who pressed the button.
 */
export const german = createTranslate('de', await readCatalogues([new URL('../', import.meta.url)]))
export const germanFormat = createFormat('de')
