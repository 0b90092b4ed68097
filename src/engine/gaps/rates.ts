import { shrinkToMean } from '../statistics/shrinkage.ts'
import type { NeedColumns } from './needs.ts'
import { MET, type NeedView } from './open.ts'
import { ANY, type GapCell, type RateFigures } from './results.ts'

/**
 * Unmet needs per thousand residents. The rates of all towns for the same topic, group and language say what is usual and how
 * much towns differ beyond chance; a place is drawn towards that, the more the fewer residents it has. A region or the district
 * has the residents of all its towns: beside towns that stand for themselves the rate of the rest is a lower bound.
 */
export function ratesOf(
  needs: NeedColumns,
  view: NeedView,
  residents: ReadonlyMap<string, number>,
  regionOf: ReadonlyMap<string, string>,
): (cell: GapCell, unmet: number) => RateFigures | null {
  const known = [...residents].filter(([, count]) => count > 0)
  const kept = new Map<string, ReturnType<typeof shrinkToMean> | null>()
  const usual = (cell: GapCell) => {
    const key = JSON.stringify([cell.topic, cell.group, cell.language])
    if (!kept.has(key)) kept.set(key, townRates(needs, view, cell, known))
    return kept.get(key)
  }
  return (cell, unmet) => {
    const of = known
      .filter(
        ([town]) => cell.level === 'district' || (cell.level === 'town' ? town : regionOf.get(town)) === cell.place,
      )
      .reduce((sum, [, count]) => sum + count, 0)
    const all = usual(cell)
    if (of === 0 || !all || (cell.level === 'town' && cell.place === null)) return null
    const rate = unmet / of
    const own = all.variance === 0 ? 0 : all.variance / (all.variance + all.mean / of)
    return {
      residents: of,
      perThousand: rate * 1000,
      shrunk: (all.mean + own * (rate - all.mean)) * 1000,
      overall: all.mean * 1000,
    }
  }
}

function townRates(
  needs: NeedColumns,
  view: NeedView,
  cell: GapCell,
  residents: readonly (readonly [string, number])[],
) {
  if (residents.length === 0) return null
  const observed = new Map<string, number>()
  const matches = (wanted: string | null, name: string | undefined) => wanted === ANY || (name ?? null) === wanted
  for (const row of view.rows) {
    const place = needs.places[needs.placeOf[row]!]
    if (view.state[row] === MET || place === undefined || needs.topics[needs.topicOf[row]!] !== cell.topic) continue
    if (!matches(cell.group, needs.groups[needs.groupOf[row]!])) continue
    if (!matches(cell.language, needs.languages[needs.languageOf[row]!])) continue
    observed.set(place, (observed.get(place) ?? 0) + 1)
  }
  return shrinkToMean(residents.map(([town, expected]) => ({ observed: observed.get(town) ?? 0, expected })))
}
