import { Z95, Z998 } from './proportions.ts'

/**
 * Places against the share of all, with limits that widen as numbers fall (Spiegelhalter, Statistics in Medicine 24,
 * 2005): inside the limits a difference is chance and no ranking.
 */
export interface Funnel {
  /** Share beyond the target of all places together: the centre line. */
  readonly centre: number
  /** Overdispersion phi of the places after winsorising; 1 is chance alone. */
  readonly dispersion: number
  /** The limits are widened by the root of phi, because the places differ more than chance allows. */
  readonly widened: boolean
  /** By number of passages, most first. */
  readonly points: readonly FunnelPoint[]
  /** Limits at numbers from 1 to a little beyond the largest place, for drawing. */
  readonly limits: readonly FunnelLimits[]
}

export interface FunnelPoint {
  readonly place: string
  readonly passages: number
  readonly beyond: number
  readonly share: number
  /** Median wait, as given by the caller. */
  readonly median: number | null
  /** Outside which limits: 0 is within both. */
  readonly outside: 0 | 95 | 99.8
  readonly side: 'above' | 'below' | 'at'
}

export interface FunnelLimits {
  readonly n: number
  readonly lower95: number
  readonly upper95: number
  readonly lower998: number
  readonly upper998: number
}

export interface FunnelPlace {
  readonly place: string
  readonly passages: number
  readonly beyond: number
  readonly median: number | null
}

/** The funnel of the places with at least one passage; null when there is none. */
export function funnel(places: readonly FunnelPlace[]): Funnel | null {
  const counted = places.filter(({ passages }) => passages > 0)
  const all = counted.reduce((sum, { passages }) => sum + passages, 0)
  if (all === 0) return null
  const centre = counted.reduce((sum, { beyond }) => sum + beyond, 0) / all
  const spread = Math.sqrt(centre * (1 - centre))
  const dispersion =
    spread === 0
      ? 1
      : winsorisedDispersion(
          counted.map(({ passages, beyond }) => (beyond / passages - centre) / (spread / Math.sqrt(passages))),
        )
  const widened = isOverdispersed(dispersion, counted.length)
  const limitsAt = limitsOf(centre, widened ? Math.sqrt(dispersion) : 1)
  const points = counted.map((place): FunnelPoint => {
    const share = place.beyond / place.passages
    const limits = limitsAt(place.passages)
    const beyond998 = share < limits.lower998 || share > limits.upper998
    const beyond95 = share < limits.lower95 || share > limits.upper95
    const side = share > centre ? 'above' : share < centre ? 'below' : 'at'
    return { ...place, share, outside: beyond998 ? 99.8 : beyond95 ? 95 : 0, side }
  })
  points.sort((a, b) => b.passages - a.passages || (a.place < b.place ? -1 : 1))
  return { centre, dispersion, widened, points, limits: drawn(points[0]!.passages).map(limitsAt) }
}

/**
 * Mean square of z values whose extremes are pulled in to the tenth from either end (Spiegelhalter 2005, section 4.3): what
 * the bulk of the places vary beyond chance, so that a few real outliers do not hide themselves.
 * @returns 1 for fewer than two values.
 */
export function winsorisedDispersion(z: readonly number[], part = 0.1): number {
  if (z.length < 2) return 1
  const sorted = [...z].sort((a, b) => a - b)
  const cut = Math.floor(part * sorted.length)
  const low = sorted[cut]!
  const high = sorted[sorted.length - 1 - cut]!
  return z.reduce((sum, value) => sum + Math.min(Math.max(value, low), high) ** 2, 0) / z.length
}

/** More than chance would give in 1 of 40 comparisons of so many places: phi beyond 1 by two standard errors, √(2 / k). */
export function isOverdispersed(dispersion: number, places: number): boolean {
  return dispersion > 1 + 2 * Math.sqrt(2 / places)
}

/** z of an observed count against an expected one, on the scale on which its variance is constant: 2 (√O − √E). */
export function zOfCount(observed: number, expected: number): number {
  return 2 * (Math.sqrt(observed) - Math.sqrt(expected))
}

/** Exact binomial limits, interpolated between counts (Spiegelhalter 2005, appendix A.1.1), widened around the centre. */
function limitsOf(centre: number, factor: number): (n: number) => FunnelLimits {
  const wide = (limit: number) => Math.min(1, Math.max(0, centre + factor * (limit - centre)))
  return (n) => {
    const [lower998, lower95, upper95, upper998] = binomialLimits(n, centre)
    return { n, lower95: wide(lower95), upper95: wide(upper95), lower998: wide(lower998), upper998: wide(upper998) }
  }
}

const tails = [0.001, 0.025, 0.975, 0.999] as const

function binomialLimits(n: number, p: number): [number, number, number, number] {
  if (p <= 0 || p >= 1) return [p, p, p, p]
  // Beyond this many the normal curve is closer than a pixel, and the exact tails would underflow.
  if (n > 1000) {
    const step = Math.sqrt((p * (1 - p)) / n)
    return [p - Z998 * step, p - Z95 * step, p + Z95 * step, p + Z998 * step]
  }
  const limits: number[] = []
  let mass = (1 - p) ** n
  let sum = mass
  let r = 0
  for (const tail of tails) {
    while (sum < tail && r < n) {
      r++
      mass *= ((n - r + 1) / r) * (p / (1 - p))
      sum += mass
    }
    // r is the smallest count whose distribution function reaches the tail; go back by the part that it overshoots.
    limits.push(Math.min(1, Math.max(0, (r - (sum - tail) / mass) / n)))
  }
  return limits as [number, number, number, number]
}

/** Numbers to draw the limits at: every one up to 20, then wider steps, to a tenth beyond the largest place. */
function drawn(largest: number): number[] {
  const end = Math.ceil(largest * 1.1) + 1
  const numbers: number[] = []
  for (let n = 1; n < end; n += Math.max(1, Math.floor(n / 20))) numbers.push(n)
  numbers.push(end)
  return numbers
}
