const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
/** Labels are turned into text in portions of about this many bytes: one call for many labels instead of one for each. */
const portion = 1 << 20

/**
 * Numbers texts in order of first appearance, straight from bytes: no string is made for a label that was seen before.
 * An open-addressing hash table over one growing stretch of bytes. What goes in must be valid UTF-8.
 */
export class Dictionary {
  size = 0
  #slots = new Int32Array(64).fill(-1)
  #hashes = new Int32Array(32)
  /** Label `code` lies in `#arena` from `#offsets[code]` to `#offsets[code + 1]`. */
  #offsets = new Float64Array(33)
  #arena = new Uint8Array(1024)
  #last = -1

  /** The code of the text in `bytes[start, end)`, a new one when it was not seen before. */
  code(bytes: Uint8Array, start: number, end: number): number {
    // Logs are often sorted by case: the label of the row before is the likeliest.
    if (this.#last >= 0 && this.#equals(this.#last, bytes, start, end)) return this.#last
    const hash = hashOf(bytes, start, end)
    const mask = this.#slots.length - 1
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const code = this.#slots[slot] as number
      if (code < 0) return this.#add(bytes, start, end, hash, slot)
      if (this.#hashes[code] === hash && this.#equals(code, bytes, start, end)) {
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

  #equals(code: number, bytes: Uint8Array, start: number, end: number): boolean {
    const first = this.#offsets[code] as number
    let at = this.#offsets[code + 1] as number
    if (at - first !== end - start) return false
    const arena = this.#arena
    // From the end, where labels such as "case-10011" and "case-10012" differ.
    for (let i = end; i > start; ) if (arena[--at] !== bytes[--i]) return false
    return true
  }

  #add(bytes: Uint8Array, start: number, end: number, hash: number, slot: number): number {
    const code = this.size++
    const from = this.#offsets[code] as number
    const to = from + end - start
    if (to > this.#arena.length) this.#arena = enlarged(this.#arena, Math.max(to, this.#arena.length * 2))
    for (let i = start, at = from; i < end; i++, at++) this.#arena[at] = bytes[i] as number
    if (code === this.#hashes.length) {
      const larger = new Int32Array(code * 2)
      larger.set(this.#hashes)
      this.#hashes = larger
      const offsets = new Float64Array(code * 2 + 1)
      offsets.set(this.#offsets)
      this.#offsets = offsets
    }
    this.#hashes[code] = hash
    this.#offsets[code + 1] = to
    this.#slots[slot] = code
    this.#last = code
    if (this.size * 2 > this.#slots.length) this.#rehash()
    return code
  }

  #rehash(): void {
    const slots = new Int32Array(this.#slots.length * 2).fill(-1)
    const mask = slots.length - 1
    for (let code = 0; code < this.size; code++) {
      let slot = (this.#hashes[code] as number) & mask
      while ((slots[slot] as number) >= 0) slot = (slot + 1) & mask
      slots[slot] = code
    }
    this.#slots = slots
  }
}

function enlarged(bytes: Uint8Array, size: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(size)
  larger.set(bytes)
  return larger
}

/** Four bytes at a time, mixed as in MurmurHash3 (Austin Appleby, public domain), which spreads numbered names well. */
function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = (end - start) | 0
  let i = start
  for (; i + 3 < end; i += 4) {
    const word =
      (bytes[i] as number) |
      ((bytes[i + 1] as number) << 8) |
      ((bytes[i + 2] as number) << 16) |
      ((bytes[i + 3] as number) << 24)
    hash = mix(hash, word)
  }
  let word = 0
  for (let shift = 0; i < end; i++, shift += 8) word |= (bytes[i] as number) << shift
  hash = mix(hash, word)
  hash ^= hash >>> 16
  hash = Math.imul(hash, 0x85ebca6b)
  hash ^= hash >>> 13
  hash = Math.imul(hash, 0xc2b2ae35)
  return hash ^ (hash >>> 16)
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
