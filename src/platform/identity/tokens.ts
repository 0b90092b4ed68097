import { createHash, randomBytes } from 'node:crypto'

/** A secret of 256 random bits as text for a cookie or an address (43 letters, digits, `-`, `_`). */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/** What the database keeps of a token: who reads the database cannot use it. */
export function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
