import { attack, type Leak } from './audit.ts'
import { type CountTable, type Suppression, type SuppressionRule, suppress } from './suppression.ts'

/** A table as it may go out, and the attacker who failed at it. */
export interface Protected extends Suppression {
  /** Cells that are shown, with their exact counts. */
  readonly shown: ReadonlySet<number>
  /** What the attacker found until the last round, in which it was nothing. */
  readonly closed: readonly Leak[]
}

/**
 * Withholds until the attacker finds nothing: small cells, then what gives them away by equations or to insiders, then what
 * gives them away by being whole and not negative, empty cells too where they say that nobody is in a guarded one. In the
 * end nothing may be left, never a leak.
 * @param before Cells that were shown in earlier releases and cannot be taken back. @throws LeakedBefore when a small cell
 *   follows from those alone.
 */
export function protect(table: CountTable, rule: SuppressionRule, before: ReadonlySet<number> = new Set()): Protected {
  const more = new Set<number>()
  const closed: Leak[] = []
  for (;;) {
    const { primary, secondary } = suppress(table, rule, more, before)
    const withheld = new Set([...primary, ...secondary])
    const shown = new Set([...table.cells.keys()].filter((cell) => !withheld.has(cell) || before.has(cell)))
    const leaks = attack(table, shown, rule)
    if (leaks.length === 0) return { primary, secondary, shown, closed }
    closed.push(...leaks)
    const found = leaks.map((leak) => nextToWithhold(table, shown, before, leak)).filter((cell) => cell !== undefined)
    if (found.length === 0) throw new LeakedBefore(leaks)
    for (const cell of found) more.add(cell)
  }
}

/** Earlier releases give a small cell away already; nothing that is withheld now can change that. */
export class LeakedBefore extends Error {
  override name = 'LeakedBefore'
  readonly leaks: readonly Leak[]
  constructor(leaks: readonly Leak[]) {
    super(`earlier releases give away ${leaks.length} small cells`)
    this.leaks = leaks
  }
}

/**
 * Of the cells that are shown and share somebody with the one that leaks: the finest, of those the smallest. What is empty
 * comes last, unless the cell that leaks is empty itself: what says so are others that are.
 */
function nextToWithhold(
  { cells, counts }: CountTable,
  shown: ReadonlySet<number>,
  before: ReadonlySet<number>,
  { cell }: Leak,
): number | undefined {
  const inside = new Set(cells[cell])
  const last = (other: number) => Number((counts[other] === 0) !== (counts[cell] === 0))
  return [...shown]
    .filter((other) => !before.has(other) && cells[other]!.some((at) => inside.has(at)))
    .sort(
      (one, other) =>
        last(one) - last(other) ||
        cells[one]!.length - cells[other]!.length ||
        (counts[one] as number) - (counts[other] as number) ||
        one - other,
    )[0]
}
