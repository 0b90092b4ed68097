import type { NeedFlow } from './needmonths.ts'

/**
 * Unmet days of each month after the start as they would have been without a measure that multiplies the needs met by
 * exp(log): the same needs arise, but only so many are met, and never more than there are. Who is not met stays open and
 * weighs on all months that follow, or gives up, as often as people gave up in all these months.
 */
export function unmetWithout(flows: readonly NeedFlow[], log: number): readonly number[] {
  const sum = (of: (flow: NeedFlow) => number) => flows.reduce((total, flow) => total + of(flow), 0)
  const givenUpPerDay =
    sum(({ givenUp }) => givenUp) /
    Math.max(
      1,
      sum(({ unmetDays }) => unmetDays),
    )
  const factor = Math.exp(-log)
  // How many more are open than there were; negative where the measure did harm.
  let more = 0
  return flows.flatMap(({ isAfter, open, arisen, met, givenUp, unmetDays, days }) => {
    if (!isAfter) return []
    const metWithout = Math.min(Math.max(0, open + arisen + more), met * factor)
    // Those who give up of the additional ones, at the middle of the month's stock.
    const half = (givenUpPerDay * days) / 2
    const end = (more * (1 - half) + met - metWithout) / (1 + half)
    // Never fewer than none.
    const kept = Math.max(end, met + givenUp - open - arisen)
    const value = Math.max(0, unmetDays + (days * (more + kept)) / 2)
    more = kept
    return [value]
  })
}
