/** Spans of time in milliseconds, each with its end after its begin. Lists are sorted and do not overlap. */
export interface Interval {
  readonly from: number
  readonly to: number
}

/** Sorted, without overlaps and without empty ones. */
export function merged(intervals: readonly Interval[]): readonly Interval[] {
  const result: { from: number; to: number }[] = []
  for (const { from, to } of intervals.filter((one) => one.to > one.from).sort((a, b) => a.from - b.from)) {
    const last = result.at(-1)
    if (last && from <= last.to) last.to = Math.max(last.to, to)
    else result.push({ from, to })
  }
  return result
}

/** What lies in any of `within` and in none of `without`. */
export function outside(within: readonly Interval[], without: readonly Interval[]): readonly Interval[] {
  const result: Interval[] = []
  for (const { from, to } of within) {
    let at = from
    for (const one of without) {
      if (one.to <= at || one.from >= to) continue
      if (one.from > at) result.push({ from: at, to: one.from })
      at = Math.max(at, one.to)
    }
    if (at < to) result.push({ from: at, to })
  }
  return result
}

/** What lies in both. */
export function shared(one: readonly Interval[], other: readonly Interval[]): readonly Interval[] {
  return outside(one, outside(one, other))
}

export function lengthOf(intervals: readonly Interval[]): number {
  return intervals.reduce((sum, { from, to }) => sum + to - from, 0)
}
