import {
  createFormat,
  createTranslate,
  type Format,
  readCatalogues,
  type Translate,
} from '../../platform/i18n/index.ts'

export type Language = 'de' | 'en'

export interface Words {
  readonly t: Translate
  readonly format: Format
}

/** German, unless the environment asks for English. The order is that of POSIX. */
export function languageOf(env: Readonly<Record<string, string | undefined>>): Language {
  const wanted = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || ''
  return wanted.startsWith('en') ? 'en' : 'de'
}

/** The texts of this command in a language. */
export async function wordsIn(language: Language): Promise<Words> {
  const catalogues = await readCatalogues([new URL('.', import.meta.url)])
  return { t: createTranslate(language, catalogues), format: createFormat(language) }
}
