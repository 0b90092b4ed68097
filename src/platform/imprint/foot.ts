import { localeFor, textPages } from './texts.ts'

/** The links that law and decency ask for on every page of a district, in the language of its reader as far as there is one. */
export const imprintLinks = (locale: string) =>
  textPages.map((page) => ({ path: `/${localeFor(locale)}/${page}`, label: `page.${page}` }))
