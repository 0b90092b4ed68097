import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { day } from '../../../../kernel/day.ts'
import { lastDayOf, linkStateOf } from './link.ts'
import { codeHash, inGroups, newCode, newPin, pinHash, pinOf, readCode } from './secrets.ts'

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

describe('codes on paper', () => {
  test('read back as they were made, in whatever groups and letters people type them', () => {
    for (let made = 0; made < 200; made += 1) {
      const code = newCode()
      expect(code).toHaveLength(20)
      expect(inGroups(code)).toMatch(/^(\w{4}-){4}\w{4}$/)
      const typed = inGroups(code).toLowerCase().replace(/0/g, 'o').replace(/1/g, 'l').replaceAll('-', ' – ')
      expect(readCode(typed)).toBe(code)
    }
  })

  test('one wrong sign is found, wherever it stands', () => {
    fc.assert(
      fc.property(fc.nat(19), fc.nat(31), (place, sign) => {
        const code = newCode()
        const other = alphabet[sign] ?? '0'
        fc.pre(other !== code[place])
        expect(readCode(code.slice(0, place) + other + code.slice(place + 1))).toBeUndefined()
      }),
    )
  })

  test('two neighbours that were exchanged are found, but for 0 and Z', () => {
    fc.assert(
      fc.property(fc.nat(18), (place) => {
        const code = newCode()
        const [one = '', other = ''] = [code[place], code[place + 1]]
        fc.pre(one !== other && [one, other].sort().join('') !== '0Z')
        expect(readCode(code.slice(0, place) + other + one + code.slice(place + 2))).toBeUndefined()
      }),
    )
  })

  test.each(['', '7K3M', 'U'.repeat(20), `${newCode()}0`, '<script>'])('%j is none', (typed) =>
    expect(readCode(typed)).toBeUndefined(),
  )

  test('no two are alike, nor are their hashes', () => {
    const codes = Array.from({ length: 500 }, newCode)
    expect(new Set(codes.map((code) => codeHash(code).toString('hex'))).size).toBe(500)
  })
})

test('a PIN has six digits, is read with blanks, and its hash hangs on the token', () => {
  expect(newPin()).toMatch(/^\d{6}$/)
  expect(pinOf(' 123-456 ')).toBe('123456')
  expect(pinHash('token', '123456').equals(pinHash('other', '123456'))).toBe(false)
})

const today = day('2026-11-16')

test.each([
  ['offered', '2026-11-23', '2026-11-23'],
  ['offered', '2026-11-10', '2026-11-16'],
  ['offered', null, '2026-11-30'],
  ['askedBack', '2026-11-20', '2026-11-30'],
  ['askedBack', '2026-12-24', '2026-12-24'],
  ['accepted', '2026-11-20', '2026-12-14'],
  ['accepted', null, '2026-12-14'],
  ['accepted', '2027-01-15', '2027-01-15'],
] as const)('a link for what is %s, due %s, lasts until %s', (state, replyBy, last) =>
  expect(lastDayOf(state, replyBy && day(replyBy), today)).toBe(last),
)

test.each([
  [{ tries: 0, lastsUntil: today, endedWhy: null }, 'open'],
  [{ tries: 4, lastsUntil: today, endedWhy: null }, 'open'],
  [{ tries: 5, lastsUntil: today, endedWhy: null }, 'locked'],
  [{ tries: 0, lastsUntil: day('2026-11-15'), endedWhy: null }, 'over'],
  [{ tries: 5, lastsUntil: today, endedWhy: 'renewed' }, 'renewed'],
  [{ tries: 0, lastsUntil: today, endedWhy: 'answered' }, 'answered'],
] as const)('%j is %s', (link, state) => expect(linkStateOf(link, today)).toBe(state))
