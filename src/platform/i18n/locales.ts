/**
 * The languages of the platform. Staff pages exist in German and English; the other languages serve public pages.
 * German is the reference: a text that a language lacks is shown in German and marked as German.
 */
export type Locale = 'de' | 'en' | 'uk' | 'ru' | 'ar' | 'fa' | 'tr' | 'ku' | 'ro' | 'bg' | 'pl' | 'fr'

export type Direction = 'ltr' | 'rtl'

interface Language {
  /** The language's name in itself: people look for their own word. */
  readonly name: string
  readonly direction: Direction
  /** BCP 47 tag for Intl: Western digits and the Gregorian calendar everywhere, so that numbers match the papers people hold. */
  readonly tag: string
}

export const languages: Readonly<Record<Locale, Language>> = {
  de: { name: 'Deutsch', direction: 'ltr', tag: 'de-DE' },
  en: { name: 'English', direction: 'ltr', tag: 'en-GB' },
  uk: { name: 'Українська', direction: 'ltr', tag: 'uk-UA' },
  ru: { name: 'Русский', direction: 'ltr', tag: 'ru-RU' },
  ar: { name: 'العربية', direction: 'rtl', tag: 'ar-u-ca-gregory-nu-latn' },
  fa: { name: 'فارسی / دری', direction: 'rtl', tag: 'fa-u-ca-gregory-nu-latn' },
  tr: { name: 'Türkçe', direction: 'ltr', tag: 'tr-TR' },
  ku: { name: 'Kurmancî', direction: 'ltr', tag: 'ku-TR' },
  ro: { name: 'Română', direction: 'ltr', tag: 'ro-RO' },
  bg: { name: 'Български', direction: 'ltr', tag: 'bg-BG' },
  pl: { name: 'Polski', direction: 'ltr', tag: 'pl-PL' },
  fr: { name: 'Français', direction: 'ltr', tag: 'fr-FR' },
}

export const locales = Object.keys(languages) as readonly Locale[]

/** Languages of the pages for staff. */
export const staffLocales = ['de', 'en'] as const satisfies readonly Locale[]

export const referenceLocale: Locale = 'de'

export function isLocale(text: string): text is Locale {
  return Object.hasOwn(languages, text)
}

export function direction(locale: Locale): Direction {
  return languages[locale].direction
}

/** The BCP 47 tag that Intl formats this language with. */
export function tagOf(locale: Locale): string {
  return languages[locale].tag
}
