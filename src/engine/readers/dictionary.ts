const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
/** Labels are turned into text in portions of about this many bytes: one call for many labels instead of one for each. */
const portion = 1 << 20
const largestArena = 0x7fff_ffff

/**
 * Numbers texts in order of first appearance, straight from bytes: no string is made for a label that was seen before.
 * An open-addressing hash table over one growing stretch of bytes. What goes in must be valid UTF-8.
 */
export class Dictionary {
  size = 0
  /** Pairs of code and hash; code -1 for a free slot. Side by side, because each miss of the cache costs more than the rest. */
  #slots = new Int32Array(128).fill(-1)
  #mask = 63
  /** Label `code` lies in `#arena` from `#offsets[code]` to `#offsets[code + 1]`. */
  #offsets = new Int32Array(33)
  #arena: Uint8Array = new Uint8Array(1024)
  #arenaWords = viewOf(this.#arena)
  /** The bytes of the last call, and the same by four: one load instead of four, unaligned. */
  #bytes: Uint8Array = new Uint8Array(0)
  #words = viewOf(this.#bytes)
  #last = -1

  /** The code of the text in `bytes[start, end)`, a new one when it was not seen before. */
  code(bytes: Uint8Array, start: number, end: number): number {
    if (bytes !== this.#bytes) {
      this.#bytes = bytes
      this.#words = viewOf(bytes)
    }
    // Logs are often sorted by case: the label of the row before is the likeliest.
    if (this.#last >= 0 && this.#equals(this.#last, start, end)) return this.#last
    const hash = this.#hash(start, end)
    for (let slot = hash & this.#mask; ; slot = (slot + 1) & this.#mask) {
      const code = this.#slots[slot * 2] as number
      if (code < 0) return this.#add(start, end, hash, slot)
      if (this.#slots[slot * 2 + 1] === hash && this.#equals(code, start, end)) {
        this.#last = code
        return code
      }
    }
  }

  /** The code of a text, as `code` does for bytes. */
  codeOfText(text: string): number {
    const bytes = new TextEncoder().encode(text)
    return this.code(bytes, 0, bytes.length)
  }

  /** One text; for many, `labels` is far quicker. */
  label(code: number): string {
    return decoder.decode(this.#arena.subarray(this.#offsets[code], this.#offsets[code + 1]))
  }

  /** The texts by code. */
  labels(): string[] {
    const labels = new Array<string>(this.size)
    for (let from = 0; from < this.size; ) {
      const start = this.#offsets[from] as number
      let to = from + 1
      while (to < this.size && (this.#offsets[to + 1] as number) - start <= portion) to++
      this.#decode(labels, from, to)
      from = to
    }
    return labels
  }

  #decode(labels: string[], from: number, to: number): void {
    const start = this.#offsets[from] as number
    const end = this.#offsets[to] as number
    const text = decoder.decode(this.#arena.subarray(start, end))
    const ascii = text.length === end - start
    for (let code = from, at = 0; code < to; code++) {
      const first = this.#offsets[code] as number
      const last = this.#offsets[code + 1] as number
      const next = at + (ascii ? last - first : unitsOf(this.#arena, first, last))
      labels[code] = text.slice(at, next)
      at = next
    }
  }

  #equals(code: number, start: number, end: number): boolean {
    const first = this.#offsets[code] as number
    const length = end - start
    if ((this.#offsets[code + 1] as number) - first !== length) return false
    if (length < 4) {
      for (let i = 0; i < length; i++) if (this.#arena[first + i] !== this.#bytes[start + i]) return false
      return true
    }
    // From the end, where labels such as "case-10011" and "case-10012" differ.
    for (let i = length - 4; i > 0; i -= 4) {
      if (this.#arenaWords.getInt32(first + i, true) !== this.#words.getInt32(start + i, true)) return false
    }
    return this.#arenaWords.getInt32(first, true) === this.#words.getInt32(start, true)
  }

  /** Four bytes at a time, mixed as in MurmurHash3 (Austin Appleby, public domain), which spreads numbered names well. */
  #hash(start: number, end: number): number {
    let hash = (end - start) | 0
    if (end - start >= 4) {
      for (let i = start; i < end - 4; i += 4) hash = mix(hash, this.#words.getInt32(i, true))
      hash = mix(hash, this.#words.getInt32(end - 4, true))
    } else {
      let word = 0
      for (let i = start; i < end; i++) word = (word << 8) | (this.#bytes[i] as number)
      hash = mix(hash, word)
    }
    hash ^= hash >>> 16
    hash = Math.imul(hash, 0x85ebca6b)
    hash ^= hash >>> 13
    hash = Math.imul(hash, 0xc2b2ae35)
    return hash ^ (hash >>> 16)
  }

  #add(start: number, end: number, hash: number, slot: number): number {
    const code = this.size++
    const from = this.#offsets[code] as number
    const to = from + end - start
    if (to > this.#arena.length) {
      if (to > largestArena) throw new RangeError('more than 2 GB of distinct labels in one column')
      const larger = new Uint8Array(Math.min(largestArena, Math.max(to, this.#arena.length * 2)))
      larger.set(this.#arena)
      this.#arena = larger
      this.#arenaWords = viewOf(larger)
    }
    for (let i = start, at = from; i < end; i++, at++) this.#arena[at] = this.#bytes[i] as number
    if (code + 1 === this.#offsets.length) this.#offsets = doubled(this.#offsets)
    this.#offsets[code + 1] = to
    this.#slots[slot * 2] = code
    this.#slots[slot * 2 + 1] = hash
    this.#last = code
    if (this.size * 2 > this.#mask) this.#rehash()
    return code
  }

  #rehash(): void {
    const old = this.#slots
    const slots = new Int32Array(old.length * 2).fill(-1)
    const mask = this.#mask * 2 + 1
    for (let i = 0; i < old.length; i += 2) {
      const code = old[i] as number
      if (code < 0) continue
      const hash = old[i + 1] as number
      let slot = hash & mask
      while ((slots[slot * 2] as number) >= 0) slot = (slot + 1) & mask
      slots[slot * 2] = code
      slots[slot * 2 + 1] = hash
    }
    this.#slots = slots
    this.#mask = mask
  }
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
}

function doubled(values: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(values.length * 2)
  larger.set(values)
  return larger
}

function mix(hash: number, word: number): number {
  let k = Math.imul(word, 0xcc9e2d51)
  k = (k << 15) | (k >>> 17)
  const h = hash ^ Math.imul(k, 0x1b873593)
  return (Math.imul((h << 13) | (h >>> 19), 5) + 0xe6546b64) | 0
}

/** The UTF-16 length of UTF-8 bytes: one per character, two per character beyond the basic plane. */
function unitsOf(bytes: Uint8Array, start: number, end: number): number {
  let units = 0
  for (let i = start; i < end; i++) {
    const byte = bytes[i] as number
    if ((byte & 0xc0) !== 0x80) units += byte >= 0xf0 ? 2 : 1
  }
  return units
}
