/** The secrets of the doors: PINs, codes on paper, and what the database keeps of them. */
import { createHash, randomInt } from 'node:crypto'

/** Six digits, to be said by telephone. */
export const newPin = (): string => String(randomInt(1_000_000)).padStart(6, '0')

/** Digits of a PIN as somebody types it: `123 456`. */
export const pinOf = (typed: string): string => typed.replace(/\D/g, '')

/** Over token and PIN: who reads the database has no token, so nobody can try the million PINs there. */
export const pinHash = (token: string, pin: string): Buffer => sha256(`pin ${token} ${pin}`)

/** Over token and the secret of the browser's cookie: a link opened here is not open elsewhere. */
export const visitHash = (token: string, browser: string): Buffer => sha256(`visit ${token} ${browser}`)

/** What the database keeps of a person's code. */
export const codeHash = (code: string): Buffer => sha256(`code ${code}`)

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest()

/** Crockford's base 32: no I, L, O and U, which people take for other signs. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Random signs of a code: 19 × 5 = 95 bits. The twentieth is the check sign. */
const randomSigns = 19

/** A new code without separators: 19 random signs and a check sign. */
export function newCode(): string {
  const signs = Array.from({ length: randomSigns }, () => alphabet[randomInt(alphabet.length)] ?? '0').join('')
  return signs + checkSign(signs)
}

/** In groups of four, as it stands on the slip: `7K3M-9QXW-2FHD-8RTA-N4C6`. */
export const inGroups = (code: string): string => code.match(/.{1,4}/g)?.join('-') ?? code

/**
 * The code that somebody typed, in whatever groups and letters; undefined where the check sign says that a sign is wrong or
 * two neighbours were exchanged.
 */
export function readCode(typed: string): string | undefined {
  const code = typed
    .toUpperCase()
    .replace(/[\s\-‐-―.]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
  if (code.length !== randomSigns + 1 || [...code].some((sign) => !alphabet.includes(sign))) return undefined
  return checkSign(code.slice(0, -1)) === code.at(-1) ? code : undefined
}

/** Luhn's rule in base 32: finds every single wrong sign, and two neighbours that were exchanged but for 0 and Z. */
function checkSign(signs: string): string {
  const base = alphabet.length
  let sum = 0
  for (let index = signs.length - 1, twice = true; index >= 0; index -= 1, twice = !twice) {
    const value = alphabet.indexOf(signs[index] ?? '0') * (twice ? 2 : 1)
    sum += Math.floor(value / base) + (value % base)
  }
  return alphabet[(base - (sum % base)) % base] ?? '0'
}
