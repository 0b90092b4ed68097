/**
 * The cell-key method (Fraser and Wooton 2005; Thompson, Broadfoot and Elazar 2013; in Germany used for the census of 2022):
 * every person bears a secret number for life; the sum of the numbers of those whom a cell counts, modulo 2^32, is the key of
 * the cell, and the key decides by how much the count is changed. The same people give the same figure wherever they are
 * counted, so nothing is gained by asking again; nothing has to be withheld; sums of published figures do not add up and are
 * not meant to.
 */
export interface CellKeyRule {
  /** A figure lies at most this far from the count. Whole, 1 or more, and at least `least`. */
  readonly most: number
  /** Variance of the change where small figures leave room for it. */
  readonly variance: number
  /** No figure between 0 and this is given out. 1 and more; with 1 every figure may stand. */
  readonly least: number
}

/** For a count: the figures that may stand for it, and the probability of each. */
export interface Transition {
  readonly figures: readonly number[]
  readonly probabilities: readonly number[]
}

/** Transitions by count: of 0, 1, 2 …; the last is that of all larger counts, shifted. */
export type TransitionTable = readonly Transition[]

/**
 * The table of transitions: of all distributions over the permitted figures with the count as their mean and the variance of
 * the rule, the one of greatest entropy (Marley and Leaver 2011). Unbiased for every count. Where no permitted figures reach
 * as small a variance, the two nearest ones share the mass, which is the smallest possible. Nothing stays nothing.
 * @throws RangeError for a rule that no table keeps.
 */
export function transitionTable(rule: CellKeyRule): TransitionTable {
  const { most, variance, least } = rule
  if (!(Number.isInteger(most) && most >= 1 && Number.isInteger(least) && least >= 1 && most >= least && variance > 0))
    throw new RangeError(`not a rule for cell keys: ${JSON.stringify(rule)}`)
  const rows: Transition[] = [{ figures: [0], probabilities: [1] }]
  for (let count = 1; count <= most + least; count++) {
    const figures = Array.from({ length: 2 * most + 1 }, (_, at) => count - most + at).filter(
      (figure) => figure === 0 || figure >= least,
    )
    rows.push(transition(count, figures, variance))
  }
  return rows
}

function transition(count: number, figures: readonly number[], variance: number): Transition {
  const below = Math.max(...figures.filter((figure) => figure <= count))
  const above = Math.min(...figures.filter((figure) => figure >= count))
  const least = (count - below) * (above - count)
  if (variance <= least) {
    const high = (count - below) / (above - below)
    const of = (figure: number) => (figure === below ? 1 - high : figure === above ? high : 0)
    return { figures, probabilities: figures.map(of) }
  }
  const probabilities = ofGreatestEntropy(
    figures.map((figure) => figure - count),
    variance,
  )
  return { figures, probabilities }
}

/**
 * Probabilities proportional to exp(a·d + b·d²) with mean 0 and the given variance, by Newton's method on the dual, which is
 * convex, with halved steps.
 */
function ofGreatestEntropy(changes: readonly number[], variance: number): number[] {
  let [a, b] = [0, 0]
  const at = (one: number, two: number) => {
    const logs = changes.map((d) => one * d + two * (d * d - variance))
    const top = Math.max(...logs)
    const masses = logs.map((log) => Math.exp(log - top))
    const sum = masses.reduce((total, mass) => total + mass, 0)
    return { value: top + Math.log(sum), p: masses.map((mass) => mass / sum) }
  }
  let now = at(a, b)
  for (let round = 0; round < 200; round++) {
    const mean = (f: (d: number) => number) => now.p.reduce((sum, p, i) => sum + p * f(changes[i] as number), 0)
    const m1 = mean((d) => d)
    const m2 = mean((d) => d * d - variance)
    if (Math.abs(m1) < 1e-14 && Math.abs(m2) < 1e-14) return now.p
    const v11 = mean((d) => d * d) - m1 * m1
    const v12 = mean((d) => d * (d * d - variance)) - m1 * m2
    const v22 = mean((d) => (d * d - variance) ** 2) - m2 * m2
    const determinant = v11 * v22 - v12 * v12
    if (!(determinant > 0)) break
    const stepA = (v22 * m1 - v12 * m2) / determinant
    const stepB = (v11 * m2 - v12 * m1) / determinant
    let size = 1
    let next = at(a - stepA, b - stepB)
    for (; next.value > now.value && size > 1e-12; next = at(a - size * stepA, b - size * stepB)) size /= 2
    a -= size * stepA
    b -= size * stepB
    now = next
    if (size <= 1e-12) break
  }
  const reached = Math.abs(now.p.reduce((sum, p, i) => sum + p * (changes[i] as number), 0))
  if (!(reached < 1e-9)) throw new RangeError('no table of transitions keeps this rule')
  return now.p
}

/** Key of a cell: the sum of the keys of the people in it, modulo 2^32. */
export function cellKey(personKeys: Iterable<number>): number {
  let sum = 0
  for (const key of personKeys) sum = (sum + key) >>> 0
  return sum
}

/** The figure that is given out for a count, decided by the key of its cell. */
export function perturb(table: TransitionTable, count: number, key: number): number {
  const last = table.length - 1
  const row = table[Math.min(count, last)] as Transition
  const shift = Math.max(0, count - last)
  const share = key / 0x1_0000_0000
  let passed = 0
  for (let at = 0; at < row.figures.length; at++) {
    passed += row.probabilities[at] as number
    if (share < passed) return (row.figures[at] as number) + shift
  }
  return (row.figures.at(-1) as number) + shift
}

/** The counts that a figure may stand for: what a reader who knows the rule knows. */
export function countsBehind({ most }: CellKeyRule, figure: number): readonly [least: number, most: number] {
  return [figure === 0 ? 0 : Math.max(1, figure - most), figure + most]
}
