/** Where the bars of lanes lie: which share a track, and how much room a label has. */

export interface Stretch {
  /** In pixels, or in days: the same for all. */
  readonly start: number
  readonly end: number
}

/**
 * The track of each stretch, from 0: the first on which it touches no earlier one. In the order of their starts that takes
 * as few tracks as stretches that overlap at one place.
 */
export function packTracks(stretches: readonly Stretch[]): readonly number[] {
  const order = stretches
    .map((_, index) => index)
    .sort((a, b) => at(stretches, a).start - at(stretches, b).start || a - b)
  const ends: number[] = []
  const tracks: number[] = Array.from({ length: stretches.length }, () => 0)
  for (const index of order) {
    const { start, end } = at(stretches, index)
    let track = ends.findIndex((last) => last <= start)
    if (track < 0) track = ends.length
    ends[track] = Math.max(end, ends[track] ?? end)
    tracks[index] = track
  }
  return tracks
}

/** How far a label that begins at `start` may reach: to the end of its bar, or to the first of what lies on top of it. */
export function roomFor(bar: Stretch, above: readonly Stretch[]): number {
  const first = above.filter((one) => one.start > bar.start && one.start < bar.end).map((one) => one.start)
  const covered = above.some((one) => one.start <= bar.start && one.end > bar.start)
  return covered ? 0 : Math.min(bar.end, ...first) - bar.start
}

const at = (stretches: readonly Stretch[], index: number): Stretch => stretches[index] as Stretch
