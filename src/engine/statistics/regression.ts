/** One term of a fitted model. */
export interface Term {
  readonly coefficient: number
  readonly standardError: number
}

export interface Fit {
  /** In the order of the columns. */
  readonly terms: readonly Term[]
  readonly fitted: Float64Array
  /** Variance of the residuals over what the model expects: 1 for counts that vary by chance alone, σ² for least squares. */
  readonly dispersion: number
  /** Observations less terms. */
  readonly freedom: number
}

/** A column of the design, a value for each observation. */
export type Column = ArrayLike<number>

/**
 * Ordinary or weighted least squares.
 * @param columns The design with its constant, if there is to be one.
 * @param weights Of each observation: how many single values its value is the mean of.
 * @throws RangeError where the columns depend on each other or are as many as the observations.
 */
export function leastSquares(y: Column, columns: readonly Column[], weights?: Column): Fit {
  const n = y.length
  const freedom = n - columns.length
  if (freedom <= 0) throw new RangeError(`${n} observations are too few for ${columns.length} terms`)
  const w = (i: number) => (weights ? (weights[i] as number) : 1)
  const inverse = inverseOf(cross(columns, n, w))
  const coefficients = times(inverse, against(columns, y, n, w))
  const fitted = predicted(columns, coefficients, n)
  let rest = 0
  for (let i = 0; i < n; i++) rest += w(i) * ((y[i] as number) - (fitted[i] as number)) ** 2
  const dispersion = rest / freedom
  return { terms: termsOf(coefficients, inverse, dispersion), fitted, dispersion, freedom }
}

/**
 * Standard errors of least squares that hold when neighbouring residuals are alike and uneven in spread: Newey and West
 * (Econometrica 55, 1987) with Bartlett weights, and n / (n − k) for small samples.
 * @param lag How many neighbours on either side are taken to be alike.
 */
export function neweyWest(y: Column, columns: readonly Column[], { fitted }: Fit, lag: number): Float64Array {
  const n = y.length
  const k = columns.length
  const inverse = inverseOf(cross(columns, n, () => 1))
  const score = (i: number, a: number) =>
    ((y[i] as number) - (fitted[i] as number)) * ((columns[a] as Column)[i] as number)
  const middle = Array.from({ length: k }, (_, a) =>
    Float64Array.from({ length: k }, (_, b) => {
      let sum = 0
      for (let l = 0; l <= lag; l++) {
        let gamma = 0
        for (let i = l; i < n; i++)
          gamma += l === 0 ? score(i, a) * score(i, b) : score(i, a) * score(i - l, b) + score(i - l, a) * score(i, b)
        sum += (1 - l / (lag + 1)) * gamma
      }
      return (sum * n) / (n - k)
    }),
  )
  return Float64Array.from(inverse, (row) => Math.sqrt(dot(row, times(middle, row))))
}

/** How alike neighbouring residuals are: 2 not at all, 0 the same, 4 opposite (Durbin and Watson, Biometrika 37, 1950). */
export function durbinWatson(y: Column, { fitted }: Fit): number {
  let steps = 0
  let squares = 0
  for (let i = 0; i < y.length; i++) {
    const rest = (y[i] as number) - (fitted[i] as number)
    squares += rest * rest
    if (i > 0) steps += (rest - ((y[i - 1] as number) - (fitted[i - 1] as number))) ** 2
  }
  return steps / squares
}

export interface CountModel {
  /** Of each observation, what the count would be in proportion to: people, hand-overs. 1 unless told. */
  readonly exposure?: Column
  /** Standard errors widened by the root of the dispersion (quasi-Poisson). */
  readonly quasi: boolean
}

/**
 * A log-linear model of counts, by iteratively reweighted least squares. The exponential of a coefficient is the ratio by
 * which the count changes; dispersion is Pearson's chi-squared over the degrees of freedom.
 * @throws RangeError where the columns depend on each other, are as many as the observations, or nothing converges.
 */
export function countRegression(counts: Column, columns: readonly Column[], { exposure, quasi }: CountModel): Fit {
  const n = counts.length
  const freedom = n - columns.length
  if (freedom <= 0) throw new RangeError(`${n} observations are too few for ${columns.length} terms`)
  const offset = Float64Array.from({ length: n }, (_, i) => (exposure ? Math.log(exposure[i] as number) : 0))
  const mean = Float64Array.from(counts, (count) => Math.max(count, 0.1))
  const work = new Float64Array(n)
  let coefficients = new Float64Array(columns.length)
  let inverse: readonly Float64Array[] = []
  let deviance = Number.POSITIVE_INFINITY
  for (let round = 0; round < 100; round++) {
    for (let i = 0; i < n; i++) {
      const m = mean[i] as number
      work[i] = Math.log(m) - (offset[i] as number) + ((counts[i] as number) - m) / m
    }
    const weight = (i: number) => mean[i] as number
    inverse = inverseOf(cross(columns, n, weight))
    coefficients = times(inverse, against(columns, work, n, weight))
    const line = predicted(columns, coefficients, n)
    let now = 0
    for (let i = 0; i < n; i++) {
      const m = Math.exp((line[i] as number) + (offset[i] as number))
      const y = counts[i] as number
      mean[i] = m
      now += 2 * ((y > 0 ? y * Math.log(y / m) : 0) - (y - m))
    }
    if (Math.abs(now - deviance) <= 1e-12 * (Math.abs(now) + 0.1)) {
      let pearson = 0
      for (let i = 0; i < n; i++) pearson += ((counts[i] as number) - (mean[i] as number)) ** 2 / (mean[i] as number)
      const dispersion = pearson / freedom
      return { terms: termsOf(coefficients, inverse, quasi ? dispersion : 1), fitted: mean, dispersion, freedom }
    }
    deviance = now
  }
  throw new RangeError('the model of counts did not converge')
}

