import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Tallies } from './tallies.ts'
import { FieldText, isUtf8, putUtf8 } from './text.ts'

const isUtf8ByPlatform = (bytes: Uint8Array) => {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

test('knows well-formed UTF-8 as the platform does', () => {
  const lead = fc.constantFrom(0x20, 0x7f, 0x80, 0xbf, 0xc0, 0xc2, 0xdf, 0xe0, 0xed, 0xef, 0xf0, 0xf4, 0xf5, 0xff)
  const byte = fc.oneof(lead, fc.integer({ min: 0x80, max: 0xbf }), fc.integer({ min: 0, max: 255 }))
  fc.assert(
    fc.property(fc.array(byte, { maxLength: 8 }), (values) => {
      const bytes = Uint8Array.from(values)
      expect(isUtf8(bytes, 0, bytes.length)).toBe(isUtf8ByPlatform(bytes))
    }),
    { numRuns: 3000 },
  )
})

test('writes every code point as the platform does', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 0x10ffff }), (point) => {
      fc.pre(point < 0xd800 || point > 0xdfff)
      const out = new Uint8Array(8)
      const length = putUtf8(out, 0, point)
      expect(new TextDecoder('utf-8', { ignoreBOM: true }).decode(out.subarray(0, length))).toBe(
        String.fromCodePoint(point),
      )
    }),
  )
})

test('reads all of Windows-1252 as the platform does', () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, i) => i)
  const text = new FieldText(new Tallies(), false)
  text.read(bytes, 0, 256, 1)
  const read = new TextDecoder('utf-8', { ignoreBOM: true }).decode(text.bytes.subarray(text.start, text.end))
  expect(read).toBe(new TextDecoder('windows-1252').decode(bytes))
  expect(text.finish()).toBe('windows-1252')
})
