/** A scenario as a district: its records in the network, and which organisation acts as which office for a town. */
import type { Day } from '../src/kernel/day.ts'
import { day } from '../src/kernel/day.ts'
import type { NetworkData, OrganisationData } from '../src/rooms/network/index.ts'
import { interfacesOf, jurisdictionsOf } from './interfaces.ts'
import type { Office, Plan } from './simulator/plan.ts'
import { slug } from './slug.ts'

export interface District {
  readonly network: NetworkData
  /** Key of the organisation that acts as this office for a town. Both offices of one interface act for the same town. */
  readonly actingFor: (office: Office, town: string) => string
}

/** A key that no German district has. */
const districtKey = '05998'

/** A district made from nothing but the scenario: one organisation for each office, or one in each town. */
export function districtOf(plan: Plan, populationOn: Day = day('2025-12-31')): District {
  const { scenario } = plan
  const towns = scenario.towns.map((town) => town.name)
  const total = scenario.towns.reduce((sum, town) => sum + town.share, 0)
  const key = (office: Office, town: string) =>
    office.perTown ? `${office.key.slice(0, 50)}-${towns.indexOf(town) + 1}` : office.key
  const regions = [...new Set(scenario.towns.map((town) => town.region).filter((region) => region !== undefined))]
  return {
    network: {
      district: { key5: districtKey, name: scenario.name },
      simulated: true,
      regions: regions.map((name) => ({ key: slug(name), name })),
      jurisdictions: jurisdictionsOf(scenario, plan),
      municipalities: scenario.towns.map((town, index) => ({
        key: townKey(plan, town.name),
        ags: `${districtKey}${String(index + 1).padStart(3, '0')}`,
        name: town.name,
        kind: 'town' as const,
        ...(town.region === undefined ? {} : { region: slug(town.region) }),
        population: {
          count: town.residents ?? Math.round((scenario.population.residents * town.share) / total),
          on: populationOn,
        },
      })),
      organisations: plan.offices.flatMap((office): OrganisationData[] =>
        (office.perTown ? towns : [towns[0]!]).map((town) => ({
          key: key(office, town),
          kind: 'other',
          name: office.perTown ? `${office.name} ${town}` : office.name,
          controller: true,
          ...(office.perTown ? { municipality: townKey(plan, town) } : {}),
        })),
      ),
      interfaces: interfacesOf(plan, (office) => (office.perTown ? { kind: 'other' } : { organisation: office.key })),
    },
    actingFor: key,
  }
}

/** Two towns may be written so that they become one key; numbered, they cannot. */
function townKey({ scenario }: Plan, town: string): string {
  const index = scenario.towns.findIndex((one) => one.name === town)
  const isUnique = scenario.towns.filter((one) => slug(one.name) === slug(town)).length === 1
  return isUnique && slug(town) !== '' ? slug(town) : `town-${index + 1}`
}

/** Key of the controller for an organisation: itself, or the nearest it belongs to that answers for personal data. */
export function controllersOf({ organisations = [] }: NetworkData): ReadonlyMap<string, string> {
  const byKey = new Map(organisations.map((organisation) => [organisation.key, organisation]))
  const controllers = new Map<string, string>()
  for (const { key } of organisations) {
    let at = byKey.get(key)
    while (at && !at.controller) at = byKey.get(typeof at.parent === 'string' ? at.parent : '')
    controllers.set(key, at?.key ?? key)
  }
  return controllers
}
