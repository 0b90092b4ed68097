import type { WaitClass } from '../../../platform/ui/charts/index.ts'

/** The unit in which the waits of one edge are drawn. */
export interface Unit {
  readonly name: 'days' | 'hours' | 'minutes' | 'seconds'
  readonly milliseconds: number
}

const units: readonly Unit[] = [
  { name: 'days', milliseconds: 86_400_000 },
  { name: 'hours', milliseconds: 3_600_000 },
  { name: 'minutes', milliseconds: 60_000 },
  { name: 'seconds', milliseconds: 1000 },
]

/** The largest unit of which the given wait (milliseconds) has at least four. */
export function unitFor(wait: number): Unit {
  return units.find(({ milliseconds }) => wait >= 4 * milliseconds) ?? (units.at(-1) as Unit)
}

const mostClasses = 18
const niceWidths = [1, 2, 3, 5, 7, 10, 14, 20, 30, 50, 60, 90, 100, 180, 200, 365, 500, 1000]

/**
 * Waits (milliseconds) in classes of whole units, from 0 to `far`; longer ones share the open last class. A wait of exactly
 * the upper end belongs to the class.
 */
export function classesOf(
  waits: { readonly ended: Float64Array; readonly open: Float64Array },
  far: number,
  target: number | null,
  unit: Unit,
): { readonly width: number; readonly classes: readonly WaitClass[] } {
  const span = Math.max(1, Math.ceil(Math.max(far, target ?? 0) / unit.milliseconds))
  const width = niceWidths.find((one) => span / one <= mostClasses) ?? Math.ceil(span / mostClasses)
  const closed = Math.ceil(span / width)
  const count = (values: Float64Array) => {
    const counts = new Int32Array(closed + 1)
    for (const wait of values) {
      const at = Math.ceil(wait / unit.milliseconds / width) - 1
      counts[Math.min(closed, Math.max(0, at))]! += 1
    }
    return counts
  }
  const ended = count(waits.ended)
  const open = count(waits.open)
  const hasMore = (ended[closed] as number) + (open[closed] as number) > 0
  const classes = Array.from({ length: closed + (hasMore ? 1 : 0) }, (_, at) => {
    const toDay = at < closed ? (at + 1) * width : null
    return {
      fromDay: at === 0 ? 0 : at * width + 1,
      toDay,
      arrived: ended[at] as number,
      open: open[at] as number,
      inTarget: target === null || (toDay !== null && toDay * unit.milliseconds <= target),
    }
  })
  return { width, classes }
}
