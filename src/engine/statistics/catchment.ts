/** How easy it is to get from where people live to where something is offered: 0 is out of reach, 1 is next door. */
export interface Reach {
  readonly from: number
  readonly to: number
  readonly weight: number
}

/** What people have within reach. */
export interface Access {
  /** Of each place of supply, the people who use it, by their weights. */
  readonly demand: Float64Array
  /** Of each place of supply, what it has for one of those; 0 where nobody reaches it. */
  readonly ratio: Float64Array
  /** Of each place where people live, what is within reach for one of them. */
  readonly access: Float64Array
}

/**
 * Two-step floating catchment areas (Luo and Wang 2003; weighted: Luo and Qi 2009). People count in full at every place that
 * they reach, so where there is choice demand is inflated; what is conserved is the supply: Σ people · access.
 */
export function floatingCatchment(
  people: ArrayLike<number>,
  supply: ArrayLike<number>,
  pairs: readonly Reach[],
): Access {
  return twoSteps(
    people,
    supply,
    pairs,
    (pair) => pair.weight,
    (pair) => pair.weight,
  )
}

/**
 * Balanced floating catchment areas (Páez, Higgins and Vivona, PLOS ONE 14, 2019): people divide themselves over the places
 * they reach, and what a place has for one person is divided over where they come from. Nobody is counted twice: the demand
 * of all places is the number of people who reach one, and the access of all is the sum of the ratios.
 */
export function balancedCatchment(
  people: ArrayLike<number>,
  supply: ArrayLike<number>,
  pairs: readonly Reach[],
): Access {
  const ofPeople = new Float64Array(people.length)
  const ofPlace = new Float64Array(supply.length)
  for (const { from, to, weight } of pairs) {
    ofPeople[from]! += weight
    ofPlace[to]! += weight
  }
  return twoSteps(
    people,
    supply,
    pairs,
    ({ from, weight }) => weight / (ofPeople[from] as number),
    ({ to, weight }) => weight / (ofPlace[to] as number),
  )
}

function twoSteps(
  people: ArrayLike<number>,
  supply: ArrayLike<number>,
  pairs: readonly Reach[],
  ofDemand: (pair: Reach) => number,
  ofSupply: (pair: Reach) => number,
): Access {
  const usable = pairs.filter(({ weight }) => weight > 0)
  const demand = new Float64Array(supply.length)
  for (const pair of usable) demand[pair.to]! += (people[pair.from] as number) * ofDemand(pair)
  const ratio = demand.map((users, place) => (users > 0 ? (supply[place] as number) / users : 0))
  const access = new Float64Array(people.length)
  for (const pair of usable) access[pair.from]! += (ratio[pair.to] as number) * ofSupply(pair)
  return { demand, ratio, access }
}

/** Weight by distance bands, in the unit of the distance: the first whose limit is not exceeded; 0 beyond the last. */
export function bandWeight(
  distance: number,
  bands: readonly { readonly upTo: number; readonly weight: number }[],
): number {
  return bands.find(({ upTo }) => distance <= upTo)?.weight ?? 0
}

/** Kilometres between two places in degrees, on the sphere of the mean radius of the Earth (haversine). */
export function kilometres(
  one: { readonly latitude: number; readonly longitude: number },
  other: { readonly latitude: number; readonly longitude: number },
): number {
  const rad = Math.PI / 180
  const across = Math.sin(((other.latitude - one.latitude) * rad) / 2) ** 2
  const along = Math.sin(((other.longitude - one.longitude) * rad) / 2) ** 2
  const h = across + Math.cos(one.latitude * rad) * Math.cos(other.latitude * rad) * along
  return 2 * 6371.0088 * Math.asin(Math.sqrt(h))
}
