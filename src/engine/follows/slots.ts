/** Numbers for ordered pairs of values, so that what is counted per pair is a column. */
export interface Slots {
  /** How many numbers are in use or could be. */
  size(): number
  /** The number of a pair. */
  at(from: number, to: number): number
  from(slot: number): number
  to(slot: number): number
}

/** One number for each possible pair; undefined when that would be far more than the log can hold. */
export function denseSlots(values: number, events: number): Slots | undefined {
  const size = values * values
  if (size > 4_000_000 || size > Math.max(65_536, 4 * events)) return undefined
  return {
    size: () => size,
    at: (from, to) => from * values + to,
    from: (slot) => Math.floor(slot / values),
    to: (slot) => slot % values,
  }
}

/** Numbers in order of first appearance, for logs with very many values. Open addressing, at most half full. */
export function hashedSlots(values: number): Slots {
  let keys = new Float64Array(1024).fill(-1)
  let slots = new Int32Array(1024)
  let known = new Float64Array(512)
  let size = 0

  function find(key: number): number {
    const mask = keys.length - 1
    const low = key % 0x100000000
    let at = Math.imul(low ^ Math.imul((key - low) / 0x100000000, 0x85ebca6b), 0x9e3779b1) >>> 0
    at = (at ^ (at >>> 15)) & mask
    while (keys[at] !== -1 && keys[at] !== key) at = (at + 1) & mask
    return at
  }

  function grow(): void {
    keys = new Float64Array(keys.length * 2).fill(-1)
    slots = new Int32Array(keys.length)
    const wider = new Float64Array(keys.length / 2)
    wider.set(known)
    known = wider
    for (let slot = 0; slot < size; slot++) {
      const at = find(known[slot]!)
      keys[at] = known[slot]!
      slots[at] = slot
    }
  }

  return {
    size: () => size,
    at(from, to) {
      const key = from * values + to
      let at = find(key)
      if (keys[at] === key) return slots[at]!
      if (size === known.length) {
        grow()
        at = find(key)
      }
      keys[at] = key
      slots[at] = size
      known[size] = key
      return size++
    },
    from: (slot) => Math.floor(known[slot]! / values),
    to: (slot) => known[slot]! % values,
  }
}
