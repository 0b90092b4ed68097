import type { Tallies } from './tallies.ts'

/** What Windows-1252 has at 0x80 to 0x9f (WHATWG Encoding Standard, index windows-1252). */
const windows1252 = [
  0x20ac, 0x81, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8d, 0x017d,
  0x8f, 0x90, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x9d,
  0x017e, 0x0178,
]

/**
 * Turns a field's bytes into valid UTF-8, field by field. Files say nothing about their encoding, or lie: what is valid
 * UTF-8 is read as such, what is not as Windows-1252 (which contains ISO 8859-1), and a file with both is reported.
 * The result lies in `bytes[start, end)` until the next call.
 */
export class FieldText {
  bytes: Uint8Array = new Uint8Array(256)
  start = 0
  end = 0
  readonly #strict: boolean
  readonly #tallies: Tallies
  #utf8 = 0
  #utf8Line = 0
  #single = 0
  #singleLine = 0
  #singleSample = ''
  #utf8Sample = ''
  #scratch = new Uint8Array(256)

  /** `strict`: the encoding was given as UTF-8 (or made so); what is invalid is replaced, not guessed. */
  constructor(tallies: Tallies, strict: boolean) {
    this.#tallies = tallies
    this.#strict = strict
  }

  /** For fields with bytes beyond ASCII; the others need no look. */
  read(bytes: Uint8Array, start: number, end: number, line: number): void {
    if (isUtf8(bytes, start, end)) {
      if (this.#utf8++ === 0) {
        this.#utf8Line = line
        this.#utf8Sample = new TextDecoder().decode(bytes.subarray(start, end))
      }
      this.bytes = bytes
      this.start = start
      this.end = end
      return
    }
    if (this.#strict) {
      const text = new TextDecoder().decode(bytes.subarray(start, end))
      this.#tallies.note('encoding-invalid', line, () => text)
      this.#put(new TextEncoder().encode(text))
      return
    }
    this.#fromWindows1252(bytes, start, end)
    if (this.#single++ === 0) {
      this.#singleLine = line
      this.#singleSample = new TextDecoder().decode(this.bytes.subarray(this.start, this.end))
    }
  }

  /** What the file turned out to be; notes a mixture. */
  finish(): 'utf-8' | 'windows-1252' | 'ascii' | 'mixed' {
    if (this.#utf8 > 0 && this.#single > 0) {
      const fewer = this.#single <= this.#utf8
      const [line, sample] = fewer ? [this.#singleLine, this.#singleSample] : [this.#utf8Line, this.#utf8Sample]
      this.#tallies.add('encoding-mixed', Math.min(this.#single, this.#utf8), line, sample)
      return 'mixed'
    }
    if (this.#single > 0) return 'windows-1252'
    return this.#utf8 > 0 ? 'utf-8' : 'ascii'
  }

  #put(bytes: Uint8Array): void {
    this.bytes = bytes
    this.start = 0
    this.end = bytes.length
  }

  #fromWindows1252(bytes: Uint8Array, start: number, end: number): void {
    const longest = (end - start) * 3
    if (longest > this.#scratch.length) this.#scratch = new Uint8Array(longest * 2)
    const out = this.#scratch
    let at = 0
    for (let i = start; i < end; i++) {
      const byte = bytes[i] as number
      const point = byte >= 0x80 && byte <= 0x9f ? (windows1252[byte - 0x80] as number) : byte
      at = putUtf8(out, at, point)
    }
    this.bytes = out
    this.start = 0
    this.end = at
  }
}

/** Writes a code point as UTF-8 and returns the position after it. */
export function putUtf8(out: Uint8Array, at: number, point: number): number {
  if (point < 0x80) {
    out[at] = point
    return at + 1
  }
  if (point < 0x800) {
    out[at] = 0xc0 | (point >> 6)
    out[at + 1] = 0x80 | (point & 0x3f)
    return at + 2
  }
  if (point < 0x10000) {
    out[at] = 0xe0 | (point >> 12)
    out[at + 1] = 0x80 | ((point >> 6) & 0x3f)
    out[at + 2] = 0x80 | (point & 0x3f)
    return at + 3
  }
  out[at] = 0xf0 | (point >> 18)
  out[at + 1] = 0x80 | ((point >> 12) & 0x3f)
  out[at + 2] = 0x80 | ((point >> 6) & 0x3f)
  out[at + 3] = 0x80 | (point & 0x3f)
  return at + 4
}

/** True for well-formed UTF-8 (Unicode, table 3-7): no overlong forms, no surrogates, nothing beyond U+10FFFF. */
export function isUtf8(bytes: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end; ) {
    const lead = bytes[i] as number
    if (lead < 0x80) {
      i++
      continue
    }
    const more = lead >= 0xc2 && lead <= 0xdf ? 1 : (lead & 0xf0) === 0xe0 ? 2 : lead >= 0xf0 && lead <= 0xf4 ? 3 : 0
    if (more === 0 || i + more >= end) return false
    const second = bytes[i + 1] as number
    const lowest = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80
    const highest = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf
    if (second < lowest || second > highest) return false
    for (let k = 2; k <= more; k++) if (((bytes[i + k] as number) & 0xc0) !== 0x80) return false
    i += more + 1
  }
  return true
}
