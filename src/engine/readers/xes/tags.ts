import { Invalid } from '../../../kernel/errors.ts'

/** Kinds of what `Tags.next` finds. */
export const nothing = 0
export const opening = 1
export const closing = 2
export const empty = 3

/** Bits of `marks`: the value has references or control characters to be resolved; it has bytes beyond ASCII. */
export const toResolve = 1
export const beyondAscii = 2
const ends = 4
const forbidden = 8

/** A tag, comment or CDATA section that is longer is no event log. */
const longest = 1 << 24

const [lt, gt, slash, equals, bang, question] = [0x3c, 0x3e, 0x2f, 0x3d, 0x21, 0x3f]

/**
 * Finds one XML tag after the other in bytes. Text between tags, comments, CDATA sections and processing instructions
 * are passed over, since an event log has its data in attributes; a document type is refused. Positions, no copies.
 */
export class Tags {
  kind = nothing as number
  nameStart = 0
  nameEnd = 0
  attributes = 0
  readonly nameStarts = new Int32Array(32)
  readonly nameEnds = new Int32Array(32)
  readonly valueStarts = new Int32Array(32)
  readonly valueEnds = new Int32Array(32)
  readonly marks = new Uint8Array(32)
  /** Which of the attributes is `key`, and which `value`; -1 when there is none. */
  keyAt = -1
  valueAt = -1
  /** Line on which the tag begins, counted from 1. */
  line = 1
  #nextLine = 1
  #bytes: Uint8Array = new Uint8Array(0)
  #end = 0
  #hasBreak = false

  /** The line of the place where the next tag is looked for. */
  get nextLine(): number {
    return this.#nextLine
  }

  /**
   * Looks for a tag from `at` on. Returns the position after it, with `kind` nothing when there was only text; or -1 when
   * it goes on beyond `end`. Throws Invalid for what is not well-formed.
   */
  next(bytes: Uint8Array, at: number, end: number): number {
    this.#bytes = bytes
    this.#end = end
    this.kind = nothing
    let line = this.#nextLine
    let i = at
    for (; i < end; i++) {
      const byte = bytes[i] as number
      if (byte === lt) break
      if (byte === 0x0a) line++
    }
    this.#nextLine = line
    this.line = line
    if (i > at) return i
    if (i + 1 >= end) return -1
    const after = this.#markup(i)
    if (after < 0 && end - i > longest) throw this.#invalid('log.xes.tag-too-long')
    return after
  }

