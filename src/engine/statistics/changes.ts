import type { Month } from '../../kernel/period.ts'
import type { Random } from '../../kernel/random.ts'
import { kaplanMeier, survivalMedian } from './survival.ts'

/**
 * Months from which waits were different for good. Method: circular binary segmentation (Olshen, Venkatraman, Lucito and
 * Wigler, Biostatistics 5, 2004) on scores summed by month, with whole months permuted: waits of one month resemble each
 * other (one office, one backlog), so single waits in random order would promise more certainty than there is. The scores
 * are ranks, generalised to waits that still last, so one very long wait cannot make a change.
 */
export interface Change {
  /** The first month of the new level. */
  readonly month: Month
  /** Median before (since the previous change) and from then on (until the next); null when not reached. */
  readonly before: number | null
  readonly after: number | null
  readonly direction: 'longer' | 'shorter'
  /** How often months in random order would show a change as clear as this; 0.001 is the least that can be found. */
  readonly p: number
}

/** Waits by month; all columns of equal length, in any unit and order. */
export interface WaitsByMonth {
  readonly wait: Float64Array
  /** 1 where the wait is over, 0 where it was last seen lasting. */
  readonly ended: Uint8Array
  /** Index into `months`. */
  readonly monthOf: Int32Array
  /** Consecutive months, oldest first. Leave out months that are not yet complete. */
  readonly months: readonly Month[]
}

export interface ChangeOptions {
  readonly random: Random
  /** Shortest stretch of months that counts as a level; 3 unless told. */
  readonly shortest?: number
  /** 0.01 unless told. */
  readonly level?: number
}

/** Changes in the level of single waits. */
export function changesOfWaits(waits: WaitsByMonth, options: ChangeOptions): readonly Change[] {
  const scores = scoresOf(waits.wait, waits.ended)
  const sum = new Float64Array(waits.months.length)
  const weight = new Float64Array(waits.months.length)
  for (let i = 0; i < scores.length; i++) {
    sum[waits.monthOf[i]!]! += scores[i]!
    weight[waits.monthOf[i]!]! += 1
  }
  const found = segment({ sum, weight }, options)
  const bounds = [0, ...found.map(({ at }) => at), waits.months.length]
  const levels = bounds.slice(1).map((end, i) => medianBetween(waits, bounds[i]!, end))
  return found.map(({ at, p, longer }, i) => describe(waits.months, at, p, longer, levels[i]!, levels[i + 1]!))
}

/** Changes in a series with one value per month (a median, say), null where a month has none; every month weighs the same. */
export function changesOfSeries(
  values: readonly (number | null)[],
  months: readonly Month[],
  options: ChangeOptions,
): readonly Change[] {
  const known = values.map((value, index) => ({ value, index })).filter((one) => one.value !== null)
  const scores = scoresOf(
    Float64Array.from(known, ({ value }) => value as number),
    new Uint8Array(known.length).fill(1),
  )
  const sum = new Float64Array(values.length)
  const weight = new Float64Array(values.length)
  known.forEach(({ index }, i) => {
    sum[index] = scores[i]!
    weight[index] = 1
  })
  const found = segment({ sum, weight }, options)
  const bounds = [0, ...found.map(({ at }) => at), values.length]
  const levels = bounds.slice(1).map((end, i) => {
    const part = values.slice(bounds[i], end).filter((value) => value !== null)
    return survivalMedian(Float64Array.from(part), new Float64Array(0))
  })
  return found.map(({ at, p, longer }, i) => describe(months, at, p, longer, levels[i]!, levels[i + 1]!))
}

function describe(
  months: readonly Month[],
  at: number,
  p: number,
  longer: boolean,
  before: number | null,
  after: number | null,
): Change {
  return { month: months[at]!, before, after, direction: longer ? 'longer' : 'shorter', p }
}

function medianBetween(waits: WaitsByMonth, from: number, to: number): number | null {
  const ended: number[] = []
  const censored: number[] = []
  for (let i = 0; i < waits.wait.length; i++) {
    if (waits.monthOf[i]! < from || waits.monthOf[i]! >= to) continue
    if (waits.ended[i]) ended.push(waits.wait[i]!)
    else censored.push(waits.wait[i]!)
  }
  return survivalMedian(Float64Array.from(ended), Float64Array.from(censored))
}

/**
 * Scores that grow with the wait, between -1 and 1, with sum 0: for ended waits 1 - S(t) - S(t-), for lasting ones 1 - S(t),
 * with S the share still waiting among all (Peto and Peto, JRSS A 135, 1972). Without lasting waits they are ranks.
 */
export function scoresOf(wait: Float64Array, ended: Uint8Array): Float64Array {
  const curve = kaplanMeier(
    wait.filter((_, i) => ended[i] === 1),
    wait.filter((_, i) => ended[i] === 0),
  )
  return wait.map((value, i) => {
    // The last step at or before the wait.
    let low = 0
    let high = curve.times.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (curve.times[middle]! <= value) low = middle + 1
      else high = middle
    }
    const now = low === 0 ? 1 : curve.survival[low - 1]!
    const before = low <= 1 ? 1 : curve.survival[low - 2]!
    return ended[i] ? 1 - now - before : 1 - now
  })
}

interface Scores {
  readonly sum: Float64Array
  readonly weight: Float64Array
}

interface Found {
  readonly at: number
  readonly p: number
  readonly longer: boolean
}

/** How likely by chance, and between which months the change was looked for. */
interface Seen {
  readonly p: number
  readonly from: number
  readonly to: number
}

const permutations = 999

