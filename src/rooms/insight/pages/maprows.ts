import { type DelayClass, delayClass } from '../../../platform/ui/charts/index.ts'
import type { Cell, GuardedTable } from '../gate/guarded.ts'

/** What the map draws of an interface. A number is null where it was withheld, or where there is none. */
export interface MapRow {
  readonly interface: string
  readonly handOvers: number | null
  readonly median: number | null
  readonly target: number | null
  readonly delay: DelayClass | null
  /** Of a withheld number of hand-overs: what it is below, where that is why; null where it protects another. */
  readonly below: number | null
}

/** The rows of released figures for those who must not see small cells. Where the median is withheld there is no class either. */
export function rowsOfGuarded({ rows }: GuardedTable): readonly MapRow[] {
  return rows.map((row) => {
    const handOvers = row['handOvers']
    const median = numberOf(row['median'])
    const target = numberOf(row['target'])
    const few = handOvers && 'withheld' in handOvers && handOvers.withheld === 'few' ? handOvers.below : null
    return {
      interface: String(contentOf(row['interface'])),
      handOvers: numberOf(handOvers),
      median,
      target,
      delay: delayClass(median, target),
      below: few,
    }
  })
}

const contentOf = (cell: Cell | undefined): unknown => (cell && 'value' in cell ? cell.value : null)

function numberOf(cell: Cell | undefined): number | null {
  const value = contentOf(cell)
  return typeof value === 'number' ? value : null
}
