/**
 * Languages that people speak whom the offices meet, by BCP 47: those of integration management's lists, so that a choice
 * stays short. Their names come from the Unicode CLDR, which the runtime knows.
 */
export const languageTags = [
  'am',
  'ar',
  'az',
  'bg',
  'bn',
  'bs',
  'ckb',
  'cs',
  'de',
  'el',
  'en',
  'es',
  'fa',
  'fr',
  'hr',
  'hu',
  'hy',
  'it',
  'ka',
  'kmr',
  'lt',
  'lv',
  'mk',
  'om',
  'pa',
  'pl',
  'prs',
  'ps',
  'pt',
  'ro',
  'rom',
  'ru',
  'sk',
  'so',
  'sq',
  'sr',
  'sw',
  'ta',
  'ti',
  'tr',
  'tw',
  'uk',
  'ur',
  'vi',
  'zh',
] as const

/** Where the runtime's name would be mistaken for another's: two written languages are called Kurdish. */
const ownNames: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  kmr: { de: 'Kurdisch (Kurmandschi)', en: 'Kurdish (Kurmanji)' },
  ckb: { de: 'Kurdisch (Sorani)', en: 'Kurdish (Sorani)' },
  fa: { de: 'Persisch (Farsi)', en: 'Persian (Farsi)' },
}

const namesIn = new Map<string, Intl.DisplayNames>()

function namesFor(locale: string): Intl.DisplayNames {
  const names = namesIn.get(locale) ?? new Intl.DisplayNames(locale, { type: 'language' })
  namesIn.set(locale, names)
  return names
}

/** The name of a language in another: `languageName('ar', 'de')` is "Arabisch". An unknown tag is its own name. */
export function languageName(tag: string, locale: string): string {
  return ownNames[tag]?.[locale] ?? namesFor(locale).of(tag) ?? tag
}
