import type { FieldText } from '../text.ts'
import { beyondAscii, doubled, halveQuotes, type Scanner } from './scan.ts'

/** One field's text as valid UTF-8 without CSV's quoting: in `bytes[start, end)` until the next call. */
export class Cells {
  bytes: Uint8Array = new Uint8Array(0)
  start = 0
  end = 0
  readonly #scanner: Scanner
  readonly #text: FieldText
  #scratch = new Uint8Array(256)
  #joined = new Uint8Array(256)

  constructor(scanner: Scanner, text: FieldText) {
    this.#scanner = scanner
    this.#text = text
  }

  /** Finds the text of a field of the scanner's record; false when it is missing, empty or blank. */
  find(record: Uint8Array, field: number): boolean {
    const scanner = this.#scanner
    if (field >= scanner.fields) return false
    const start = scanner.starts[field] as number
    const end = scanner.ends[field] as number
    if (start === end) return false
    this.bytes = record
    this.start = start
    this.end = end
    const marks = scanner.marks[field] as number
    if ((marks & (doubled | beyondAscii)) !== 0) this.#clean(marks)
    return this.bytes[this.start] !== 0x20 || !this.#isBlank()
  }

  /** As `find`, for fields that are read as one text with a blank between; false when the first is missing. */
  findJoined(record: Uint8Array, fields: readonly number[]): boolean {
    let length = 0
    for (const field of fields) {
      if (!this.find(record, field)) {
        if (length === 0) return false
        continue
      }
      const needed = length + 1 + this.end - this.start
      if (needed > this.#joined.length) {
        const larger = new Uint8Array(needed * 2)
        larger.set(this.#joined)
        this.#joined = larger
      }
      if (length > 0) this.#joined[length++] = 0x20
      this.#joined.set(this.bytes.subarray(this.start, this.end), length)
      length += this.end - this.start
    }
    this.bytes = this.#joined
    this.start = 0
    this.end = length
    return length > 0
  }

  text(): string {
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(this.bytes.subarray(this.start, this.end))
  }

  #clean(marks: number): void {
    if (marks & doubled) {
      if (this.end - this.start > this.#scratch.length) this.#scratch = new Uint8Array((this.end - this.start) * 2)
      this.end = halveQuotes(this.bytes, this.start, this.end, this.#scratch)
      this.start = 0
      this.bytes = this.#scratch
    }
    if (marks & beyondAscii) {
      this.#text.read(this.bytes, this.start, this.end, this.#scanner.line)
      this.bytes = this.#text.bytes
      this.start = this.#text.start
      this.end = this.#text.end
    }
  }

  #isBlank(): boolean {
    for (let i = this.start; i < this.end; i++) if (this.bytes[i] !== 0x20) return false
    return true
  }
}
