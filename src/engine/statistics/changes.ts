import type { Month } from '../../kernel/period.ts'

/** A month from which the waits were different for good. */
export interface Change {
  /** The first month of the new level. */
  readonly month: Month
  /** Median before (since the previous change) and from then on (until the next); null when not reached. */
  readonly before: number | null
  readonly after: number | null
  readonly direction: 'longer' | 'shorter'
  /** How often months in random order would show a change as clear as this (permutation test). */
  readonly p: number
}
