import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/**
 * Tokens against forged requests. A token is a nonce and the keyed hash of the nonce under the secret of the browser's
 * own cookie: nothing is stored, each page has another token (so that compression tells nothing about it), and a form
 * that was sent after the session had ended can still be told from a forged one.
 */

const nonceBytes = 16
const tagBytes = 32

/** A new token for one page, under the secret in the browser's cookie. */
export function makeToken(cookieSecret: string): string {
  const nonce = randomBytes(nonceBytes)
  return Buffer.concat([nonce, tagOf(cookieSecret, nonce)]).toString('base64url')
}

/** True when the token was made under this secret. */
export function isTokenOf(cookieSecret: string, token: string): boolean {
  const bytes = Buffer.from(token, 'base64url')
  if (bytes.length !== nonceBytes + tagBytes) return false
  return timingSafeEqual(bytes.subarray(nonceBytes), tagOf(cookieSecret, bytes.subarray(0, nonceBytes)))
}

function tagOf(cookieSecret: string, nonce: Uint8Array): Buffer {
  return createHmac('sha256', cookieSecret).update('page token').update(nonce).digest()
}

/**
 * True when the browser itself says that the request comes from one of our pages. Browsers send Sec-Fetch-Site or, when
 * older, Origin with every POST; a request with neither is taken for foreign. `none` is the address bar, which sends no POST.
 */
export function comesFromHere(headers: Headers, origins: readonly string[]): boolean {
  const site = headers.get('sec-fetch-site')
  const origin = headers.get('origin')
  if (site !== null && site !== 'same-origin') return false
  if (origin !== null && origin !== 'null') return origins.includes(origin)
  return site === 'same-origin'
}
