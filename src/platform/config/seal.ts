import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import type { Secrets } from './secrets.ts'

/**
 * Secrets that the database keeps and the program must read again (keys of second factors, secrets of identity
 * providers): AES-256-GCM, NIST SP 800-38D, with a key of their own for each purpose. Who has the database alone, or a
 * backup of it, has none of them; who lost the installation's secret has lost them too.
 */
const version = 'v1'
const nonceBytes = 12
const tagBytes = 16

/** Seals bytes or text for one purpose, such as `totp`; the same content sealed twice gives two different texts. */
export function sealSecret(secrets: Secrets, purpose: string, content: Uint8Array | string): string {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', keyFor(secrets, purpose), nonce)
  cipher.setAAD(context(purpose))
  const sealed = Buffer.concat([
    nonce,
    cipher.update(typeof content === 'string' ? Buffer.from(content, 'utf8') : content),
    cipher.final(),
    cipher.getAuthTag(),
  ])
  return `${version}.${sealed.toString('base64url')}`
}

/** Opens what `sealSecret` made. Throws when it was altered, made for another purpose or with another secret. */
export function openSecret(secrets: Secrets, purpose: string, sealed: string): Buffer {
  const [made, body] = sealed.split('.')
  const bytes = Buffer.from(body ?? '', 'base64url')
  if (made !== version || bytes.length < nonceBytes + tagBytes) throw new Error(`nothing sealed for ${purpose}`)
  const decipher = createDecipheriv('aes-256-gcm', keyFor(secrets, purpose), bytes.subarray(0, nonceBytes), {
    authTagLength: tagBytes,
  })
  decipher.setAAD(context(purpose))
  decipher.setAuthTag(bytes.subarray(-tagBytes))
  return Buffer.concat([decipher.update(bytes.subarray(nonceBytes, -tagBytes)), decipher.final()])
}

const keyFor = (secrets: Secrets, purpose: string) => secrets.derive(`seal ${purpose}`)

const context = (purpose: string) => Buffer.from(`${version} ${purpose}`, 'utf8')
