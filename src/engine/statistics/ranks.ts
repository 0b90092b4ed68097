import type { Random } from '../../kernel/random.ts'

/** Days that one cluster (a person, a family, a case) adds to one item (an interface, an edge). */
export interface Contributions {
  /** Clusters as numbers from 0; in ascending order. */
  readonly cluster: Int32Array
  readonly item: Int32Array
  readonly value: Float64Array
}

export interface RankInterval {
  /** 1 is the largest; items of equal value share a place. */
  readonly place: number
  readonly tied: boolean
  /** 95 % of the draws lie within. */
  readonly lower: number
  readonly upper: number
}

/** Places by value, largest first, without an interval. */
export function places(values: Float64Array, into = new Int32Array(values.length)): Int32Array {
  if (values.length > 64) {
    const sorted = Float64Array.from(values).sort()
    for (let i = 0; i < values.length; i++) into[i] = 1 + values.length - firstAbove(sorted, values[i]!)
    return into
  }
  for (let i = 0; i < values.length; i++) {
    let place = 1
    for (let j = 0; j < values.length; j++) if (values[j]! > values[i]!) place++
    into[i] = place
  }
  return into
}

/**
 * Places of items by the sum of what clusters contribute, with bootstrap intervals. Clusters are drawn, not single values,
 * since the waits of one family hang together; the number of times that each is drawn is Poisson with mean 1 (the
 * bootstrap for large data of Oza and Russell 2001), in steps of 1/65536.
 */
export function rankIntervals(
  contributions: Contributions,
  items: number,
  draws: number,
  random: Random,
): readonly RankInterval[] {
  const { cluster, item, value } = merged(contributions, items)
  const observed = new Float64Array(items)
  for (let i = 0; i < value.length; i++) observed[item[i]!]! += value[i]!
  const seen = places(observed)
  const counts = new Map<number, number>()
  for (const place of seen) counts.set(place, (counts.get(place) ?? 0) + 1)

  const drawn = Array.from({ length: items }, () => new Int32Array(draws))
  const sums = new Float64Array(items)
  const now = new Int32Array(items)
  let bits = random.int(0x100000000) | 1
  for (let draw = 0; draw < draws; draw++) {
    sums.fill(0)
    let current = -1
    let weight = 0
    for (let i = 0; i < value.length; i++) {
      if (cluster[i] !== current) {
        current = cluster[i]!
        // xorshift32 (Marsaglia 2003): seeded from the generator above, and ten times as quick in this loop.
        bits ^= bits << 13
        bits ^= bits >>> 17
        bits ^= bits << 5
        weight = poissonTable[bits >>> 16]!
      }
      sums[item[i]!]! += weight * value[i]!
    }
    places(sums, now)
    for (let k = 0; k < items; k++) drawn[k]![draw] = now[k]!
  }
  return drawn.map((column, k) => {
    column.sort()
    const low = column[Math.floor(0.025 * (draws - 1))] ?? seen[k]!
    const high = column[Math.ceil(0.975 * (draws - 1))] ?? seen[k]!
    return {
      place: seen[k]!,
      tied: counts.get(seen[k]!)! > 1,
      lower: Math.min(low, seen[k]!),
      upper: Math.max(high, seen[k]!),
    }
  })
}

/** Numbers of draws by the upper 16 bits of a random number: a Poisson distribution with mean exactly 1. */
const poissonTable = (() => {
  const table = new Uint8Array(65536)
  let at = 0
  let mass = Math.exp(-1)
  for (let k = 0; at < table.length; k++) {
    const until = Math.min(table.length, at + Math.max(1, Math.round(mass * 65536)))
    table.fill(k, at, until)
    at = until
    mass /= k + 1
  }
  return table
})()

/** Above so many single contributions clusters are put together at random, which changes the interval by a few percent. */
const manyContributions = 20_000

function merged(contributions: Contributions, items: number): Contributions {
  if (contributions.value.length <= manyContributions) return contributions
  const groups = Math.max(128, Math.min(512, Math.floor(250_000 / items)))
  const table = new Float64Array(groups * items)
  for (let i = 0; i < contributions.value.length; i++) {
    const group = (Math.imul(contributions.cluster[i]!, 0x9e3779b1) >>> 0) % groups
    table[group * items + contributions.item[i]!]! += contributions.value[i]!
  }
  const kept = table.reduce((count, value) => count + (value === 0 ? 0 : 1), 0)
  const result = { cluster: new Int32Array(kept), item: new Int32Array(kept), value: new Float64Array(kept) }
  for (let i = 0, at = 0; i < table.length; i++) {
    if (table[i] === 0) continue
    result.cluster[at] = Math.floor(i / items)
    result.item[at] = i % items
    result.value[at++] = table[i]!
  }
  return result
}

function firstAbove(sorted: Float64Array, value: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (sorted[middle]! <= value) low = middle + 1
    else high = middle
  }
  return low
}
