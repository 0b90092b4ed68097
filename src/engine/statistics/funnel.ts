/** Places against the share of all, with limits that widen as numbers fall (Spiegelhalter 2005). */
export interface Funnel {
  /** Share beyond the target of all places together: the centre line. */
  readonly centre: number
  /** Overdispersion phi after winsorising; the limits are widened by its root where it is more than chance. */
  readonly dispersion: number
  readonly widened: boolean
  /** By number of passages, most first; the unknown place is left out. */
  readonly points: readonly FunnelPoint[]
  /** Limits at numbers from 1 to a little beyond the largest place, for drawing. */
  readonly limits: readonly FunnelLimits[]
}
export interface FunnelPoint {
  readonly place: string
  readonly passages: number
  readonly beyond: number
  readonly share: number
  readonly median: number | null
  /** Outside which limits: 0 within, 95 or 99.8; sign of the difference in `side`. */
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
