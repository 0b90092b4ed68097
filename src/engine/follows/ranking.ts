import { seeded } from '../../kernel/random.ts'
import { quantilesInPlace } from '../statistics/quantiles.ts'
import { type Contributions, rankIntervals } from '../statistics/ranks.ts'
import { pack } from './pack.ts'
import type { Selection } from './selection.ts'
import type { Follows } from './types.ts'

/** The place of an edge among those with the same measure. */
export interface EdgeRank {
  /** 1 is the worst; equal values share a place. */
  readonly place: number
  readonly tied: boolean
  /** 95 % bootstrap interval of the place, resampling cases; null beyond the first 200 edges. */
  readonly lower: number | null
  readonly upper: number | null
  /** Milliseconds lost (without a target: waited) with each wait capped. */
  readonly value: number
  /** The cap: 95th percentile of the waits that ended in the last 24 months; null when none did. */
  readonly cap: number | null
}

export interface LargestCase {
  readonly case: string
  /** Milliseconds lost (without a target: waited), uncapped. */
  readonly value: number
  readonly share: number
}

export interface RankOptions {
  /** Draws of the bootstrap, 500 unless told. */
  readonly draws?: number
  /** Equal seeds give equal intervals; `nahtlos` unless told. */
  readonly seed?: number | string
}

export interface RankedSlot {
  readonly slot: number
  readonly rank: EdgeRank
  readonly largestCase: LargestCase | null
}

const twoYears = 2 * 365.25 * 86_400_000
const bootstrapped = 200

/**
 * The given slots in order of reading: those with a target by lost time, then those without by waiting time; among equals
 * the one with more passages first, then by name.
 */
export function rankSlots(
  follows: Follows,
  selection: Selection,
  slots: readonly number[],
  options: RankOptions,
): readonly RankedSlot[] {
  const caps = capsOf(follows, selection)
  const pieces = piecesByCase(follows, selection, caps)
  const values = new Float64Array(follows.slots.size())
  for (let i = 0; i < pieces.slot.length; i++) values[pieces.slot[i]!]! += pieces.capped[i]!
  const largest = largestCases(pieces, follows.slots.size())
  const random = seeded(options.seed ?? 'nahtlos')
  const withTarget = (slot: number) => !Number.isNaN(selection.target[slot]!)
  const ranked = (group: readonly number[], name: string): RankedSlot[] => {
    // Sorted as numbers: with very many edges, sorting the finished figures would take longer than making them.
    const order = Int32Array.from(group).sort(
      (a, b) => values[b]! - values[a]! || follows.count[b]! - follows.count[a]! || byName(follows, a, b),
    )
    const first = order.subarray(0, bootstrapped)
    const draws = options.draws ?? 500
    const intervals = rankIntervals(only(pieces, first, values.length), first.length, draws, random.child(name))
    let place = 0
    return Array.from(order, (slot, i) => {
      const value = values[slot]!
      const asBefore = i > 0 && values[order[i - 1]!] === value
      if (!asBefore) place = i + 1
      const interval = intervals[i]
      return {
        slot,
        rank: {
          place,
          tied: asBefore || (i + 1 < order.length && values[order[i + 1]!] === value),
          lower: interval ? interval.lower : null,
          upper: interval ? interval.upper : null,
          value,
          cap: caps[slot] === Number.POSITIVE_INFINITY ? null : caps[slot]!,
        },
        largestCase: largest(slot, follows.log.cases.labels),
      }
    })
  }
  return [
    ...ranked(slots.filter(withTarget), 'lost'),
    ...ranked(
      slots.filter((slot) => !withTarget(slot)),
      'waiting',
    ),
  ]
}

function byName({ labels, slots }: Follows, a: number, b: number): number {
  const [from, other] = [labels[slots.from(a)]!, labels[slots.from(b)]!]
  if (from !== other) return from < other ? -1 : 1
  return labels[slots.to(a)]! < labels[slots.to(b)]! ? -1 : 1
}

/** Caps by slot: infinite where nothing ended in the last 24 months of the log. */
function capsOf(follows: Follows, selection: Selection): Float64Array {
  const { time } = follows.log
  let last = Number.NEGATIVE_INFINITY
  for (let row = 0; row < time.length; row++) if (time[row]! > last) last = time[row]!
  if (follows.open.asOf < last) last = follows.open.asOf
  if (selection.end < last) last = selection.end
  const recent = new Uint8Array(time.length)
  for (let row = 0; row < time.length; row++) recent[row] = time[row]! > last - twoYears && time[row]! <= last ? 1 : 0
  const { used, offsets, waits } = pack(follows, recent)
  const caps = new Float64Array(follows.slots.size()).fill(Number.POSITIVE_INFINITY)
  for (const slot of used) quantilesInPlace(waits, offsets[slot]!, offsets[slot + 1]!, [0.95], caps, slot)
  return caps
}

