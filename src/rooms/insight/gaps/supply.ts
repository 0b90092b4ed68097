import type { ReachOffer } from '../../../engine/index.ts'
import { sql, type Tx } from '../../../platform/database/index.ts'

/** An open offer as the directory published it: no name, nobody who provides it. */
export interface OfferPlace {
  readonly topic: string
  /** Key of its town; null: nowhere in particular. */
  readonly town: string | null
  readonly districtWide: boolean
  /** Keys of the towns that it is for, where it is not for the whole district. */
  readonly reach: readonly string[]
  readonly languages: readonly string[]
  /** Null: no fixed number. */
  readonly capacity: number | null
  readonly freePlaces: number | null
  readonly waiting: number | null
  /** Nobody asked for half a year. */
  readonly unchecked: boolean
}

/** More than a district has; the directory of a large one has some thousands. */
export const mostOffers = 20_000

/** Open offers with whether there are more than are read. */
export interface SupplyLoad {
  readonly offers: readonly OfferPlace[]
  readonly cut: boolean
}

/** All open offers, as the role of insight; at most `most`, and then it says that there are more. */
export async function readSupply(tx: Tx, most = mostOffers): Promise<SupplyLoad> {
  const { rows } = await sql<OfferPlace>`
    SELECT topic, municipality_key AS town, district_wide AS "districtWide", reach, languages, capacity,
      free_places AS "freePlaces", waiting, unchecked
    FROM published_offer_place LIMIT ${most + 1}
  `.execute(tx)
  return { offers: rows.slice(0, most), cut: rows.length > most }
}

/** What there is for a gap, each offer once. */
export interface Supply {
  readonly offers: number
  /** Places of the offers that have a fixed number. */
  readonly capacity: number
  readonly free: number
  readonly waiting: number
  /** Offers of which nobody knows the places. */
  readonly placesUnknown: number
  readonly unchecked: number
}

/** The offers for a topic that people of one of these towns may use, in this language; null or empty stands for any. */
export function supplyFor(
  offers: readonly OfferPlace[],
  {
    topic,
    towns,
    language,
  }: { readonly topic: string; readonly towns: readonly string[]; readonly language: string | null },
): Supply {
  const fitting = offersFor(offers, topic, language).filter(
    ({ districtWide, reach }) => districtWide || towns.length === 0 || reach.some((town) => towns.includes(town)),
  )
  const sum = (pick: (offer: OfferPlace) => number | null) =>
    fitting.reduce((all, offer) => all + (pick(offer) ?? 0), 0)
  const count = (which: (offer: OfferPlace) => boolean) => fitting.filter(which).length
  return {
    offers: fitting.length,
    capacity: sum(({ capacity }) => capacity),
    free: sum(({ freePlaces }) => freePlaces),
    waiting: sum(({ waiting }) => waiting),
    placesUnknown: count(({ capacity }) => capacity === null),
    unchecked: count(({ unchecked }) => unchecked),
  }
}

/** The offers of a topic with a number of places, for reach. */
export function reachOffers(
  offers: readonly OfferPlace[],
  topic: string,
  language: string | null,
): readonly ReachOffer[] {
  return offersFor(offers, topic, language).flatMap(({ town, capacity, districtWide, reach }) =>
    capacity === null || capacity === 0 ? [] : [{ town, places: capacity, takes: districtWide ? [] : reach }],
  )
}

const offersFor = (offers: readonly OfferPlace[], topic: string, language: string | null) =>
  offers.filter((offer) => offer.topic === topic && (language === null || offer.languages.includes(language)))
