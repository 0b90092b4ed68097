const pieceBits = 16
const pieceSize = 1 << pieceBits
const pieceMask = pieceSize - 1

/**
 * Columns that grow. They grow by pieces of 64 Ki values instead of by doubling, so that reading never needs three
 * times the memory of what has been read.
 */
abstract class Growing<T extends Int32Array | Float64Array | Uint8Array> {
  size = 0
  #pieces: T[] = []
  #piece: T

  constructor() {
    this.#piece = this.make(pieceSize)
    this.#pieces.push(this.#piece)
  }

  protected abstract make(length: number): T

  push(value: number): void {
    const at = this.size & pieceMask
    if (at === 0 && this.size > 0) {
      this.#piece = this.make(pieceSize)
      this.#pieces.push(this.#piece)
    }
    this.#piece[at] = value
    this.size++
  }

  /** Repeats a value until the column has `size` values. */
  padTo(size: number, value: number): void {
    while (this.size < size) this.push(value)
  }

  get(row: number): number {
    return (this.#pieces[row >> pieceBits] as T)[row & pieceMask] as number
  }

  set(row: number, value: number): void {
    ;(this.#pieces[row >> pieceBits] as T)[row & pieceMask] = value
  }

  /** The values in one piece. The column is empty afterwards. */
  finish(): T {
    const whole = this.make(this.size)
    for (let i = 0, at = 0; at < this.size; i++, at += pieceSize) {
      const piece = this.#pieces[i] as T
      whole.set(piece.subarray(0, Math.min(pieceSize, this.size - at)), at)
      this.#pieces[i] = undefined as unknown as T // let it go before the next one is copied
    }
    this.#pieces = [this.#piece]
    this.size = 0
    return whole
  }
}

export class IntColumn extends Growing<Int32Array> {
  protected make(length: number): Int32Array {
    return new Int32Array(length)
  }
}

export class FloatColumn extends Growing<Float64Array> {
  protected make(length: number): Float64Array {
    return new Float64Array(length)
  }
}

export class ByteColumn extends Growing<Uint8Array> {
  protected make(length: number): Uint8Array {
    return new Uint8Array(length)
  }
}