interface Pieces {
  readonly case: Int32Array
  readonly slot: Int32Array
  readonly capped: Float64Array
  readonly uncapped: Float64Array
}

/** What each case adds to each slot, one row per pair, cases ascending. */
function piecesByCase(follows: Follows, selection: Selection, caps: Float64Array): Pieces {
  const { slotOf, wait, open, log } = follows
  const cases = follows.caseCodes
  const lostOf = (slot: number, waited: number) => {
    const target = selection.target[slot]!
    return Number.isNaN(target) ? waited : waited - target
  }
  // Count per case, place, and add up: the same three passes as for the order of events, over what lost time only.
  const next = new Int32Array(log.cases.labels.length + 1)
  const counts = (row: number, slot: number, waited: number) => {
    if (lostOf(slot, waited) > 0) next[cases[row]! + 1]!++
  }
  const each = (visit: (row: number, slot: number, waited: number) => void) => {
    for (let row = 0; row < slotOf.length; row++)
      if (slotOf[row]! >= 0 && (!selection.keep || selection.keep[row])) visit(row, slotOf[row]!, wait[row]!)
    open.slot.forEach((slot, i) => {
      if (selection.keepOpen[i]) visit(open.row[i]!, slot, open.wait[i]!)
    })
  }
  each(counts)
  for (let at = 1; at < next.length; at++) next[at]! += next[at - 1]!
  const total = next[next.length - 1]!
  const starts = next.slice()
  const slot = new Int32Array(total)
  const waits = new Float64Array(total)
  each((row, at, waited) => {
    if (lostOf(at, waited) <= 0) return
    const to = next[cases[row]!]!++
    slot[to] = at
    waits[to] = waited
  })
  const pieces: Pieces = {
    case: new Int32Array(total),
    slot: new Int32Array(total),
    capped: new Float64Array(total),
    uncapped: new Float64Array(total),
  }
  const seenAt = new Int32Array(follows.slots.size()).fill(-1)
  let kept = 0
  for (let at = 0; at + 1 < starts.length; at++) {
    const firstOfCase = kept
    for (let i = starts[at]!; i < starts[at + 1]!; i++) {
      const pair = slot[i]!
      let to = seenAt[pair]!
      if (to < firstOfCase) {
        to = kept++
        seenAt[pair] = to
        pieces.case[to] = at
        pieces.slot[to] = pair
      }
      pieces.capped[to]! += Math.max(0, lostOf(pair, Math.min(waits[i]!, caps[pair]!)))
      pieces.uncapped[to]! += lostOf(pair, waits[i]!)
    }
  }
  return {
    case: pieces.case.subarray(0, kept),
    slot: pieces.slot.subarray(0, kept),
    capped: pieces.capped.subarray(0, kept),
    uncapped: pieces.uncapped.subarray(0, kept),
  }
}

function largestCases(pieces: Pieces, size: number): (slot: number, names: readonly string[]) => LargestCase | null {
  const sums = new Float64Array(size)
  const best = new Int32Array(size).fill(-1)
  for (let i = 0; i < pieces.slot.length; i++) {
    const slot = pieces.slot[i]!
    sums[slot]! += pieces.uncapped[i]!
    if (best[slot]! < 0 || pieces.uncapped[i]! > pieces.uncapped[best[slot]!]!) best[slot] = i
  }
  return (slot, names) => {
    const at = best[slot]!
    if (at < 0) return null
    const value = pieces.uncapped[at]!
    return { case: names[pieces.case[at]!]!, value, share: value / sums[slot]! }
  }
}

/** The contributions to the given slots, numbered in their order. */
function only(pieces: Pieces, slots: Int32Array, size: number): Contributions {
  const itemOf = new Int32Array(size).fill(-1)
  slots.forEach((slot, item) => {
    itemOf[slot] = item
  })
  let count = 0
  for (let i = 0; i < pieces.slot.length; i++) if (itemOf[pieces.slot[i]!]! >= 0) count++
  const kept = { cluster: new Int32Array(count), item: new Int32Array(count), value: new Float64Array(count) }
  for (let i = 0, at = 0; i < pieces.slot.length; i++) {
    const item = itemOf[pieces.slot[i]!]!
    if (item < 0) continue
    kept.cluster[at] = pieces.case[i]!
    kept.item[at] = item
    kept.value[at++] = pieces.capped[i]!
  }
  return kept
}
