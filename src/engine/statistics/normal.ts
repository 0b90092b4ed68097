/** The standard normal distribution. */

const rootOfTwoPi = Math.sqrt(2 * Math.PI)

export function normalDensity(z: number): number {
  return Math.exp(-0.5 * z * z) / rootOfTwoPi
}

/**
 * The share below z, with a relative error below 1e-13 in both tails: near 0 by the series of the integral, further out by
 * the continued fraction of Laplace (Abramowitz and Stegun 26.2.10 and 26.2.14).
 */
export function normalShare(z: number): number {
  const x = Math.abs(z)
  if (x < 3) {
    let term = x
    let sum = x
    for (let k = 1; Math.abs(term) > 1e-17 * sum; k++) {
      term *= (x * x) / (2 * k + 1)
      sum += term
    }
    const half = normalDensity(x) * sum
    return z < 0 ? 0.5 - half : 0.5 + half
  }
  let fraction = x
  for (let k = 100; k >= 1; k--) fraction = x + k / fraction
  const tail = normalDensity(x) / fraction
  return z < 0 ? tail : 1 - tail
}

/**
 * The z below which a share lies; −∞ for 0 and ∞ for 1. A rational approximation (Abramowitz and Stegun 26.2.23, error
 * below 4.5e-4), made exact by Halley's method.
 */
export function normalQuantile(share: number): number {
  if (!(share > 0)) return Number.NEGATIVE_INFINITY
  if (!(share < 1)) return Number.POSITIVE_INFINITY
  const tail = Math.min(share, 1 - share)
  const t = Math.sqrt(-2 * Math.log(tail))
  const top = 2.515517 + t * (0.802853 + t * 0.010328)
  const bottom = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308))
  let z = top / bottom - t
  for (let round = 0; round < 3; round++) {
    const step = (normalShare(z) - tail) / normalDensity(z)
    z -= step / (1 + (z * step) / 2)
  }
  return share < 0.5 ? z : -z
}
