import { shrinkToMean } from '../statistics/shrinkage.ts'
import { rowsByCode } from './figures.ts'
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
  const unmetRows = view.rows.filter((row) => view.state[row] !== MET && needs.placeOf[row]! >= 0)
  const byTopic = rowsByCode(needs.topicOf, needs.topics.length, unmetRows)
  const rowsOf = (topic: string) => byTopic[needs.topics.indexOf(topic)] ?? []
  const usual = (cell: GapCell) => {
    const key = JSON.stringify([cell.topic, cell.group, cell.language])
    if (!kept.has(key)) kept.set(key, townRates(needs, rowsOf(cell.topic), cell, known))
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
  rows: readonly number[],
  cell: GapCell,
  residents: readonly (readonly [string, number])[],
) {
  if (residents.length === 0) return null
  const observed = new Int32Array(needs.places.length)
  const codeOf = (names: readonly string[], name: string | null) =>
    name === ANY ? undefined : name === null ? -1 : names.indexOf(name)
  const [group, language] = [codeOf(needs.groups, cell.group), codeOf(needs.languages, cell.language)]
  for (const row of rows) {
    if (group !== undefined && needs.groupOf[row] !== group) continue
    if (language !== undefined && needs.languageOf[row] !== language) continue
    observed[needs.placeOf[row]!]! += 1
  }
  const place = new Map(needs.places.map((key, index) => [key, index]))
  return shrinkToMean(
    residents.map(([town, expected]) => ({ observed: observed[place.get(town) ?? -1] ?? 0, expected })),
  )
}
