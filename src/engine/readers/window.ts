import { Invalid } from '../../kernel/errors.ts'
import type { Bytes } from './source.ts'

/** Parsers see at least this much at once, so that a source in tiny pieces does not make them start over each time. */
const enough = 1 << 16

/**
 * The part of a source that a parser works on. The parser takes whole records from `start`; what is left over is kept
 * when more is read. Memory is bounded by the longest record, not by the source.
 */
export class Window {
  bytes = new Uint8Array(1 << 18)
  /** The first byte that is not yet taken. The parser moves it. */
  start = 0
  /** One past the last byte that is there. */
  end = 0
  /** True when nothing follows after `end`. */
  ended = false
  /** Position in the source of `bytes[0]`. */
  offset = 0
  readonly #iterator: AsyncIterator<Uint8Array>

  constructor(source: Bytes) {
    this.#iterator = source[Symbol.asyncIterator]()
  }

  /** Reads on until at least 64 KiB more have come, or as much again as was left over, or the source has ended. */
  async fill(): Promise<void> {
    if (this.start > 0) {
      this.bytes.copyWithin(0, this.start, this.end)
      this.offset += this.start
      this.end -= this.start
      this.start = 0
    }
    const goal = this.end + Math.max(enough, this.end)
    while (!this.ended && this.end < goal) {
      const next = await this.#iterator.next()
      if (next.done) this.ended = true
      else this.#append(next.value)
    }
  }

  /** Tells the source that no more is wanted. */
  async close(): Promise<void> {
    if (!this.ended) await this.#iterator.return?.()
    this.ended = true
  }

  #append(piece: Uint8Array): void {
    const needed = this.end + piece.length
    if (needed > this.bytes.length) {
      const larger = new Uint8Array(Math.max(needed, this.bytes.length * 2))
      larger.set(this.bytes.subarray(0, this.end))
      this.bytes = larger
    }
    this.bytes.set(piece, this.end)
    this.end = needed
  }
}

/** Runs a reading; what ends it gets the line that had been reached, unless it names one. `line` is asked afterwards. */
export async function withLine<T>(read: () => Promise<T>, line: () => number): Promise<T> {
  try {
    return await read()
  } catch (error) {
    if (!(error instanceof Invalid)) throw error
    throw new Invalid(error.issues.map((issue) => ({ ...issue, values: { line: line(), ...issue.values } })))
  }
}
