/** A share with its base and its 95 % interval. */
export interface Share {
  readonly hits: number
  readonly of: number
  readonly share: number
  readonly lower: number
  readonly upper: number
}

/** Two-sided 95 % of the normal distribution. */
export const Z95 = 1.959963984540054
/** Two-sided 99.8 %, the outer limits of a funnel plot. */
export const Z998 = 3.090232306167813

/**
 * A share with Wilson's score interval (Wilson 1927; without continuity correction), which stays within 0 and 1 and holds
 * its level for small numbers.
 * @throws RangeError unless 0 <= hits <= of and of > 0.
 */
export function wilson(hits: number, of: number, z: number = Z95): Share {
  if (!(of > 0 && hits >= 0 && hits <= of)) throw new RangeError(`not a share: ${hits} of ${of}`)
  const share = hits / of
  const zz = z * z
  const middle = (hits + zz / 2) / (of + zz)
  const half = (z / (of + zz)) * Math.sqrt(share * (1 - share) * of + zz / 4)
  return {
    hits,
    of,
    share,
    lower: hits === 0 ? 0 : middle - half,
    upper: hits === of ? 1 : middle + half,
  }
}
