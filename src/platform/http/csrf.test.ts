import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { comesFromHere, isTokenOf, makeToken } from './csrf.ts'

describe('the token of a page', () => {
  test('holds under the secret it was made with, and each page has another', () => {
    const token = makeToken('cookie')
    expect(isTokenOf('cookie', token)).toBe(true)
    expect(makeToken('cookie')).not.toBe(token)
  })

  test('does not hold under another secret, nor changed in any place, nor as any text', () => {
    const token = makeToken('cookie')
    expect(isTokenOf('other cookie', token)).toBe(false)
    for (let place = 0; place < Buffer.from(token, 'base64url').length; place++) {
      const bytes = Buffer.from(token, 'base64url')
      bytes[place] = bytes[place]! ^ 1
      expect(isTokenOf('cookie', bytes.toString('base64url'))).toBe(false)
    }
    fc.assert(fc.property(fc.string(), (text) => !isTokenOf('cookie', text)))
  })
})

test.each([
  ['same-origin', 'https://nahtlos.example', true],
  ['same-origin', null, true],
  [null, 'https://nahtlos.example', true],
  ['same-origin', 'null', true],
  ['same-origin', 'https://evil.example', false],
  ['cross-site', 'https://evil.example', false],
  ['cross-site', 'https://nahtlos.example', false],
  ['same-site', 'https://other.nahtlos.example', false],
  ['none', null, false],
  [null, 'https://evil.example', false],
  [null, 'null', false],
  [null, null, false],
])('a POST with Sec-Fetch-Site %s and Origin %s: %s', (site, origin, expected) => {
  const headers = new Headers()
  if (site) headers.set('sec-fetch-site', site)
  if (origin) headers.set('origin', origin)
  expect(comesFromHere(headers, ['https://nahtlos.example'])).toBe(expected)
})
