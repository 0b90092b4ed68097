import { Secret, TOTP } from 'otpauth'

/** As RFC 6238 recommends and every app understands: SHA-1 (safe within HMAC), six digits, thirty seconds, a key of 160 bits. */
const form = { algorithm: 'SHA1', digits: 6, period: 30 } as const
const keyBytes = 20

/** Clocks of phones are wrong by some seconds: one step before and one after now count too. */
const driftSteps = 1

export function newTotpKey(): Uint8Array {
  return new Secret({ size: keyBytes }).bytes
}

/** The address that an app reads from the picture. `issuer` and `label` are what it shows for the entry. */
export function totpAddress(key: Uint8Array, issuer: string, label: string): string {
  // A colon divides the two.
  const plain = (text: string) => text.replaceAll(':', ' ')
  return new TOTP({ ...form, issuer: plain(issuer), label: plain(label), secret: secretOf(key) }).toString()
}

/** The key as it is typed by hand: letters and digits in groups of four. */
export function typedKey(key: Uint8Array): string {
  return secretOf(key).base32.replace(/(.{4})(?=.)/g, '$1 ')
}

/** The key of what was typed by hand, as an app reads it. Throws TypeError when it is none. */
export function keyOf(typed: string): Uint8Array {
  return Secret.fromBase32(typed).bytes
}

/**
 * The step of thirty seconds to which a code belongs, undefined when it belongs to none near `now` (ms). Who keeps the last
 * step taken, and takes only later ones, takes no code twice (RFC 6238, 5.2).
 */
export function stepOfCode(key: Uint8Array, typed: string, now: number): number | undefined {
  const token = typed.replace(/\D/g, '')
  if (token.length !== form.digits) return undefined
  const delta = TOTP.validate({ ...form, secret: secretOf(key), token, timestamp: now, window: driftSteps })
  return delta === null ? undefined : Math.floor(now / 1000 / form.period) + delta
}

/** The code that an app shows at `now` (ms). */
export function codeAt(key: Uint8Array, now: number): string {
  return TOTP.generate({ ...form, secret: secretOf(key), timestamp: now })
}

const secretOf = (key: Uint8Array) => new Secret({ buffer: Uint8Array.from(key).buffer })
