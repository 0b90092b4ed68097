/** The thirteen invented towns. Their keys, shares and positions come from the scenario; here is what the scenario does not know. */

import type { Day } from '../../src/kernel/day.ts'
import type { MunicipalityData } from '../../src/rooms/network/index.ts'
import type { Scenario } from '../scenario/fields.ts'
import { slug } from '../slug.ts'
import { kilometresPerDegree, outlines, toDegrees } from './map.ts'

/** A key that no German district has; municipalities are numbered below it in steps of four, as in real lists. */
export const districtKey = '05999'

/** Gemeinden; the others are towns (Städte). */
const villages = new Set(['Dornsiek', 'Grevenholt', 'Immenrode', 'Nienwalde'])

export const regions = [
  { key: 'nordkreis', name: 'Nordkreis' },
  { key: 'suedkreis', name: 'Südkreis' },
]

/** Name of the municipality with its kind, as on a letterhead: `Stadt Aulenstedt`. */
export function fullName(town: string): string {
  return `${villages.has(town) ? 'Gemeinde' : 'Stadt'} ${town}`
}

export function municipalities(scenario: Scenario, populationOn: Day): MunicipalityData[] {
  const centres = scenario.towns.map((town) => town.position ?? ([0, 0] as [number, number]))
  const rings = outlines(centres)
  return scenario.towns.map((town, index) => {
    const [x, y] = centres[index]!
    return {
      key: slug(town.name),
      ags: `${districtKey}${String((index + 1) * 4).padStart(3, '0')}`,
      name: town.name,
      kind: villages.has(town.name) ? 'municipality' : 'town',
      region: slug(town.region ?? ''),
      population: { count: town.residents ?? 0, on: populationOn },
      centre: { longitude: x / kilometresPerDegree, latitude: y / kilometresPerDegree },
      outline: { type: 'Polygon', coordinates: [toDegrees(rings[index]!)] },
    }
  })
}
