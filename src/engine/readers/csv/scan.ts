import { Invalid } from '../../../kernel/errors.ts'

const lineFeed = 0x0a
const carriageReturn = 0x0d
const quote = 0x22
const blank = 0x20

/** Bits of `marks`: the field has quotes to be halved; it has bytes beyond ASCII. */
export const doubled = 1
export const beyondAscii = 2

/** Longer records mean a quotation mark that is never closed, or no CSV at all. */
const longestRecord = 1 << 24
const mostFields = 1 << 16

/**
 * Finds the fields of one record after the other (RFC 4180, and what real files do: any line ending, quoted fields with
 * line breaks, blanks around quotes, a stray quote inside quotes). Fields are positions in the bytes; nothing is copied.
 */
export class Scanner {
  /** Number of fields of the record. */
  fields = 0
  starts = new Int32Array(64)
  ends = new Int32Array(64)
  /** `doubled`, `beyondAscii`. */
  marks = new Uint8Array(64)
  /** Line on which the record begins, counted from 1. */
  line = 1
  /** Number of quotes in the record that are neither doubled nor at the end of their field. */
  strays = 0
  readonly #delimiter: number
  /** 1 for bytes that end an unquoted field. */
  readonly #ends = new Uint8Array(256)
  #nextLine: number
  /** The line of the place that is looked at. */
  #line = 1
  /** `beyondAscii` when the last run had such a byte. */
  #beyond = 0
  #bytes: Uint8Array = new Uint8Array(0)
  /** The same bytes by four. */
  #words: DataView = new DataView(new ArrayBuffer(0))

  /** `line` is the number of the line where the first record begins. */
  constructor(delimiter: number, line = 1) {
    this.#delimiter = delimiter
    this.#nextLine = line
    this.#ends[delimiter] = 1
    this.#ends[lineFeed] = 1
    this.#ends[carriageReturn] = 1
  }

  /** True for an empty line. */
  get isBlank(): boolean {
    return this.fields === 1 && this.starts[0] === this.ends[0]
  }

  /** Lines taken so far. */
  get lines(): number {
    return this.#nextLine - 1
  }

  /**
   * Reads the record that begins at `at`. Returns the position after it, or -1 when it goes on beyond `end` (never when
   * `last` says that nothing follows). Throws Invalid for a quoted field that is never closed.
   */
  next(bytes: Uint8Array, at: number, end: number, last: boolean): number {
    if (bytes !== this.#bytes) {
      this.#bytes = bytes
      this.#words = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
    }
    this.line = this.#nextLine
    this.#line = this.#nextLine
    this.strays = 0
    let fields = 0
    let i = at
    for (;;) {
      if (fields === this.starts.length) this.#widen(fields)
      const first = bytes[i] === blank ? skipBlanks(bytes, i, end) : i
      i = first < end && bytes[first] === quote ? this.#quoted(fields, first, end, last) : this.#plain(fields, i, end)
      fields++
      if (i >= end || i < 0) {
        if (!last) return this.#more(end - at)
        break
      }
      const byte = bytes[i++]
      if (byte === this.#delimiter) continue
      this.#line++
      if (byte === carriageReturn) {
        if (i >= end && !last) return this.#more(end - at)
        if (i < end && bytes[i] === lineFeed) i++
      }
      break
    }
    this.fields = fields
    this.#nextLine = this.#line
    return i
  }

  /** A field without quotes; returns the position of what ends it. */
  #plain(field: number, start: number, end: number): number {
    const bytes = this.#bytes
    const table = this.#ends
    let all = 0
    let i = start
    for (; i < end; i++) {
      const byte = bytes[i] as number
      if (table[byte] === 1) break
      all |= byte
    }
    this.starts[field] = start
    this.ends[field] = i
    this.marks[field] = all & 0x80 ? beyondAscii : 0
    return i
  }

  /** A field in quotes; returns the position of what ends it, -1 when it is not finished. */
  #quoted(field: number, opening: number, end: number, last: boolean): number {
    const bytes = this.#bytes
    let marks = 0
    let i = opening + 1
    for (;;) {
      const run = this.#untilQuote(i, end)
      marks |= this.#beyond
      if (run >= end) {
        if (last) throw unclosed(this.line)
        return -1
      }
      if (run + 1 < end && bytes[run + 1] === quote) {
        marks |= doubled
        i = run + 2
        continue
      }
      const after = this.#delimiter === blank ? run + 1 : skipBlanks(bytes, run + 1, end)
      if (after >= end || this.#ends[bytes[after] as number] === 1) {
        this.starts[field] = opening + 1
        this.ends[field] = run
        this.marks[field] = marks
        return after
      }
      this.strays++
      marks |= doubled
      i = run + 1
    }
  }

  /** The position of the next quote; counts lines on the way and sets `#beyond`. */
  #untilQuote(start: number, end: number): number {
    const bytes = this.#bytes
    const words = this.#words
    let all = 0
    let i = start
    for (;;) {
      // Four bytes at once, as long as none is a quote, a line feed or beyond ASCII (the lowest zero byte is found by
      // its borrow: Mycroft's test).
      for (; i + 4 <= end; i += 4) {
        const word = words.getInt32(i, true)
        const q = word ^ 0x22222222
        const l = word ^ 0x0a0a0a0a
        if (((((q - 0x01010101) & ~q) | ((l - 0x01010101) & ~l) | word) & 0x80808080) !== 0) break
      }
      const stop = i + 4 < end ? i + 4 : end
      for (; i < stop; i++) {
        const byte = bytes[i] as number
        if (byte === quote) break
        if (byte === lineFeed) this.#line++
        all |= byte
      }
      if (i < stop || i >= end) break
    }
    this.#beyond = all & 0x80 ? beyondAscii : 0
    return i
  }

  #more(length: number): -1 {
    if (length > longestRecord) {
      throw new Invalid([{ field: 'log', code: 'log.csv.record-too-long', values: { line: this.line } }])
    }
    return -1
  }

  #widen(fields: number): void {
    if (fields >= mostFields) {
      throw new Invalid([{ field: 'log', code: 'log.csv.too-many-fields', values: { line: this.line } }])
    }
    const starts = new Int32Array(fields * 2)
    const ends = new Int32Array(fields * 2)
    const marks = new Uint8Array(fields * 2)
    starts.set(this.starts)
    ends.set(this.ends)
    marks.set(this.marks)
    this.starts = starts
    this.ends = ends
    this.marks = marks
  }
}

function skipBlanks(bytes: Uint8Array, at: number, end: number): number {
  let i = at
  while (i < end && bytes[i] === blank) i++
  return i
}

function unclosed(line: number): Invalid {
  return new Invalid([{ field: 'log', code: 'log.csv.quote-unclosed', values: { line } }])
}

/** Writes `bytes[start, end)` to `out` with doubled quotes halved; returns the length. */
export function halveQuotes(bytes: Uint8Array, start: number, end: number, out: Uint8Array): number {
  let at = 0
  for (let i = start; i < end; i++) {
    const byte = bytes[i] as number
    out[at++] = byte
    if (byte === quote && i + 1 < end && bytes[i + 1] === quote) i++
  }
  return at
}
