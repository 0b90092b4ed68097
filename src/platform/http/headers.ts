/** What a page of ours may load and where it may send: only this origin. No inline style or script exists, so no nonce is needed. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  // Follows from the line above; said for those who look for it (OWASP ASVS 5, 3.4.3).
  "object-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ')

const always: Readonly<Record<string, string>> = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
}

/** With the answer to a sign-out: what a browser still keeps of the pages goes, also what Back would show. */
export const signedOutHeaders: Readonly<Record<string, string>> = { 'clear-site-data': '"cache", "storage"' }

/** Two years, as the browsers' preload list asks for. */
const strictTransport = 'max-age=63072000; includeSubDomains'

/** Headers of every answer. `secure` when the platform is reached by https. */
export function securityHeaders(secure: boolean): Readonly<Record<string, string>> {
  return secure ? { ...always, 'strict-transport-security': strictTransport } : always
}

/** True for a route whose address holds a secret: `/:language/reports/:token`. */
export function holdsSecret(route: string): boolean {
  return /\/:token(\/|$)/.test(route)
}

/**
 * Headers of every answer at such an address: no cache and no search engine keeps it, and no other page learns it. The
 * referrer is the origin and not nothing, because with `no-referrer` browsers send forms with `Origin: null`, and those that
 * send no Sec-Fetch-Site (Safari before 16.4) could then answer no form.
 */
export const secretAddressHeaders: Readonly<Record<string, string>> = {
  'referrer-policy': 'strict-origin',
  'cache-control': 'no-store',
  'x-robots-tag': 'noindex, nofollow',
}
