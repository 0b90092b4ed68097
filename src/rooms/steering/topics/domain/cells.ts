import type { Day } from '../../../../kernel/day.ts'
import type { Id } from '../../../../kernel/ids.ts'

/** Findings of one kind, as they left the people's side: the smallest thing that a topic is made of. */
export interface Cell {
  readonly interfaceId: Id<'interface'> | null
  readonly hurdle: string
  /** First day of the quarter. */
  readonly quarter: Day
  readonly regionKey: string | null
}

/** A cell as one word, the same for equal cells: what a form sends. */
export const cellKey = (cell: Cell): string =>
  [cell.interfaceId ?? '', cell.hurdle, cell.quarter, cell.regionKey ?? ''].join('~')

const form =
  /^([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})?~([a-z][A-Za-z]{1,39})~(\d{4}-(?:01|04|07|10)-01)~([a-z0-9-]{0,60})$/

/** The cell of such a word; undefined for what is none. */
export function readCell(key: string): Cell | undefined {
  const match = form.exec(key)
  if (!match) return undefined
  return {
    interfaceId: (match[1] ?? null) as Id<'interface'> | null,
    hurdle: match[2] as string,
    quarter: match[3] as Day,
    regionKey: match[4] || null,
  }
}
