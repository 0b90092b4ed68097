import type { Cell, CellSystem } from './system.ts'

/** What an attacker knows of a value: it lies between these, both included. */
export interface Bounds {
  readonly lower: Float64Array
  readonly upper: Float64Array
}

/**
 * What follows for the inner cells from bounds of sums: every sum leaves for one of its parts what the others cannot fill.
 * Repeated until nothing narrows. Bounds are never narrower than the truth allows, and values of counts are whole. This finds
 * the attacks that equations alone do not show (a total of 2 over two cells that are not empty); a linear program would find
 * a few more, at a price that no page can pay.
 * @param inner Bounds of the inner cells at the beginning, such as 0 and infinity.
 * @param of Bounds of each cell of the system; infinite for what was not released.
 * @throws RangeError when the bounds contradict each other.
 */
export function narrow(system: CellSystem, inner: Bounds, of: Bounds): Bounds {
  const lower = Float64Array.from(inner.lower)
  const upper = Float64Array.from(inner.upper)
  const usable = system.cells
    .map((cell, index) => ({ cell, index }))
    .filter(({ index }) => (of.lower[index] as number) > 0 || Number.isFinite(of.upper[index] as number))
  const cellsOf = new Map<number, number[]>()
  usable.forEach(({ cell }, at) => {
    for (const column of cell) cellsOf.set(column, [...(cellsOf.get(column) ?? []), at])
  })
  const waiting = new Set(usable.keys())
  for (const at of waiting) {
    waiting.delete(at)
    const { cell, index } = usable[at] as { cell: Cell; index: number }
    const moved = tighten(cell, of.lower[index] as number, of.upper[index] as number, lower, upper)
    for (const column of moved) for (const other of cellsOf.get(column) ?? []) if (other !== at) waiting.add(other)
    if (moved.length > 0) waiting.add(at)
  }
  return { lower, upper }
}

/** One sum: returns the parts whose bounds moved. */
function tighten(cell: Cell, least: number, most: number, lower: Float64Array, upper: Float64Array): number[] {
  let low = 0
  let high = 0
  let unbounded = 0
  // The sums of the beginning serve for all parts; what narrows further is found when this cell comes again.
  for (const at of cell) {
    low += lower[at] as number
    if (upper[at] === Number.POSITIVE_INFINITY) unbounded++
    else high += upper[at] as number
  }
  if (low > most || (unbounded === 0 && high < least)) throw new RangeError('bounds that contradict each other')
  const moved: number[] = []
  for (const at of cell) {
    const l = lower[at] as number
    const u = upper[at] as number
    const atMost = most - (low - l)
    const others = unbounded - (u === Number.POSITIVE_INFINITY ? 1 : 0)
    const atLeast = others > 0 ? l : least - (high - (u === Number.POSITIVE_INFINITY ? 0 : u))
    if (atMost < u) {
      upper[at] = atMost
      moved.push(at)
    }
    if (atLeast > l) {
      lower[at] = atLeast
      moved.push(at)
    }
  }
  return moved
}

/** Bounds of a sum from those of its parts. */
export function boundsOfSum(cell: Cell, { lower, upper }: Bounds): readonly [lower: number, upper: number] {
  let low = 0
  let high = 0
  for (const at of cell) {
    low += lower[at] as number
    high += upper[at] as number
  }
  return [low, high]
}
