import { fold } from '../../../platform/search/index.ts'

/**
 * Keys: the short names that stand in addresses, exports and scenario files. A key never changes, also when the thing
 * is renamed, so that a link from a paper of three years ago still leads there.
 */
export const keyPattern = /^[a-z0-9]+(?:-[a-z0-9]+)*$/
export const keyLength = 60

/** Words of the addresses that stand where a key stands (`/network/organisations/new`). */
const reservedKeys: readonly string[] = ['new', 'export']

export function isKey(text: string): boolean {
  return text.length <= keyLength && keyPattern.test(text) && !reservedKeys.includes(text)
}

/**
 * A key for a new record, from its name and different from those taken: `Jobcenter Kreis Auental` gives
 * `jobcenter-kreis-auental`, the second one `jobcenter-kreis-auental-2`. A name without Latin letters gives `record`.
 */
export function keyFor(name: string, isTaken: (key: string) => boolean): string {
  const stem = shortened(slugOf(name)) || 'record'
  for (let number = 1; ; number++) {
    const key = number === 1 ? stem : `${stem}-${number}`
    if (isKey(key) && !isTaken(key)) return key
  }
}

/** The part of the key that a name gives, before a number is added to tell it from others. */
export function slugOf(name: string): string {
  return fold(name)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
}

/** Leaves room for a number, and cuts between words where it can. */
function shortened(slug: string): string {
  const room = keyLength - 8
  if (slug.length <= room) return slug
  const cut = slug.slice(0, room)
  const end = cut.lastIndexOf('-')
  return end > room / 2 ? cut.slice(0, end) : cut
}
