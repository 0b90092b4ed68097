export interface Estimate {
  readonly value: number
  /** 95 % limits; null where the curve of the limit never gets there. */
  readonly lower: number | null
  readonly upper: number | null
}
export interface SurvivalFigures {
  /** All durations, ended and censored. */
  readonly n: number
  readonly ended: number
  readonly censored: number
  /** Null when more than half may still be waiting. */
  readonly median: Estimate | null
  readonly p75: number | null
  readonly p90: number | null
}