function segment(scores: Scores, options: ChangeOptions): readonly Found[] {
  const shortest = options.shortest ?? 3
  const level = options.level ?? 0.01
  const found = new Map<number, Seen>()
  const open: [number, number][] = [[0, scores.sum.length]]
  for (let span = open.pop(); span; span = open.pop()) {
    const [from, to] = span
    const best = scan(scores.sum.subarray(from, to), scores.weight.subarray(from, to), shortest)
    if (!best) continue
    const p = chance(scores, from, to, best.clear, level, options.random, (sum, weight) => {
      return scan(sum, weight, shortest)?.clear ?? 0
    })
    if (p > level) continue
    const bounds = [from, from + best.from, from + best.to, to].filter((at, i, all) => i === 0 || at > all[i - 1]!)
    // The whole window was searched for the clearest difference; two changes at once have each seen but a part of it.
    const whole = bounds.length === 3 ? { from, to } : { from: -1, to: -1 }
    for (const at of bounds.slice(1, -1)) found.set(at, { p, ...whole })
    for (let i = 1; i < bounds.length; i++) open.push([bounds[i - 1]!, bounds[i]!])
  }
  return confirm(scores, found, level, options.random)
}

/** Each change must hold against its neighbouring levels alone; the weakest that does not is dropped, and the rest tried again. */
function confirm(scores: Scores, found: Map<number, Seen>, level: number, random: Random): readonly Found[] {
  for (;;) {
    const bounds = [0, ...[...found.keys()].sort((a, b) => a - b), scores.sum.length]
    const tried = bounds.slice(1, -1).map((at, i) => {
      const from = bounds[i]!
      const to = bounds[i + 2]!
      const split = at - from
      const clear = difference(scores.sum.subarray(from, to), scores.weight.subarray(from, to), split)
      const seen = found.get(at)!
      // Found between the same neighbours, it was the largest of all splits there and cannot be less sure as a given one.
      if (seen.from === from && seen.to === to) return { at, p: seen.p, longer: clear > 0 }
      const statistic = (sum: Float64Array, weight: Float64Array) => difference(sum, weight, split) ** 2
      const p = chance(scores, from, to, clear ** 2, level, random, statistic)
      return { at, p: Math.max(p, seen.p), longer: clear > 0 }
    })
    const worst = tried.reduce<Found | undefined>((a, b) => (a && a.p >= b.p ? a : b), undefined)
    if (!worst || worst.p <= level) return tried
    found.delete(worst.at)
  }
}

/** The stretch of months that differs most from the others, and how clearly; undefined where there are too few. */
function scan(sum: Float64Array, weight: Float64Array, shortest: number) {
  const n = sum.length
  let allSum = 0
  let allWeight = 0
  for (let i = 0; i < n; i++) {
    allSum += sum[i]!
    allWeight += weight[i]!
  }
  const mean = allSum / allWeight
  let clear = 0
  let bestFrom = -1
  let bestTo = -1
  for (let from = 0; from + shortest <= n; from++) {
    if (from > 0 && from < shortest) continue
    let partSum = 0
    let partWeight = 0
    for (let to = from; to < n; ) {
      partSum += sum[to]!
      partWeight += weight[to]!
      to++
      if (to - from < shortest || (to < n && to > n - shortest) || n - (to - from) < shortest) continue
      const rest = allWeight - partWeight
      if (partWeight === 0 || rest === 0) continue
      const excess = partSum - partWeight * mean
      const value = (excess * excess * allWeight) / (partWeight * rest)
      // A little more is needed to prefer a stretch inside to one at an edge: two changes where one explains it.
      if (value > clear * (1 + 1e-9)) {
        clear = value
        bestFrom = from
        bestTo = to
      }
    }
  }
  return bestFrom < 0 ? undefined : { clear, from: bestFrom, to: bestTo }
}

/** Difference of the mean scores after and before a split, in units of its spread by numbers. */
function difference(sum: Float64Array, weight: Float64Array, split: number): number {
  let leftSum = 0
  let leftWeight = 0
  let rightSum = 0
  let rightWeight = 0
  for (let i = 0; i < sum.length; i++) {
    if (i < split) {
      leftSum += sum[i]!
      leftWeight += weight[i]!
    } else {
      rightSum += sum[i]!
      rightWeight += weight[i]!
    }
  }
  if (leftWeight === 0 || rightWeight === 0) return 0
  return (rightSum / rightWeight - leftSum / leftWeight) / Math.sqrt(1 / leftWeight + 1 / rightWeight)
}

/**
 * The share of random orders of the months in which the statistic is at least as large. Ends early once the level is out
 * of reach (Besag and Clifford 1991).
 */
function chance(
  scores: Scores,
  from: number,
  to: number,
  seen: number,
  level: number,
  random: Random,
  statistic: (sum: Float64Array, weight: Float64Array) => number,
): number {
  const sum = scores.sum.slice(from, to)
  const weight = scores.weight.slice(from, to)
  const enough = Math.floor(level * (permutations + 1))
  let asLarge = 0
  let bits = random.int(0x100000000) | 1
  for (let done = 1; done <= permutations; done++) {
    for (let i = sum.length - 1; i > 0; i--) {
      // xorshift32 (Marsaglia 2003), seeded from the generator above: this loop is most of the work.
      bits ^= bits << 13
      bits ^= bits >>> 17
      bits ^= bits << 5
      const j = Math.floor(((bits >>> 0) / 0x100000000) * (i + 1))
      const s = sum[i]!
      const w = weight[i]!
      sum[i] = sum[j]!
      weight[i] = weight[j]!
      sum[j] = s
      weight[j] = w
    }
    if (statistic(sum, weight) >= seen * (1 - 1e-9)) asLarge++
    if (asLarge > enough) return asLarge / done
  }
  return (asLarge + 1) / (permutations + 1)
}
