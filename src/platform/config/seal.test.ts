import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openSecret, sealSecret } from './seal.ts'
import { secretsFrom } from './secrets.ts'

const secrets = secretsFrom('a master secret of this test, long enough')

test('what was sealed opens again, whatever it was', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      expect([...openSecret(secrets, 'totp', sealSecret(secrets, 'totp', bytes))]).toEqual([...bytes])
    }),
    { numRuns: 100 },
  )
  expect(openSecret(secrets, 'totp', sealSecret(secrets, 'totp', 'Schlüssel')).toString('utf8')).toBe('Schlüssel')
})

test('the same content sealed twice looks different', () => {
  expect(sealSecret(secrets, 'totp', 'same')).not.toBe(sealSecret(secrets, 'totp', 'same'))
})

test('an altered text, another purpose and another secret open nothing', () => {
  const sealed = sealSecret(secrets, 'totp', 'content')
  const bytes = Buffer.from(sealed.slice(3), 'base64url')
  fc.assert(
    fc.property(fc.nat({ max: bytes.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, change) => {
      const altered = Buffer.from(bytes)
      altered[at] = (altered[at] ?? 0) ^ change
      expect(() => openSecret(secrets, 'totp', `v1.${altered.toString('base64url')}`)).toThrow()
    }),
    { numRuns: 100 },
  )
  expect(() => openSecret(secrets, 'oidc', sealed)).toThrow()
  expect(() => openSecret(secretsFrom('another master secret, long enough too'), 'totp', sealed)).toThrow()
})

test('what is no sealed text is refused by name', () => {
  for (const text of ['', 'v1', 'v1.', 'v2.AAAA', 'plain text', `v1.${'A'.repeat(20)}`])
    expect(() => openSecret(secrets, 'totp', text)).toThrow('nothing sealed for totp')
})
