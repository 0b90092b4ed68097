import { hash, verify } from '@node-rs/argon2'
import type { Issue } from '../../kernel/errors.ts'
import { isLeaked } from './leaked.ts'
import { newToken } from './tokens.ts'
import { isTrivial } from './trivial.ts'

/** argon2id with 19 MiB, two passes, one lane: the first recommendation of OWASP's Password Storage Cheat Sheet. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

export const shortestPassword = 12
const longestPassword = 200

/** The hash of a password in PHC format. */
export async function hashPassword(password: string): Promise<string> {
  return await hash(normal(password), cost)
}

/**
 * Whether a password is right. Where there is no hash (nobody has this address) it takes the same work, so that the
 * time of the answer does not tell who has an account.
 */
export async function isPassword(password: string, hashed: string | undefined): Promise<boolean> {
  const right = await verify(hashed ?? (await nobodysHash()), normal(password).slice(0, longestPassword * 4))
  return right && hashed !== undefined
}

let nobodys: Promise<string> | undefined
const nobodysHash = () => {
  nobodys ??= hashPassword(newToken())
  return nobodys
}

/**
 * What is wrong with a new password, as issues of the given field. `known`: name, address and district, which a guesser
 * knows. Only length and being hard to guess count; no kinds of signs are asked for (OWASP ASVS 5, 6.2.5; NIST SP 800-63B).
 */
export async function passwordIssues(password: string, field: string, known: readonly string[]): Promise<Issue[]> {
  const text = normal(password)
  const length = lengthIssues(password, field)
  if (length.length > 0) return length
  if (isTrivial(text)) return [{ field, code: 'password-trivial' }]
  if (isFromKnown(text, known)) return [{ field, code: 'password-from-name' }]
  return (await isLeaked(text)) ? [{ field, code: 'password-leaked' }] : []
}

/** Whether a new password is too short or too long, as issues of the given field: all that can be said without the lists. */
export function lengthIssues(password: string, field: string): Issue[] {
  const { length } = [...normal(password)]
  if (length < shortestPassword) return [{ field, code: 'password-too-short', values: { min: shortestPassword } }]
  return length > longestPassword ? [{ field, code: 'too-long', values: { max: longestPassword } }] : []
}

/** True when little is left without the words that a guesser knows of this person. */
function isFromKnown(text: string, known: readonly string[]): boolean {
  const words = known.flatMap((words) => words.toLowerCase().split(/[\s@._-]+/)).filter((word) => word.length > 3)
  const left = words.reduce((rest, word) => rest.replaceAll(word, ''), text.toLowerCase())
  return left.replace(/[\W\d_]/g, '').length < 4
}

/** The same password typed on another keyboard or phone: NIST SP 800-63B, 5.1.1.2. */
function normal(password: string): string {
  return password.normalize('NFKC')
}