  #markup(at: number): number {
    const byte = this.#bytes[at + 1] as number
    if (byte === slash) return this.#closing(at + 2)
    if (byte === question) return this.#past(at + 2, '?>')
    if (byte === bang) return this.#declaration(at)
    return this.#opening(at + 1)
  }

  #closing(start: number): number {
    const bytes = this.#bytes
    const nameEnd = this.#nameEnd(start)
    let i = nameEnd
    while (i < this.#end && (bytes[i] as number) <= 0x20) i++
    if (i >= this.#end) return -1
    if (bytes[i] !== gt || nameEnd === start) throw this.#invalid('log.xes.malformed')
    this.nameStart = start
    this.nameEnd = nameEnd
    this.kind = closing
    if (i > nameEnd) this.#countLines(nameEnd, i)
    return i + 1
  }

  #opening(start: number): number {
    const bytes = this.#bytes
    const end = this.#end
    const nameEnd = this.#nameEnd(start)
    if (nameEnd === start) throw this.#invalid('log.xes.malformed')
    this.attributes = 0
    this.keyAt = -1
    this.valueAt = -1
    this.#hasBreak = false
    let kind: number = opening
    let i = nameEnd
    for (;;) {
      while (i < end && (bytes[i] as number) <= 0x20) if (bytes[i++] === 0x0a) this.#hasBreak = true
      if (i >= end) return -1
      const byte = bytes[i] as number
      if (byte === gt) break
      if (byte === slash) {
        if (i + 1 >= end) return -1
        if (bytes[i + 1] !== gt) throw this.#invalid('log.xes.malformed')
        kind = empty
        i++
        break
      }
      i = this.#attribute(i)
      if (i < 0) return -1
    }
    this.nameStart = start
    this.nameEnd = nameEnd
    this.kind = kind
    if (this.#hasBreak) this.#countLines(start, i)
    return i + 1
  }

  /** Reads `name="value"`; returns the position after it or -1. */
  #attribute(start: number): number {
    const bytes = this.#bytes
    const end = this.#end
    const nameEnd = this.#nameEnd(start)
    if (nameEnd === start) throw this.#invalid('log.xes.malformed')
    let i = nameEnd
    while (i < end && (bytes[i] as number) <= 0x20) if (bytes[i++] === 0x0a) this.#hasBreak = true
    if (i >= end) return -1
    if (bytes[i] !== equals) throw this.#invalid('log.xes.malformed')
    i++
    while (i < end && (bytes[i] as number) <= 0x20) if (bytes[i++] === 0x0a) this.#hasBreak = true
    if (i >= end) return -1
    const table = bytes[i] === 0x22 ? doubleQuoted : bytes[i] === 0x27 ? singleQuoted : undefined
    if (!table) throw this.#invalid('log.xes.malformed')
    const valueStart = ++i
    let marks = 0
    for (; i < end; i++) {
      const mark = table[bytes[i] as number] as number
      if (mark === 0) continue
      if (mark === ends) break
      marks |= mark
    }
    if (i >= end) return -1
    if (marks & forbidden) throw this.#invalid('log.xes.malformed')
    if (marks & toResolve) this.#hasBreak = true
    const at = this.attributes
    if (at === this.marks.length) throw this.#invalid('log.xes.malformed')
    this.attributes++
    this.nameStarts[at] = start
    this.nameEnds[at] = nameEnd
    this.valueStarts[at] = valueStart
    this.valueEnds[at] = i
    this.marks[at] = marks
    if (bytes[start] === 0x6b && nameEnd - start === 3) this.keyAt = at
    else if (bytes[start] === 0x76 && nameEnd - start === 5) this.valueAt = at
    return i + 1
  }

  #nameEnd(start: number): number {
    let i = start
    while (i < this.#end && nameByte[this.#bytes[i] as number] === 1) i++
    return i
  }

  #declaration(at: number): number {
    const bytes = this.#bytes
    if (this.#end - at < 9) return -1
    if (bytes[at + 2] === 0x2d && bytes[at + 3] === 0x2d) return this.#past(at + 4, '-->')
    const word = String.fromCharCode(...bytes.subarray(at + 2, at + 9))
    if (word === '[CDATA[') return this.#past(at + 9, ']]>')
    throw this.#invalid(word === 'DOCTYPE' ? 'log.xes.doctype' : 'log.xes.malformed')
  }

  /** The position after the next `mark`; `kind` stays nothing. */
  #past(start: number, mark: string): number {
    const bytes = this.#bytes
    const last = mark.charCodeAt(mark.length - 1)
    for (let i = start + mark.length - 1; i < this.#end; i++) {
      if (bytes[i] !== last) continue
      let k = mark.length - 2
      while (k >= 0 && bytes[i - mark.length + 1 + k] === mark.charCodeAt(k)) k--
      if (k >= 0) continue
      this.#countLines(start, i)
      return i + 1
    }
    return -1
  }

  #countLines(from: number, to: number): void {
    for (let i = from; i < to; i++) if (this.#bytes[i] === 0x0a) this.#nextLine++
  }

  #invalid(code: string): Invalid {
    return new Invalid([{ field: 'log', code, values: { line: this.line } }])
  }
}

function valueTable(quote: number): Uint8Array {
  const table = new Uint8Array(256)
  table.fill(beyondAscii, 0x80)
  table.fill(toResolve, 0, 0x20)
  table[0x26] = toResolve
  table[lt] = forbidden
  table[quote] = ends
  return table
}

const doubleQuoted = valueTable(0x22)
const singleQuoted = valueTable(0x27)

/** Bytes of names, taken generously: everything but white space and the marks of XML. */
const nameByte = new Uint8Array(256).fill(1, 0x21)
for (const byte of [lt, gt, slash, equals, bang, question, 0x22, 0x27, 0x26]) nameByte[byte] = 0
