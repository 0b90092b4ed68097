import { ARRIVED, OPEN } from '../passages.ts'
import type { Histogram } from './results.ts'
import type { View } from './view.ts'

/** Widths that people read: a day, days, weeks, months. */
const widths = [1, 2, 3, 7, 14, 28, 56, 91, 182, 365]
/** More classes than this do not fit beside each other; fewer than this hide the shape. */
const mostClasses = 18
const fewestClasses = 6

/**
 * The waits of arrived and open rows in classes. A class ends with a multiple of its width, so that a target that is such a
 * multiple parts the classes cleanly (the first also holds day 0); what is beyond the 97th percentile shares the open last
 * class.
 */
export function histogramOf(view: View, rows: Int32Array, targetDays: number | null): Histogram {
  const waits = rows.filter((row) => view.status[row] === ARRIVED || view.status[row] === OPEN)
  const sorted = Float64Array.from(waits, (row) => view.wait[row]!).sort()
  const far = sorted.length === 0 ? 0 : Math.max(sorted[Math.floor(0.97 * (sorted.length - 1))]!, targetDays ?? 0)
  const widthDays = widthFor(far, targetDays)
  const closed = Math.max(1, Math.ceil(far / widthDays))
  const hasMore = sorted.length > 0 && sorted.at(-1)! > closed * widthDays
  const arrived = new Int32Array(closed + 1)
  const open = new Int32Array(closed + 1)
  for (const row of waits) {
    const at = Math.min(closed, Math.max(0, Math.ceil(view.wait[row]! / widthDays) - 1))
    ;(view.status[row] === ARRIVED ? arrived : open)[at]! += 1
  }
  const classes = Array.from({ length: closed + (hasMore ? 1 : 0) }, (_, at) => {
    const toDay = at < closed ? (at + 1) * widthDays : null
    return {
      fromDay: at === 0 ? 0 : at * widthDays + 1,
      toDay,
      arrived: arrived[at]!,
      open: open[at]!,
      inTarget: targetDays !== null && toDay !== null && toDay <= targetDays,
    }
  })
  return { widthDays, classes }
}

function widthFor(far: number, targetDays: number | null): number {
  const fits = widths.filter((width) => far / width <= mostClasses)
  const smallest = fits[0] ?? Math.ceil(far / mostClasses)
  if (targetDays === null || targetDays <= 0) return smallest
  const parts = [6, 5, 4, 3, 2, 1].map((part) => targetDays / part).filter(Number.isInteger)
  const aligned = [...fits.filter((width) => targetDays % width === 0), ...parts]
    .filter((width) => width >= 1 && far / width <= mostClasses && far / width >= fewestClasses)
    .sort((a, b) => a - b)
  return aligned[0] ?? smallest
}
