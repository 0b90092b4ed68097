import { wilson } from '../statistics/proportions.ts'
import { survivalFigures } from '../statistics/survival.ts'
import type { NeedColumns } from './needs.ts'
import { GIVEN_UP, MET, type NeedView } from './open.ts'
import type { NeedCounts, NeedFigures, PlaceOfNeeds } from './results.ts'

/** Figures of some rows of a view, which come with those of one case side by side. */
export function figuresOf(
  needs: NeedColumns,
  view: NeedView,
  rows: ArrayLike<number>,
  previousUnmetDays: number,
): NeedFigures {
  const counts = countsOf(needs, view, rows)
  const ended: number[] = []
  const censored: number[] = []
  let unmetDays = 0
  let ofCase = 0
  let largest = 0
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!
    const days = view.days[row]!
    unmetDays += days
    ofCase = (i > 0 && needs.caseOf[rows[i - 1]!] === needs.caseOf[row] ? ofCase : 0) + days
    largest = Math.max(largest, ofCase)
    if (needs.neededOn[row]! < view.from) continue
    ;(view.state[row] === MET ? ended : censored).push(view.endedOn[row]! - needs.neededOn[row]!)
  }
  return {
    ...counts,
    unmetDays,
    previousUnmetDays,
    unmet: counts.needs === 0 ? null : wilson(counts.needs - counts.met, counts.needs),
    wait: survivalFigures(Float64Array.from(ended), Float64Array.from(censored)),
    largestCase: unmetDays > 0 ? { days: largest, share: largest / unmetDays } : null,
  }
}

function countsOf(needs: NeedColumns, view: NeedView, rows: ArrayLike<number>): NeedCounts {
  let [arisen, met, givenUp] = [0, 0, 0]
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!
    if (needs.neededOn[row]! >= view.from) arisen++
    if (view.state[row] === MET) met++
    else if (view.state[row] === GIVEN_UP) givenUp++
  }
  return { needs: rows.length, arisen, met, givenUp, open: rows.length - met - givenUp }
}

/** Days of all rows together. */
export function sumOfDays(view: NeedView, rows: ArrayLike<number> = view.rows): number {
  let sum = 0
  for (let i = 0; i < rows.length; i++) sum += view.days[rows[i]!]!
  return sum
}

/** Rows by a code; code -1 stands last. */
export function rowsByCode(codes: Int32Array, names: number, rows: ArrayLike<number>): readonly number[][] {
  const lists: number[][] = Array.from({ length: names + 1 }, () => [])
  for (let i = 0; i < rows.length; i++) {
    const code = codes[rows[i]!]!
    lists[code < 0 ? names : code]!.push(rows[i]!)
  }
  return lists
}

/** Places with their needs, by unmet days; places without any are left out, the unknown place stands last. */
export function placesOf(needs: NeedColumns, view: NeedView): readonly PlaceOfNeeds[] {
  const lists = rowsByCode(needs.placeOf, needs.places.length, view.rows)
  const found = lists.map(
    (rows, place): PlaceOfNeeds => ({
      place: needs.places[place] ?? null,
      ...countsOf(needs, view, rows),
      unmetDays: sumOfDays(view, rows),
    }),
  )
  return found
    .filter((one) => one.needs > 0)
    .sort(
      (a, b) =>
        Number(a.place === null) - Number(b.place === null) ||
        b.unmetDays - a.unmetDays ||
        ((a.place ?? '') < (b.place ?? '') ? -1 : 1),
    )
}
