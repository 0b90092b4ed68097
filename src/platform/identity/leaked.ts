import { unmask } from './trivial.ts'

/**
 * Passwords that were found in leaks, most used first: the list of the package @zxcvbn-ts/language-common (MIT), read on
 * this machine, so that no part of a password is ever sent anywhere. Loaded at the first new password and kept: 49,233
 * entries, 55 ms and 5 MB once, then less than 0.05 ms a password. Most are shorter than we allow; guessers lengthen them, so
 * an entry with digits and signs around it and two entries side by side count too.
 */
let loaded: Promise<ReadonlySet<string>> | undefined

/** True for a password from a leak, for one with digits or signs at its ends, and for two of them side by side. */
export async function isLeaked(password: string): Promise<boolean> {
  loaded ??= load()
  const list = await loaded
  const plain = password.toLowerCase()
  const letters = unmask(plain).replace(/[^a-z0-9]/g, '')
  return [plain, withoutEnds(plain), letters, withoutEnds(letters)].some((form) => isListed(list, form))
}

async function load(): Promise<ReadonlySet<string>> {
  const { dictionary } = await import('@zxcvbn-ts/language-common')
  return new Set(dictionary['passwords-common'])
}

/** Shorter entries are part of many words. */
const shortestPart = 4

function isListed(list: ReadonlySet<string>, form: string): boolean {
  if (list.has(form)) return true
  for (let cut = shortestPart; cut <= form.length - shortestPart; cut++)
    if (list.has(form.slice(0, cut)) && list.has(form.slice(cut))) return true
  return false
}

const withoutEnds = (text: string): string => text.replace(/^[^a-zäöüß]+|[^a-zäöüß]+$/g, '')
