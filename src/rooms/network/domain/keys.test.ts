import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isKey, keyFor } from './keys.ts'

const free = () => false

describe('keys for new records', () => {
  test.each([
    ['Jobcenter Kreis Auental', 'jobcenter-kreis-auental'],
    ['Amt für Jugend & Bildung', 'amt-fuer-jugend-bildung'],
    ['  Sprachkurs A2 → B1  ', 'sprachkurs-a2-b1'],
    ['New', 'new-2'],
    ['مركز', 'record'],
  ])('%s gives %s', (name, key) => expect(keyFor(name, free)).toBe(key))

  test('a taken key gets a number', () => {
    const taken = new Set(['jugendamt', 'jugendamt-2'])
    expect(keyFor('Jugendamt', (key) => taken.has(key))).toBe('jugendamt-3')
  })

  test('is always a key', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), (name) => {
        expect(isKey(keyFor(name, free))).toBe(true)
      }),
    )
  })

  test.each(['new', 'export', 'Jobcenter', 'a--b', '-a', '', 'ä', 'a'.repeat(61)])('%j is none', (text) =>
    expect(isKey(text)).toBe(false),
  )
})
