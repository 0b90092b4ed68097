/** Cases that were seen in a place, and how many would be expected there by the rate of all. */
export interface Place {
  readonly observed: number
  readonly expected: number
}

export interface GlobalShrinkage {
  /** Rate of all places together. */
  readonly mean: number
  /** Variance of the true rates; 0 where chance explains all. */
  readonly variance: number
  /** Rates drawn towards the mean, the more the less is expected there. */
  readonly rates: readonly number[]
}

/**
 * Empirical Bayes rates by moments (Marshall, Applied Statistics 40, 1991): a place with few people borrows from all.
 * @throws RangeError without a place, or where nothing is expected.
 */
export function shrinkToMean(places: readonly Place[]): GlobalShrinkage {
  const expected = places.reduce((sum, place) => sum + place.expected, 0)
  if (!(expected > 0)) throw new RangeError('no place with anything expected')
  const mean = places.reduce((sum, { observed }) => sum + observed, 0) / expected
  const rate = ({ observed, expected: of }: Place) => observed / of
  const spread = places.reduce((sum, place) => sum + place.expected * (rate(place) - mean) ** 2, 0) / expected
  const variance = Math.max(0, spread - mean / (expected / places.length))
  const rates = places.map((place) => {
    const own = variance === 0 ? 0 : variance / (variance + mean / place.expected)
    return mean + own * (rate(place) - mean)
  })
  return { mean, variance, rates }
}

/** Rates that follow a gamma distribution over the places. */
export interface GammaRates {
  readonly shape: number
  readonly rate: number
}

/**
 * Shape and rate of the gamma distribution under which the counts are likeliest (Clayton and Kaldor, Biometrics 43, 1987), by
 * Newton's method in the logarithms. The rate of a place is then (observed + shape) / (expected + rate).
 * @returns Undefined where the counts vary no more than chance: the distribution would be a point.
 * @throws RangeError where it does not converge.
 */
export function gammaRates(places: readonly Place[]): GammaRates | undefined {
  const { mean, variance } = shrinkToMean(places)
  if (variance === 0) return undefined
  let shape = mean ** 2 / variance
  let rate = mean / variance
  for (let step = 0; step < 200; step++) {
    let [gs, gr, hss, hsr, hrr] = [0, 0, 0, 0, 0]
    for (const { observed, expected } of places) {
      // Of a whole count, the difference of the log gammas is a sum.
      for (let k = 0; k < observed; k++) {
        gs += 1 / (shape + k)
        hss -= 1 / (shape + k) ** 2
      }
      gs += Math.log(rate / (expected + rate))
      gr += shape / rate - (observed + shape) / (expected + rate)
      hsr += 1 / rate - 1 / (expected + rate)
      hrr += -shape / rate ** 2 + (observed + shape) / (expected + rate) ** 2
    }
    // In the logarithms, so that neither falls below 0.
    const a = shape * shape * hss + shape * gs
    const b = shape * rate * hsr
    const c = rate * rate * hrr + rate * gr
    const [u, v] = [shape * gs, rate * gr]
    const determinant = a * c - b * b
    const newton = determinant > 0 && a < 0
    const move = newton ? [-(c * u - b * v) / determinant, -(a * v - b * u) / determinant] : [u * 0.01, v * 0.01]
    const [ds, dr] = move.map((by) => Math.max(-1, Math.min(1, by))) as [number, number]
    shape *= Math.exp(ds)
    rate *= Math.exp(dr)
    if (shape > 1e8) return undefined
    if (Math.abs(ds) + Math.abs(dr) < 1e-13) return { shape, rate }
  }
  throw new RangeError('the rates did not converge')
}
