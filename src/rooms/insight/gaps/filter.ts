import { type Filter, printFilter } from '../domain/filter.ts'

/** In an address: needs for which no particular language is needed. */
export const noLanguage = 'none'

/** What the reader of gaps looks at: the filter of the Lagebild without jurisdictions, and a language. */
export interface GapFilter extends Filter {
  /** A tag, `none`, or null for all. */
  readonly language: string | null
}

/** The language of an address; `unknown` holds what could not be used. */
export function readLanguage(
  query: URLSearchParams,
  known: ReadonlySet<string>,
): { readonly language: string | null; readonly unknown: string | null } {
  const value = query.get('language') || null
  if (value === null || value === noLanguage || known.has(value)) return { language: value, unknown: null }
  return { language: null, unknown: value.slice(0, 40) }
}

/** The filter as the part of an address after the path. */
export function printGapFilter(filter: GapFilter, more: Readonly<Record<string, string>> = {}): string {
  return printFilter(filter, { ...(filter.language !== null && { language: filter.language }), ...more })
}
