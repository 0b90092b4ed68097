import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isLeaked } from './leaked.ts'
import { hashPassword, isPassword, passwordIssues } from './password.ts'
import { isTrivial } from './trivial.ts'

test.each([
  'passwort1234',
  'Passwort!2024',
  'P@ssw0rt12345',
  'qwertzuiop123',
  'asdfghjkl!!!!',
  '123456789012',
  'aaaaaaaaaaaaaaaa',
  'abcabcabcabc',
  'Sommer2025!!',
  'Willkommen2025',
  'Integration2025',
  'hallohallohallo',
  'NahtlosNahtlos1',
])('%s is tried first by whoever guesses', (password) => {
  expect(isTrivial(password)).toBe(true)
})

test.each(['Brücke-Lampe-Regen', 'k9$Vt2!mQz7p', 'drei Kraniche ziehen', 'Rhabarber7Uhr Zug', 'xkrw-hund-teller'])(
  '%s is not',
  (password) => {
    expect(isTrivial(password)).toBe(false)
  },
)

test('what is wrong with a password is said, one thing at a time', async () => {
  const known = ['Ada Beispiel', 'ada.beispiel@kreis.example', 'Kreis Auental', 'auental']
  const codes = async (password: string) =>
    (await passwordIssues(password, 'password', known)).map((issue) => issue.code)
  expect(await codes('kurz')).toEqual(['password-too-short'])
  expect(await codes('x'.repeat(201))).toEqual(['too-long'])
  expect(await codes('passwort1234')).toEqual(['password-trivial'])
  expect(await codes('beispiel2025ada')).toEqual(['password-from-name'])
  expect(await codes('auental-1234567')).toEqual(['password-from-name'])
  expect(await codes('baseballmonkey')).toEqual(['password-leaked'])
  expect(await codes('Brücke-Lampe-Regen')).toEqual([])
})

test.each([
  ['from a leak', '1qaz2wsx3edc'],
  ['from a leak, in capitals', 'POLNIYPIZDEC0211'],
  ['with digits around it', 'terminator2026!'],
  ['with signs for letters', 'Undert@ker-2026'],
  ['two side by side', 'baseballmonkey'],
])('a password %s is refused', async (_what, password) => {
  expect(await isLeaked(password)).toBe(true)
})

test('a passphrase and a random password are in no leak, also where they hold words that are', async () => {
  for (const password of ['correct horse battery', 'drei Kraniche ziehen', 'k9$Vt2!mQz7p', 'baseball-unter-Birken'])
    expect(await isLeaked(password)).toBe(false)
})

test('every random password of twelve signs passes', () => {
  const signs = fc.array(fc.constantFrom(...'bcdfghjkmnpqrstvwxzBCDFGHKLMNPQRSTVWXZ23456789-_'), {
    minLength: 16,
    maxLength: 30,
  })
  fc.assert(
    fc.property(signs, (all) => {
      fc.pre(new Set(all.map((sign) => sign.toLowerCase())).size > 9)
      const letters = all.filter((sign) => /[a-z]/i.test(sign)).length
      fc.pre(letters > 10)
      return !isTrivial(all.join(''))
    }),
  )
})

test('a password is known again, also in another form of the same letters, and nobody has none', async () => {
  const hashed = await hashPassword('Br\u00fccke-Lampe-Regen')
  expect(hashed).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  expect(await isPassword('Bru\u0308cke-Lampe-Regen', hashed)).toBe(true)
  expect(await isPassword('Brücke-Lampe-Regne', hashed)).toBe(false)
  expect(await isPassword('Brücke-Lampe-Regen', undefined)).toBe(false)
})

test('where there is no hash to compare with, the same work is done', async () => {
  const hashed = await hashPassword('Brücke-Lampe-Regen')
  const fastest = async (against: string | undefined) => {
    const times: number[] = []
    for (let run = 0; run < 4; run++) {
      const began = performance.now()
      await isPassword('falsch falsch falsch', against)
      times.push(performance.now() - began)
    }
    return Math.min(...times)
  }
  // Left out, the work would take a thousandth; how busy the machine is can make a few times of it.
  expect(await fastest(undefined)).toBeGreaterThan((await fastest(hashed)) * 0.1)
})
