import { balancedCatchment, bandWeight, kilometres, type Reach } from '../statistics/catchment.ts'

/** A town with those who live there. */
export interface ReachTown {
  readonly key: string
  readonly residents: number
  /** Null: not known; then nothing beyond the own town is in its reach by distance. */
  readonly centre: readonly [longitude: number, latitude: number] | null
}

/** An open offer with a number of places. */
export interface ReachOffer {
  /** Where it is; null: nowhere in particular, such as by telephone. */
  readonly town: string | null
  readonly places: number
  /** From which towns people may come; none: from all. */
  readonly takes: readonly string[]
}

/** How far it is from one town to another: in minutes of an imported matrix, else in kilometres between the centres. */
export interface Distances {
  readonly unit: 'minutes' | 'kilometres'
  /** Undefined: not known. */
  readonly between: (from: string, to: string) => number | undefined
  /** What decides where it is not known; without it such a pair is out of reach. */
  readonly otherwise?: Distances
}

/**
 * How easily a distance is travelled. The weights are those of Luo and Qi (Health & Place 15, 2009) for three zones; where the
 * zones end is ours, for people without a car: minutes from door to door, kilometres as the crow flies.
 */
const bands = {
  minutes: [
    { upTo: 20, weight: 1 },
    { upTo: 40, weight: 0.68 },
    { upTo: 60, weight: 0.22 },
  ],
  kilometres: [
    { upTo: 5, weight: 1 },
    { upTo: 10, weight: 0.68 },
    { upTo: 20, weight: 0.22 },
  ],
} as const

export interface TownReach {
  readonly town: string
  /** Places within reach per thousand residents, shared with all who reach them too. */
  readonly perThousand: number
  /** False where nothing tells how far it is to one of the offers: then there may be more than that. */
  readonly known: boolean
}

/** Kilometres between the centres of towns. */
export function centreDistances(towns: readonly ReachTown[]): Distances {
  const centres = new Map(towns.flatMap(({ key, centre }) => (centre ? [[key, centre] as const] : [])))
  return {
    unit: 'kilometres',
    between(from, to) {
      if (from === to) return 0
      const [one, other] = [centres.get(from), centres.get(to)]
      if (!one || !other) return undefined
      const place = ([longitude, latitude]: readonly [number, number]) => ({ longitude, latitude })
      return kilometres(place(one), place(other))
    },
  }
}

/**
 * What the residents of each town have within reach, by balanced floating catchment areas (see `balancedCatchment`): people
 * divide themselves over the offers they reach, so nobody is counted twice, and an offer's places per person are divided over
 * the towns they come from.
 */
export function reachByTown(
  towns: readonly ReachTown[],
  offers: readonly ReachOffer[],
  distances: Distances,
): readonly TownReach[] {
  const unknown = new Set<number>()
  const pairs = offers.flatMap(({ town: at, takes }, to) =>
    towns.flatMap(({ key }, from): Reach[] => {
      if (takes.length > 0 && !takes.includes(key)) return []
      if (at === null) return [{ from, to, weight: 1 }]
      const weight = weightOf(key, at, distances)
      if (weight === undefined) unknown.add(from)
      if (weight === undefined) return []
      return weight > 0 ? [{ from, to, weight }] : []
    }),
  )
  const { access } = balancedCatchment(
    towns.map(({ residents }) => residents),
    offers.map(({ places }) => places),
    pairs,
  )
  return towns.map(({ key }, index) => ({
    town: key,
    perThousand: (access[index] as number) * 1000,
    known: !unknown.has(index),
  }))
}

/** How easily one gets there, 0 where nobody goes so far; undefined where nothing tells the distance. */
function weightOf(from: string, to: string, { unit, between, otherwise }: Distances): number | undefined {
  const distance = between(from, to)
  if (distance !== undefined) return bandWeight(distance, bands[unit])
  return otherwise && weightOf(from, to, otherwise)
}
