/** Bytes as they come from a file, a pipe or a request, in pieces of any size. */
export type Bytes = AsyncIterable<Uint8Array>

/** The beginning of a source, and the source as if nothing had been taken from it. */
export interface Peeked {
  readonly head: Uint8Array
  /** True when the source ends with the head. */
  readonly whole: boolean
  /** What the source failed with right behind the head; absent when it did not. */
  readonly failure?: unknown
  readonly bytes: Bytes
}

/** Text as bytes, and what is known of its encoding. */
export interface TextSource extends Peeked {
  /** The encoding it was turned from, or undefined: then it is told apart while reading. */
  readonly encoding: string | undefined
  /** True when what is not valid UTF-8 is damage, false when it hints at another encoding. */
  readonly strict: boolean
  /** Bytes of the file before the text, to name places in the file; undefined when the bytes are not those of the file. */
  readonly offset: number | undefined
}

/**
 * Takes the first `length` bytes (fewer when the source is shorter), however the pieces are cut. Where the source fails
 * after some bytes, the failure comes behind them, so that whoever reads knows on which line.
 */
export async function peek(source: Bytes, length: number): Promise<Peeked> {
  const iterator = source[Symbol.asyncIterator]()
  const pieces: Uint8Array[] = []
  let size = 0
  let end: { failure?: unknown } | undefined
  while (size < length && !end) {
    try {
      const next = await iterator.next()
      if (next.done) end = {}
      else {
        pieces.push(next.value)
        size += next.value.length
      }
    } catch (failure) {
      if (size === 0) throw failure
      end = { failure }
    }
  }
  const taken = concatenate(pieces, size)
  const failed = end !== undefined && 'failure' in end
  const whole = end !== undefined && !failed && size <= length
  return { head: taken.subarray(0, length), whole, bytes: resume(taken, end, iterator), ...(failed ? end : {}) }
}

async function* resume(
  taken: Uint8Array,
  end: { failure?: unknown } | undefined,
  iterator: AsyncIterator<Uint8Array>,
): Bytes {
  try {
    if (taken.length > 0) yield taken
    if (end && 'failure' in end) throw end.failure
    while (!end) {
      const next = await iterator.next()
      if (next.done) return
      yield next.value
    }
  } finally {
    await iterator.return?.()
  }
}

function concatenate(pieces: readonly Uint8Array[], size: number): Uint8Array {
  const whole = new Uint8Array(size)
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}
