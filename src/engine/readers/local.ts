import type { Zone } from '../../kernel/zone.ts'

const dayLength = 86_400_000

/** How a local time became an instant. */
export type Found = 'plain' | 'gap' | 'fold'

/** Turns what a clock on the wall showed into instants. */
export class LocalTimes {
  readonly zone: Zone
  /** How the last answer was found. */
  found: Found = 'plain'

  constructor(zone: Zone) {
    this.zone = zone
  }

  /**
   * The instant (milliseconds since 1970, UTC) of a local time, given as if it were UTC. A time that the clock skipped in
   * spring is read with the offset before the change; of a time that came twice in autumn, the first is taken.
   */
  instantOf(local: number): number {
    // No clock is changed twice within two days: equal offsets a day before and after mean no change between.
    const before = this.zone.offset(local - dayLength)
    const after = this.zone.offset(local + dayLength)
    this.found = 'plain'
    if (before === after) return local - before
    const first = local - before
    const second = local - after
    const firstHolds = this.zone.offset(first) === before
    const secondHolds = this.zone.offset(second) === after
    if (firstHolds && secondHolds) {
      this.found = 'fold'
      return Math.min(first, second)
    }
    if (!firstHolds && !secondHolds) this.found = 'gap'
    return secondHolds ? second : first
  }
}
