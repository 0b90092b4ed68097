import fc from 'fast-check'
import { expect, test } from 'vitest'
import { locationOf, safeNext } from './addresses.ts'

test.each([
  ['/situation', '/situation'],
  ['/network/organisations?q=a%20b&page=2', '/network/organisations?q=a%20b&page=2'],
  ['/a/../b', '/b'],
  ['//evil.example', undefined],
  ['/\\evil.example', undefined],
  ['/a/..//evil.example', undefined],
  ['/\t/evil.example', undefined],
  ['https://evil.example/', undefined],
  ['javascript:alert(1)', undefined],
  ['/a\r\nSet-Cookie: x=1', undefined],
  ['situation', undefined],
  ['', undefined],
  [null, undefined],
])('next=%j leads to %j', (text, expected) => {
  expect(safeNext(text)).toBe(expected)
})

test('whatever next is, it never leaves this origin', () => {
  const pieces = fc.array(
    fc.constantFrom('/', '\\', '.', '..', '@', ':', '?', '#', 'evil.example', '\t', '\n', '%2f', 'a'),
  )
  fc.assert(
    fc.property(pieces, (parts) => {
      const next = safeNext(`/${parts.join('')}`)
      if (next === undefined) return
      expect(new URL(`/auental${next}`, 'https://nahtlos.example').origin).toBe('https://nahtlos.example')
      expect(new URL(next, 'https://nahtlos.example').origin).toBe('https://nahtlos.example')
    }),
    { numRuns: 2000 },
  )
})

test('the Location of an action stands below the tenant and cannot carry a second header', () => {
  expect(locationOf('auental', '/cases/1#note')).toBe('/auental/cases/1#note')
  expect(locationOf('auental', '/cases/ä b')).toBe('/auental/cases/%C3%A4%20b')
  for (const bad of ['//evil.example', 'https://evil.example', '/a\r\nSet-Cookie: x=1', '/\\evil', '', 'x']) {
    expect(() => locationOf('auental', bad)).toThrow(RangeError)
  }
})
