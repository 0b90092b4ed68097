/** Waits of an interface by month, as released: a month is missing where its middle may not be shown. */
export interface MonthMedian {
  readonly interface: string
  /** `2026-11`. */
  readonly month: string
  /** Days. */
  readonly median: number
}

export interface Slower {
  readonly interface: string
  /** Days, the middle of the year before. */
  readonly before: number
  /** Days, the middle of the newest known months. */
  readonly now: number
  /** The first of the newest known months. */
  readonly since: string
}

/** Newest months that must all be longer, and months before them, of which so many must be known. */
const newest = 3
const yearBefore = { months: 12, least: 6 }
/** So much longer is news: a quarter, and three days. */
const longer = { share: 1.25, days: 3 }

const middle = (values: readonly number[]): number => {
  const sorted = [...values].sort((one, other) => one - other)
  const half = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1
    ? (sorted[half] as number)
    : ((sorted[half - 1] as number) + (sorted[half] as number)) / 2
}

/**
 * Interfaces that got slower, the most days first, from what a release shows and nothing else: all of the newest three known
 * months, the last of them at most `mostMonthsOld` before the end, lie above the middle of the year before, and their middle
 * by a quarter. It is no test of chance; coordination's early warning is. Months by which people still wait have no middle.
 */
export function slowerInterfaces(months: readonly MonthMedian[], until: string, mostMonthsOld = 6): readonly Slower[] {
  return [...Map.groupBy(months, (one) => one.interface)]
    .flatMap(([key, own]): Slower[] => {
      const series = [...own].sort((one, other) => (one.month < other.month ? -1 : 1))
      const latest = series.slice(-newest)
      const before = series.slice(-newest - yearBefore.months, -newest)
      const [first, last] = [latest[0], latest.at(-1)]
      if (!first || !last || latest.length < newest || before.length < yearBefore.least) return []
      if (monthsBetween(last.month, until) > mostMonthsOld) return []
      const usual = middle(before.map(({ median }) => median))
      const now = middle(latest.map(({ median }) => median))
      if (latest.some(({ median }) => median <= usual)) return []
      if (now < usual * longer.share || now - usual < longer.days) return []
      return [{ interface: key, before: usual, now, since: first.month }]
    })
    .sort((one, other) => other.now - other.before - (one.now - one.before))
}

const monthsBetween = (from: string, to: string): number =>
  (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7))
