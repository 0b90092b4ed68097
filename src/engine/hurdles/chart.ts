import { controlChart } from '../statistics/control.ts'
import type { InterfaceChart, InterfaceFigures } from './results.ts'

/** So many complete months make the limits; a lasting change begins a new chart when it has as many behind it. */
const baseline = 12

/**
 * The monthly medians of an interface on a control chart, on the scale of logarithms: waits vary by factors. Undefined with
 * fewer than twelve complete months that have a median.
 *
 * The chart begins with the last lasting change that a year of months has followed, so that its limits are those of the
 * process as it is now (what "Making Data Count" calls rebasing). Then they also say whether the target can be kept at all.
 */
export function chartOf({
  months,
  changes,
  targetDays,
}: Pick<InterfaceFigures, 'months' | 'changes' | 'targetDays'>): InterfaceChart | undefined {
  const complete = months.filter((one) => one.complete)
  const valued = (from: number) => complete.slice(from).filter(({ median }) => median !== null).length
  const since = changes
    .map(({ month }) => complete.findIndex((one) => one.month === month))
    .findLast((at) => at >= 0 && valued(at) >= baseline)
  const shown = complete.slice(since ?? 0)
  const positive = shown.flatMap(({ median }) => (median !== null && median > 0 ? [median] : []))
  // Nobody waited in a month: half the shortest median there is stands for it, as logarithms have no zero.
  const least = positive.length === 0 ? 1 : Math.min(...positive) / 2
  const chart = controlChart(
    shown.map(({ median }) => (median === null ? null : Math.log(median > 0 ? median : least))),
  )
  if (!chart) return undefined
  const limits = { lower: Math.exp(chart.lower), upper: Math.exp(chart.upper) }
  const stepAt = (at: number): number | null => {
    const own = chart.points[at]!.value
    const before = chart.points.slice(0, at).findLast(({ value }) => value !== null)?.value ?? null
    return own === null || before === null ? null : Math.exp(Math.abs(own - before))
  }
  return {
    centre: Math.exp(chart.centre),
    ...limits,
    stepLimit: Math.exp(chart.rangeLimit),
    months: shown.map(({ month, median }, at) => {
      const { signals, above } = chart.points[at]!
      return { month, median, step: stepAt(at), signals, longer: above }
    }),
    target:
      targetDays === null
        ? null
        : targetDays >= limits.upper
          ? 'kept'
          : targetDays < limits.lower
            ? 'missed'
            : 'chance',
  }
}
