import type { NeedColumns, NeedEffectMonth } from '../../../engine/index.ts'
import { dayNumber } from '../../../kernel/day.ts'
import { daysOfMonth } from '../../../kernel/period.ts'
import type { Basis } from '../gate/basis.ts'

type Side = 'arisenBefore' | 'metBefore' | 'arisenAfter' | 'metAfter'
type Sides = Readonly<Record<Side, (row: number, needs: NeedColumns) => boolean>>

/** Of a need, whether it arose or was met in the months before a measure or since. The month of the start is on no side. */
export function sidesIn(months: readonly Pick<NeedEffectMonth, 'month' | 'phase'>[]): Sides {
  const within = (side: NeedEffectMonth['phase']) => {
    const own = months.filter(({ phase }) => phase === side)
    const [first, last] = [own[0], own.at(-1)]
    if (!first || !last) return () => false
    const [from, to] = [dayNumber(daysOfMonth(first.month).from), dayNumber(daysOfMonth(last.month).to)]
    return (day: number | undefined) => day !== undefined && day >= from && day <= to
  }
  const [isBefore, isAfter] = [within('before'), within('after')]
  return {
    arisenBefore: (row, needs) => isBefore(needs.neededOn[row]),
    metBefore: (row, needs) => isBefore(needs.metOn[row]),
    arisenAfter: (row, needs) => isAfter(needs.neededOn[row]),
    metAfter: (row, needs) => isAfter(needs.metOn[row]),
  }
}

/** What the counts of a check on a gap were computed from: needs that arose or were met on either side, and whose they are. */
export function comparedBasis(needs: NeedColumns, rows: ArrayLike<number>, sides: Sides): Basis {
  const counted = Array.from(rows).filter((row) => Object.values(sides).some((is) => is(row, needs)))
  const counts = Object.fromEntries(
    Object.entries(sides).map(([side, is]) => [side, (row: number) => is(row, needs)] as const),
  )
  return { people: needs.caseOf, tables: { effect: { rows: [counted], counts } } }
}
