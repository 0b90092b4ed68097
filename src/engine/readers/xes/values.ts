import { Invalid } from '../../../kernel/errors.ts'
import type { Tallies } from '../tallies.ts'
import { FieldText } from '../text.ts'
import { resolve, UnknownEntity } from './entities.ts'
import { beyondAscii, type Tags, toResolve } from './tags.ts'

/** The text of an XML attribute as valid UTF-8, with its references resolved: in `bytes[start, end)` until the next call. */
export class Values {
  bytes: Uint8Array = new Uint8Array(0)
  start = 0
  end = 0
  readonly #text: FieldText
  #scratch = new Uint8Array(256)

  constructor(tallies: Tallies, strict: boolean) {
    this.#text = new FieldText(tallies, strict)
  }

  /** Finds the text of the attribute number `at` of a tag. Throws Invalid for an entity that XML does not define. */
  find(bytes: Uint8Array, tags: Tags, at: number): void {
    this.bytes = bytes
    this.start = tags.valueStarts[at] as number
    this.end = tags.valueEnds[at] as number
    const marks = tags.marks[at] as number
    if (marks !== 0) this.#clean(marks, tags.line)
  }

  text(bytes: Uint8Array, tags: Tags, at: number): string {
    this.find(bytes, tags, at)
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(this.bytes.subarray(this.start, this.end))
  }

  /** What the encoding turned out to be. */
  finish(): string {
    return this.#text.finish()
  }

  #clean(marks: number, line: number): void {
    if (marks & beyondAscii) {
      this.#text.read(this.bytes, this.start, this.end, line)
      this.bytes = this.#text.bytes
      this.start = this.#text.start
      this.end = this.#text.end
    }
    if ((marks & toResolve) === 0) return
    if (this.end - this.start > this.#scratch.length) this.#scratch = new Uint8Array((this.end - this.start) * 2)
    try {
      this.end = resolve(this.bytes, this.start, this.end, this.#scratch)
    } catch (error) {
      if (!(error instanceof UnknownEntity)) throw error
      throw new Invalid([{ field: 'log', code: 'log.xes.entity', values: { line, entity: error.entity } }])
    }
    this.bytes = this.#scratch
    this.start = 0
  }
}
