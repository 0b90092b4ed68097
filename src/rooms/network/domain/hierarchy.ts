import type { Day } from '../../../kernel/day.ts'
import { type Since, valueOn } from './validity.ts'

/** From a day on, an organisation belongs to another, or to none. */
export interface ParentSince extends Since {
  readonly child: string
  readonly parent: string | null
}

/**
 * True when, on some day, following the parents from `next.child` upward would come back to it. `known` holds the
 * parents of everything above; what changes later counts too, so a reform planned for next year cannot close a circle.
 */
export function wouldCircle(known: readonly ParentSince[], next: ParentSince): boolean {
  if (next.parent === null) return false
  const rows = [...known.filter((row) => !(row.child === next.child && row.validFrom === next.validFrom)), next]
  const of = Map.groupBy(rows, (row) => row.child)
  const changes = new Set(rows.map((row) => row.validFrom ?? beginning))
  return [...changes].some((day) => circles(of, next.child, day))
}

const beginning = '0001-01-01' as Day

function circles(of: ReadonlyMap<string, readonly ParentSince[]>, start: string, day: Day): boolean {
  const seen = new Set<string>()
  let at: string | null = start
  while (at !== null && !seen.has(at)) {
    seen.add(at)
    at = valueOn(of.get(at) ?? [], day)?.parent ?? null
  }
  return at === start
}
