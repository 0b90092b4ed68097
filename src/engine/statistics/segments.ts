import type { Random } from '../../kernel/random.ts'

/**
 * Where a series of months changes its level for good. Binary segmentation: a single step is looked for first (CUSUM), then
 * a stretch that differs from what is before and after it (circular binary segmentation: Olshen, Venkatraman, Lucito and
 * Wigler, Biostatistics 5, 2004), then the same within the parts. Chance is judged by permuting whole months: waits of one
 * month resemble each other (one office, one backlog), so single waits in random order would promise more certainty than
 * there is.
 */
export interface ChangeOptions {
  readonly random: Random
  /** Shortest stretch of months that counts as a level; 3 unless told. */
  readonly shortest?: number
  /** 0.01 unless told. */
  readonly level?: number
}

/** What is compared, summed by month, and how much of it there is. */
export interface Scores {
  readonly sum: Float64Array
  readonly weight: Float64Array
}

/** A change before month `at`. */
export interface Found {
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

/** The changes of level in the scores, oldest first. */
export function segment(scores: Scores, options: ChangeOptions): readonly Found[] {
  const shortest = options.shortest ?? 3
  const level = options.level ?? 0.01
  const found = new Map<number, Seen>()
  const open: [number, number][] = [[0, scores.sum.length]]
  for (let span = open.pop(); span; span = open.pop()) {
    const [from, to] = span
    const step = stepIn(scores, from, to, shortest, level, options.random)
    const stretch = step ? undefined : stretchIn(scores, from, to, shortest, level / 2, options.random)
    const bounds = [from, ...(step?.at ?? stretch?.at ?? []), to]
    // A step was searched for among all splits of the window; of a stretch, each end has seen but a part of it.
    if (step) found.set(step.at[0]!, { p: step.p, from, to })
    else for (const at of stretch?.at ?? []) found.set(at, { p: stretch!.p, from: -1, to: -1 })
    if (bounds.length === 2) continue
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

/** A step from one level to another within [from, to); undefined where months in random order show one as clear. */
function stepIn(scores: Scores, from: number, to: number, shortest: number, level: number, random: Random) {
  const statistic = (sum: Float64Array, weight: Float64Array) => scan(sum, weight, shortest, true)
  const best = statistic(scores.sum.subarray(from, to), scores.weight.subarray(from, to))
  if (!best) return undefined
  const p = chance(scores, from, to, best.clear, level, random, (sum, weight) => statistic(sum, weight)?.clear ?? 0)
  return p > level ? undefined : { p, at: [from + (best.from || best.to)] }
}

/**
 * A stretch within [from, to) whose level differs from that before and after it, which no single step shows. Looked for
 * after a step and at half the level, since there are many more stretches than steps to be deceived by.
 */
function stretchIn(scores: Scores, from: number, to: number, shortest: number, level: number, random: Random) {
  const statistic = (sum: Float64Array, weight: Float64Array) => scan(sum, weight, shortest, false)
  const best = statistic(scores.sum.subarray(from, to), scores.weight.subarray(from, to))
  if (!best) return undefined
  const p = chance(scores, from, to, best.clear, level, random, (sum, weight) => statistic(sum, weight)?.clear ?? 0)
  if (p > level) return undefined
  return { p, at: [from + best.from, from + best.to].filter((at) => at > from && at < to) }
}

/**
 * The stretch of months that differs most from the others, and how clearly; with `atEdge` only stretches that begin or end
 * the window. Undefined where there are too few months.
 */
function scan(sum: Float64Array, weight: Float64Array, shortest: number, atEdge: boolean) {
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
  // A stretch that ends the window is the rest of one that begins it, so splits need no more than the first begin.
  const lastFrom = atEdge ? 0 : n - shortest
  for (let from = 0; from <= lastFrom; from = from === 0 ? shortest : from + 1) {
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
      if (value > clear) {
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
