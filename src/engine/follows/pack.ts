import { quantilesInPlace } from '../statistics/quantiles.ts'
import type { Follows } from './types.ts'

/** The waits of a log, sorted into one stretch per slot. */
export interface Packed {
  /** Slots with at least one wait. */
  readonly used: readonly number[]
  /** The waits of slot s are waits[offsets[s], offsets[s + 1]). */
  readonly offsets: Int32Array
  readonly waits: Float64Array
}

/** Puts the waits of each slot side by side; only those of rows kept, where `keep` is given (1 per row). */
export function pack(follows: Follows, keep?: Uint8Array): Packed {
  const size = follows.slots.size()
  const count = keep ? countKept(follows, keep) : follows.count
  const offsets = new Int32Array(size + 1)
  const used: number[] = []
  for (let slot = 0; slot < size; slot++) {
    offsets[slot + 1] = offsets[slot]! + count[slot]!
    if (count[slot]! > 0) used.push(slot)
  }
  const waits = new Float64Array(offsets[size]!)
  const { slotOf } = follows
  if (keep) scatterKept(slotOf, follows.wait, keep, offsets.slice(0, size), waits)
  else scatter(slotOf, follows.wait, offsets.slice(0, size), waits)
  return { used, offsets, waits }
}

function countKept(follows: Follows, keep: Uint8Array): Int32Array {
  const count = new Int32Array(follows.slots.size())
  const { slotOf } = follows
  for (let row = 0; row < slotOf.length; row++) if (keep[row] && slotOf[row]! >= 0) count[slotOf[row]!]!++
  return count
}

function scatter(slotOf: Int16Array | Int32Array, wait: Float64Array, next: Int32Array, into: Float64Array): void {
  for (let row = 0; row < slotOf.length; row++) {
    const slot = slotOf[row]!
    if (slot >= 0) into[next[slot]!++] = wait[row]!
  }
}

function scatterKept(
  slotOf: Int16Array | Int32Array,
  wait: Float64Array,
  keep: Uint8Array,
  next: Int32Array,
  into: Float64Array,
): void {
  for (let row = 0; row < slotOf.length; row++) {
    const slot = slotOf[row]!
    if (slot >= 0 && keep[row]) into[next[slot]!++] = wait[row]!
  }
}

/** Number, mean and quantiles of every pair that occurs: the least that says where people wait. */
export interface EdgeQuantiles {
  readonly slot: Int32Array
  readonly n: Int32Array
  readonly mean: Float64Array
  /** By edge, then by share asked for: quantiles[edge * shares.length + i]. Milliseconds, exact, type 7. */
  readonly quantiles: Float64Array
}

/** Quantiles at the given shares (ascending, 0 to 1) for every edge, and nothing else. */
export function edgeQuantiles(follows: Follows, shares: readonly number[]): EdgeQuantiles {
  const { used, offsets, waits } = pack(follows)
  const result: EdgeQuantiles = {
    slot: Int32Array.from(used),
    n: new Int32Array(used.length),
    mean: new Float64Array(used.length),
    quantiles: new Float64Array(used.length * shares.length),
  }
  used.forEach((slot, edge) => {
    const from = offsets[slot]!
    const to = offsets[slot + 1]!
    let sum = 0
    for (let i = from; i < to; i++) sum += waits[i]!
    result.n[edge] = to - from
    result.mean[edge] = sum / (to - from)
    quantilesInPlace(waits, from, to, shares, result.quantiles, edge * shares.length)
  })
  return result
}
