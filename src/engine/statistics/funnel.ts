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

/** Shares between which chance keeps places of this number; 0 and 1 where no share is far enough to be outside. */
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
  const tailsAt = tailsOf(centre, widened ? Math.sqrt(dispersion) : 1)
  const points = counted.map((place): FunnelPoint => {
    const share = place.beyond / place.passages
    const { lower95, upper95, lower998, upper998 } = tailsAt(place.passages)
    const beyond998 = share <= lower998 || share >= upper998
    const beyond95 = share <= lower95 || share >= upper95
    const side = share > centre ? 'above' : share < centre ? 'below' : 'at'
    return { ...place, share, outside: beyond998 ? 99.8 : beyond95 ? 95 : 0, side }
  })
  points.sort((a, b) => b.passages - a.passages || (a.place < b.place ? -1 : 1))
  const limits = drawn(points[0]!.passages).map((n): FunnelLimits => {
    const { lower95, upper95, lower998, upper998 } = tailsAt(n)
    return {
      n,
      lower95: Math.max(0, lower95),
      upper95: Math.min(1, upper95),
      lower998: Math.max(0, lower998),
      upper998: Math.min(1, upper998),
    }
  })
  return { centre, dispersion, widened, points, limits }
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

interface Tails {
  readonly lower95: number
  readonly upper95: number
  readonly lower998: number
  readonly upper998: number
}

/** Limits by number, moved away from the centre by a factor; infinite where no count is far enough to be outside. */
function tailsOf(centre: number, factor: number): (n: number) => Tails {
  const wide = (limit: number) => centre + factor * (limit - centre)
  return (n) => {
    const [lower998, lower95] = lowerLimits(n, centre).map(wide) as [number, number]
    const [upper998, upper95] = lowerLimits(n, 1 - centre).map((limit) => wide(1 - limit)) as [number, number]
    return { lower95, upper95, lower998, upper998 }
  }
}

/** One-sided tails of the 99.8 % and the 95 % limits. */
const tails = [0.001, 0.025]
const normalSteps = [Z998, Z95]

/**
 * The shares at or below which a binomial count of n falls with at most the probability of a tail, exactly, and
 * interpolated between counts so that limits of neighbouring numbers join into a curve (after Spiegelhalter 2005, appendix
 * A.1.1). Minus infinity where even a count of 0 is likelier than that: of few passages none can be conspicuous.
 */
function lowerLimits(n: number, p: number): readonly number[] {
  if (p <= 0 || p >= 1) return tails.map(() => Number.NEGATIVE_INFINITY)
  // Beyond this many the normal curve is closer than a pixel.
  if (n > 1000) return normalSteps.map((step) => p - step * Math.sqrt((p * (1 - p)) / n))
  return tails.map((tail) => {
    // The first counts may be too rare for a number; what is left out of the sum there is below 1e-250.
    let r = 0
    let logMass = n * Math.log1p(-p)
    for (; logMass < -600; r++) logMass += Math.log(((n - r) / (r + 1)) * (p / (1 - p)))
    let mass = Math.exp(logMass)
    let below = 0 // probability of less than r
    while (below + mass <= tail) {
      below += mass
      mass *= ((n - r) / (r + 1)) * (p / (1 - p))
      r++
    }
    // r - 1 is the last count within the tail; go on towards r by what is left of it.
    return r === 0 ? Number.NEGATIVE_INFINITY : (r - 1 + (tail - below) / mass) / n
  })
}

/** Numbers to draw the limits at: every one up to 20, then wider steps, to a tenth beyond the largest place. */
function drawn(largest: number): number[] {
  const end = Math.ceil(largest * 1.1) + 1
  const numbers: number[] = []
  for (let n = 1; n < end; n += Math.max(1, Math.floor(n / 20))) numbers.push(n)
  numbers.push(end)
  return numbers
}
