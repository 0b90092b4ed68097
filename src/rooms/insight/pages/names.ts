import type { Locale } from '../../../platform/i18n/index.ts'
import type { Directory } from '../directory.ts'
import { officeInDative } from '../domain/german.ts'

/** Names of what the figures speak of by key. A key that the directory no longer has is shown as such, never hidden. */

export function sidesOf(directory: Directory, key: string): { readonly from: string; readonly to: string } {
  const entry = directory.interfaces.get(key)
  return entry ? { from: entry.from, to: entry.to } : { from: key, to: '?' }
}

/** `Sozialamt der Gemeinde → Jobcenter`, for drawings and files. */
export function pathText(directory: Directory, key: string): string {
  const { from, to } = sidesOf(directory, key)
  return `${from} → ${to}`
}

/** `AsylbLG → SGB II`; empty when neither side has a jurisdiction. */
export function lawText(directory: Directory, key: string): string {
  const entry = directory.interfaces.get(key)
  const laws = [entry?.fromLaw, entry?.toLaw].filter((law) => law)
  return entry && laws.length === 2 && laws[0] === laws[1] ? (laws[0] as string) : laws.join(' → ')
}

export function townName(directory: Directory, key: string | null, unknown: string): string {
  return key === null ? unknown : (directory.towns.get(key)?.name ?? key)
}

/** Both sides as they stand after "zwischen" in a sentence of the page's language. */
export function sidesInSentence(directory: Directory, key: string, locale: Locale): { from: string; to: string } {
  const { from, to } = sidesOf(directory, key)
  return locale === 'de' ? { from: officeInDative(from), to: officeInDative(to) } : { from, to }
}
