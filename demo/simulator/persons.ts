/**
 * Whose hand-over it is. Persons and families come back within about a year, a few of them often. Each town and group has
 * numbered places in a row, filled from front to back as time passes; an offer takes one near its date. Nothing is
 * remembered between offers, so interfaces stay independent of each other and memory does not grow.
 */

import type { Scenario } from '../scenario/fields.ts'
import { firstDayOf, lastDayOf, type Timeline } from '../scenario/moment.ts'

/** Number of the person from the day of the offer, town, group and two uniform numbers. Numbers have gaps. */
export type DrawPerson = (
  day: number,
  town: number,
  group: number,
  draws: readonly [when: number, who: number],
) => number

/** Days within which somebody comes back. */
const returning = 365
/** Places that lie near each other, as a share of all: within them the front ones are preferred. */
const stretchShare = 0.02
/** The preference: uniform numbers to this power. */
const preference = 1.5

export function personsOf(scenario: Scenario, span: Timeline): DrawPerson {
  const start = firstDayOf(span.first)
  const length = lastDayOf(span.last) - start + 1
  const offers = (scenario.interfaces.reduce((sum, entry) => sum + entry.passagesPerYear, 0) / 365.25) * length
  const perPlace = offersPerPlace(scenario.population.passagesPerPerson)
  const rows = scenario.towns.length * scenario.groups.length
  const places = sharesOf(scenario.towns).map((townShare) =>
    sharesOf(scenario.groups).map((groupShare) => Math.max(1, Math.ceil((offers * townShare * groupShare) / perPlace))),
  )
  return (day, town, group, [when, who]) => {
    const inRow = places[town]![group]!
    const stretch = Math.max(1, Math.round(inRow * stretchShare))
    const position = ((day - start + when * returning) / (length + returning)) * inRow
    const place = Math.floor(position / stretch) * stretch + Math.floor(who ** preference * stretch)
    return place * rows + town * scenario.groups.length + group + 1
  }
}

function sharesOf(list: readonly { share: number }[]): number[] {
  const total = list.reduce((sum, entry) => sum + entry.share, 0)
  return list.map((entry) => entry.share / total)
}

/** How many offers a place must get on average, so that those places that get any get `mean` of them. By bisection. */
export function offersPerPlace(mean: number): number {
  let [low, high] = [0.001, mean]
  for (let step = 0; step < 40; step++) {
    const middle = (low + high) / 2
    if (middle / occupied(middle) < mean) low = middle
    else high = middle
  }
  return high
}

/** Share of places that get an offer when they get `offers` on average, more in front: Poisson counts, integrated over a stretch. */
function occupied(offers: number): number {
  const points = 200
  let sum = 0
  for (let i = 0; i < points; i++) {
    const density = ((i + 0.5) / points) ** (1 / preference - 1) / preference
    sum += 1 - Math.exp(-offers * density)
  }
  return sum / points
}