/**
 * The standard error that a coefficient of a model of counts will have where these counts are to be expected and vary by
 * chance alone: what a design can tell, before there are counts.
 * @throws RangeError where the columns depend on each other.
 */
export function standardErrorOf(columns: readonly Column[], expected: Column, at: number): number {
  const inverse = inverseOf(cross(columns, expected.length, (i) => expected[i] as number))
  return Math.sqrt((inverse[at] as Float64Array)[at]!)
}

/** Pairs of sine and cosine that repeat every period: what comes back every year. */
export function harmonics(length: number, period: number, pairs: number): readonly Float64Array[] {
  return Array.from({ length: pairs }, (_, pair) => pair + 1).flatMap((pair) => {
    const angle = (i: number) => (2 * Math.PI * pair * (i + 1)) / period
    return [
      Float64Array.from({ length }, (_, i) => Math.sin(angle(i))),
      Float64Array.from({ length }, (_, i) => Math.cos(angle(i))),
    ]
  })
}

type Matrix = readonly Float64Array[]

function cross(columns: readonly Column[], n: number, weight: (i: number) => number): Matrix {
  return columns.map((one) =>
    Float64Array.from(columns, (other) => {
      let sum = 0
      for (let i = 0; i < n; i++) sum += weight(i) * (one[i] as number) * (other[i] as number)
      return sum
    }),
  )
}

function against(columns: readonly Column[], y: Column, n: number, weight: (i: number) => number): Float64Array {
  return Float64Array.from(columns, (column) => {
    let sum = 0
    for (let i = 0; i < n; i++) sum += weight(i) * (column[i] as number) * (y[i] as number)
    return sum
  })
}

function predicted(columns: readonly Column[], coefficients: Float64Array, n: number): Float64Array {
  return Float64Array.from({ length: n }, (_, i) =>
    columns.reduce((sum, column, at) => sum + (column[i] as number) * (coefficients[at] as number), 0),
  )
}

function termsOf(coefficients: Float64Array, inverse: Matrix, dispersion: number): readonly Term[] {
  return Array.from(coefficients, (coefficient, at) => ({
    coefficient,
    standardError: Math.sqrt((inverse[at] as Float64Array)[at]! * dispersion),
  }))
}

const dot = (one: ArrayLike<number>, other: ArrayLike<number>): number =>
  Array.from(one).reduce((sum, value, i) => sum + value * (other[i] as number), 0)

function times(matrix: Matrix, vector: ArrayLike<number>): Float64Array<ArrayBuffer> {
  return Float64Array.from(matrix, (row) => dot(row, vector))
}

/** By Gauss and Jordan with pivots, columns scaled to like size. Throws RangeError for a singular matrix. */
function inverseOf(matrix: Matrix): Matrix {
  const k = matrix.length
  const scale = matrix.map((row, i) => 1 / Math.sqrt(row[i] as number))
  const rows = matrix.map((row, i) => [
    ...Array.from(row, (value, j) => value * (scale[i] as number) * (scale[j] as number)),
    ...Array.from({ length: k }, (_, j) => Number(i === j)),
  ])
  for (let at = 0; at < k; at++) {
    let best = at
    for (let r = at + 1; r < k; r++) if (Math.abs(rows[r]![at]!) > Math.abs(rows[best]![at]!)) best = r
    const pivot = rows[best]![at]!
    if (!(Math.abs(pivot) > 1e-12)) throw new RangeError('columns that depend on each other')
    ;[rows[at], rows[best]] = [rows[best]!, rows[at]!]
    for (let c = 0; c < 2 * k; c++) rows[at]![c]! /= pivot
    for (let r = 0; r < k; r++) {
      const factor = rows[r]![at]!
      if (r === at || factor === 0) continue
      for (let c = 0; c < 2 * k; c++) rows[r]![c]! -= factor * rows[at]![c]!
    }
  }
  return rows.map((row, i) => Float64Array.from(row.slice(k), (value, j) => value * scale[i]! * scale[j]!))
}
