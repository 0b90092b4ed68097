import fc from 'fast-check'
import { expect, test } from 'vitest'
import { codeAt, newTotpKey, stepOfCode, totpAddress, typedKey } from './totp.ts'

const key = Buffer.from('12345678901234567890')

// RFC 6238, appendix B, last six digits of the values for SHA-1.
test.each([
  [59, '287082'],
  [1111111109, '081804'],
  [1111111111, '050471'],
  [1234567890, '005924'],
  [2000000000, '279037'],
  [20000000000, '353130'],
])('at %s seconds the code is %s', (seconds, code) => {
  expect(codeAt(key, seconds * 1000)).toBe(code)
  expect(stepOfCode(key, code, seconds * 1000)).toBe(Math.floor(seconds / 30))
})

test('a code counts one step early and one late, as its own step, and no further', () => {
  const now = Date.parse('2026-11-16T08:00:10Z')
  const step = Math.floor(now / 30_000)
  const code = codeAt(key, now)
  expect([-60, -30, 0, 30, 60].map((seconds) => stepOfCode(key, code, now + seconds * 1000))).toEqual([
    undefined,
    step,
    step,
    step,
    undefined,
  ])
})

test('spaces do not matter, letters and other lengths are no code', () => {
  const now = 59_000
  expect(stepOfCode(key, ' 287 082 ', now)).toBe(1)
  for (const typed of ['', '28708', '2870822', '٢٨٧٠٨٢', 'abcdef', '287082287082'])
    expect(stepOfCode(key, typed, now)).toBeUndefined()
})

test('keys are random, of 160 bits, and say the same in the picture and typed', () => {
  fc.assert(
    fc.property(fc.constant(null), () => {
      const one = newTotpKey()
      expect(one).toHaveLength(20)
      const address = new URL(totpAddress(one, 'Nahtlos: Kreis Auental', 'kim@kreis.example'))
      expect(address.searchParams.get('secret')).toBe(typedKey(one).replaceAll(' ', ''))
      expect(address.searchParams.get('issuer')).toBe('Nahtlos  Kreis Auental')
    }),
    { numRuns: 20 },
  )
  expect(Buffer.from(newTotpKey())).not.toEqual(Buffer.from(newTotpKey()))
})
