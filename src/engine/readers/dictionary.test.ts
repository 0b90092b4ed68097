import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Dictionary } from './dictionary.ts'

const wellFormed = fc.string({ unit: 'binary', maxLength: 40 }).map((text) => text.toWellFormed())

test('numbers texts in order of first appearance and gives them back', () => {
  fc.assert(
    fc.property(fc.array(wellFormed, { maxLength: 200 }), (texts) => {
      const dictionary = new Dictionary()
      const codes = texts.map((text) => dictionary.codeOfText(text))
      const distinct = [...new Set(texts)]
      expect(dictionary.labels()).toEqual(distinct)
      expect(codes).toEqual(texts.map((text) => distinct.indexOf(text)))
      for (const [code, text] of distinct.entries()) expect(dictionary.label(code)).toBe(text)
    }),
  )
})

test('tells texts apart that differ in one byte anywhere', () => {
  const dictionary = new Dictionary()
  const base = new TextEncoder().encode('Ausländerbehörde des Kreises')
  const codes = new Set([dictionary.code(base, 0, base.length)])
  for (let i = 0; i < base.length; i++) {
    if ((base[i] as number) > 0x7f) continue
    const other = base.slice()
    other[i] = 0x7e
    codes.add(dictionary.code(other, 0, other.length))
  }
  for (let length = 0; length < base.length; length++) codes.add(dictionary.code(base.subarray(0, length), 0, length))
  expect(codes.size).toBe(dictionary.size)
  expect(dictionary.code(base, 0, base.length)).toBe(0)
})

test('a million distinct names', () => {
  const dictionary = new Dictionary()
  const bytes = new Uint8Array(8)
  for (let n = 0; n < 1_000_000; n++) {
    for (let i = 7, rest = n; i >= 0; i--, rest = Math.floor(rest / 10)) bytes[i] = 0x30 + (rest % 10)
    dictionary.code(bytes, 0, 8)
  }
  const labels = dictionary.labels()
  expect(labels.length).toBe(1_000_000)
  expect(labels[0]).toBe('00000000')
  expect(labels[999_999]).toBe('00999999')
})
