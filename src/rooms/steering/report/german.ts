import { createFormat, createTranslate, readCatalogues } from '../../../platform/i18n/index.ts'

/** Papers are German, whatever language the person works in who has them drafted: so is the office's language (§ 23 VwVfG NRW). */
export const german = createTranslate('de', await readCatalogues([new URL('../', import.meta.url)]))
export const germanFormat = createFormat('de')
