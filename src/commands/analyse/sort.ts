import type { EdgeFigures } from '../../engine/index.ts'
import type { SortKey } from './options.ts'

const figures: Readonly<
  Record<Exclude<SortKey, 'rank' | 'from' | 'to'>, (edge: EdgeFigures) => number | null | undefined>
> = {
  n: (edge) => edge.n,
  open: (edge) => edge.open,
  mean: (edge) => edge.wait?.mean,
  median: (edge) => medianOf(edge),
  p75: (edge) => edge.wait?.p75,
  p90: (edge) => edge.wait?.p90,
  p95: (edge) => edge.wait?.p95,
  max: (edge) => edge.wait?.max,
  beyond: (edge) => edge.beyond?.share,
  lost: (edge) => edge.lost.total,
  waiting: (edge) => edge.waiting.total,
  'ping-pong': (edge) => edge.pingPong?.n,
}

/** The median wait in milliseconds, those who still wait included; null when half or more may still be waiting. */
export function medianOf(edge: EdgeFigures): number | null {
  if (edge.survival) return edge.survival.median?.value ?? null
  return edge.wait?.median ?? null
}

/** Edges by a key, the largest first (names ascending), equal ones in the order of the ranking. */
export function sortEdges(edges: readonly EdgeFigures[], key: SortKey): readonly EdgeFigures[] {
  if (key === 'rank') return edges
  if (key === 'from' || key === 'to') {
    const collator = new Intl.Collator('de', { numeric: true })
    return [...edges].sort((a, b) => collator.compare(a[key], b[key]))
  }
  const value = (edge: EdgeFigures) => figures[key](edge) ?? Number.NEGATIVE_INFINITY
  return [...edges].sort((a, b) => (value(a) === value(b) ? 0 : value(b) - value(a)))
}
