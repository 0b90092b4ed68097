import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/**
 * Signatures of messages to programs, as the specification Standard Webhooks 1.0 (standardwebhooks.com) says: HMAC-SHA256 over
 * `id.timestamp.body`, so that a message cannot be changed, and an old one not be sent again as a new one.
 */

/** A new secret of 32 random bytes, as text. */
export const newWebhookSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`

/** The headers that go with a message. `at`: milliseconds since 1970. */
export function signed(secret: string, id: string, at: number, body: string): Record<string, string> {
  const timestamp = String(Math.floor(at / 1000))
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${signatureOf(secret, id, timestamp, body)}`,
  }
}

/** What a receiver does, five minutes of clocks apart allowed: for the tests, and to show how. */
export function isSigned(
  secret: string,
  headers: Readonly<Record<string, string>>,
  body: string,
  now: number,
): boolean {
  const { 'webhook-id': id = '', 'webhook-timestamp': timestamp = '', 'webhook-signature': given = '' } = headers
  if (Math.abs(now / 1000 - Number(timestamp)) > 300) return false
  const expected = Buffer.from(`v1,${signatureOf(secret, id, timestamp, body)}`)
  return given.split(' ').some((one) => {
    const got = Buffer.from(one)
    return got.length === expected.length && timingSafeEqual(got, expected)
  })
}

function signatureOf(secret: string, id: string, timestamp: string, body: string): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  return createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')
}
