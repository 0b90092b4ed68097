/**
 * Which sentence states the finding. The choice is made here from numbers and can be read as a table in the test; the
 * sentences themselves stand in the messages, under the key that is chosen.
 */

/** A sentence by its key below `insight.`, with what it needs. */
export interface Sentence {
  readonly key: string
  readonly values: Readonly<Record<string, string | number>>
}

/** Below this many hand-overs a distribution, a share or a ranking says more than the data do. */
export const fewCases = 12

/** What the headline of the situation needs to know of one interface. In the order of the ranking. */
export interface RankedInterface {
  readonly from: string
  readonly to: string
  readonly handOvers: number
  readonly lostDays: number
  readonly waitingDays: number
  readonly hasTarget: boolean
  /** First and last rank that are likely, from the bootstrap. */
  readonly rank: { readonly first: number; readonly last: number }
}

/**
 * The headline of the situation. `place` is empty for the whole district, else the names of the chosen towns
 * ("Hasselbeck und Karbeck"). Interfaces come in the order of the ranking; those without hand-overs do not count.
 */
export function situationLead(ranked: readonly RankedInterface[], place: string): readonly Sentence[] {
  const used = ranked.filter((one) => one.handOvers > 0)
  const [first, second] = used
  const handOvers = sum(used, (one) => one.handOvers)
  const where = { place, inPlace: place === '' ? 'no' : 'yes' }
  if (!first) return [{ key: 'lead.none', values: where }]
  const pair = { from: first.from, to: first.to }
  if (!used.some((one) => one.hasTarget)) {
    const longest = used.reduce((most, one) => (one.waitingDays > most.waitingDays ? one : most))
    return [
      { key: 'lead.no-target', values: { ...where, interfaces: used.length } },
      { key: 'lead.longest', values: { from: longest.from, to: longest.to, days: longest.waitingDays } },
    ]
  }
  const lost = sum(used, (one) => one.lostDays)
  if (lost === 0) return [{ key: 'lead.in-target', values: { ...where, handOvers } }]
  if (handOvers < fewCases)
    return [
      { key: 'lead.few', values: { ...where, handOvers, days: lost } },
      { key: 'lead.too-few', values: {} },
    ]
  const losing = used.filter((one) => one.lostDays > 0)
  if (used.length === 1) return [{ key: 'lead.one', values: { ...where, ...pair, days: lost } }]
  if (losing.length === 1) return [{ key: 'lead.only', values: { ...where, ...pair, interfaces: used.length } }]
  const top = half(losing, lost)
  const share = sum(top, (one) => one.lostDays) / lost
  const spread = top.length > 6 || top.length * 2 > used.length
  return [
    spread
      ? { key: 'lead.spread', values: { ...where, interfaces: losing.length, all: used.length } }
      : { key: 'lead.top', values: { ...where, count: top.length, interfaces: used.length, share } },
    first.rank.last > 1 && second && second.rank.first === 1
      ? { key: 'lead.most-tied', values: { ...pair, from2: second.from, to2: second.to } }
      : { key: top.length === 1 && !spread ? 'lead.it-is' : 'lead.most', values: pair },
  ]
}

/** The fewest interfaces, by lost days, that make up at least half of them. */
function half(losing: readonly RankedInterface[], lost: number): readonly RankedInterface[] {
  const byDays = [...losing].sort((a, b) => b.lostDays - a.lostDays)
  let days = 0
  const enough = byDays.findIndex((one) => {
    days += one.lostDays
    return days * 2 >= lost
  })
  return byDays.slice(0, enough + 1)
}

/** What the headline of one interface needs to know. */
export interface InterfaceFinding {
  /** "vom Sozialamt" and "zum Jobcenter" where the language can say so, else undefined. */
  readonly phrase: { readonly from: string; readonly to: string } | undefined
  readonly from: string
  readonly to: string
  readonly handOvers: number
  readonly arrived: number
  /** Days after which half of the people have arrived, open ones considered; null when it cannot be said. */
  readonly median: number | null
  readonly target: number | null
  /** The change that still holds, if there is one. */
  readonly change: { readonly month: string; readonly slower: boolean } | null
}

/** The headline of one interface: how long people wait, what was agreed, and whether it changed. */
export function interfaceLead(finding: InterfaceFinding): readonly Sentence[] {
  const { from, to, handOvers, arrived, median, target } = finding
  const pair = { from, to }
  if (handOvers === 0) return [{ key: 'wait.none', values: pair }]
  if (handOvers < fewCases)
    return [
      { key: 'wait.few', values: { ...pair, handOvers } },
      { key: 'wait.too-few', values: {} },
    ]
  if (arrived === 0) return [{ key: 'wait.nobody-arrived', values: { ...pair, handOvers } }]
  const wait: Sentence =
    median === null
      ? { key: 'wait.most-still-wait', values: { ...pair, handOvers, arrived } }
      : finding.phrase
        ? { key: 'wait.who', values: { ...finding.phrase, days: median } }
        : { key: 'wait.between', values: { ...pair, days: median } }
  return [wait, agreed(median, target), ...changed(finding)]
}

function agreed(median: number | null, target: number | null): Sentence {
  if (target === null) return { key: 'agreed.nothing', values: {} }
  const kept = median !== null && median <= target
  return { key: kept ? 'agreed.kept' : 'agreed.days', values: { days: target } }
}

function changed({ change, median, target }: InterfaceFinding): readonly Sentence[] {
  if (!change) return []
  const late = median !== null && target !== null && median > target
  const key = change.slower ? (late ? 'since.even-longer' : 'since.longer') : 'since.shorter'
  return [{ key, values: { month: change.month } }]
}

/** A figure beside the same period of the previous year. */
export type Comparison =
  | { readonly kind: 'up' | 'down'; readonly share: number }
  | { readonly kind: 'same' | 'new' | 'unknown' }

/** Below this a change is called none: such figures move that far by chance. */
const sameWithin = 0.05

/** Compares with the previous year; `before` is null when the records do not reach back that far. */
export function compare(now: number, before: number | null): Comparison {
  if (before === null) return { kind: 'unknown' }
  if (before === 0) return now === 0 ? { kind: 'same' } : { kind: 'new' }
  const share = now / before - 1
  if (Math.abs(share) < sameWithin) return { kind: 'same' }
  return { kind: share > 0 ? 'up' : 'down', share }
}

/**
 * The towns that carry a hurdle, for "vor allem A und B": the one or two with the most lost days, when they make up at
 * least a third of them. Otherwise it is spread and nothing is named.
 */
export function mostAffected<T>(towns: readonly { readonly town: T; readonly lostDays: number }[]): readonly T[] {
  const all = sum(towns, (one) => one.lostDays)
  if (all === 0) return []
  const [first, second] = [...towns].sort((a, b) => b.lostDays - a.lostDays)
  if (!first) return []
  if (first.lostDays * 2 >= all || !second || second.lostDays === 0) return [first.town]
  return (first.lostDays + second.lostDays) * 3 >= all ? [first.town, second.town] : []
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0)
}

/**
 * The headline of the list of interfaces: how many keep their target in half of the cases, and which is furthest beyond.
 * `factor` sets a ratio in the words of the language.
 */
export function overview(
  interfaces: readonly { from: string; to: string; handOvers: number; ratio: number | null }[],
  inCatalogue: number,
  factor: (ratio: number) => string,
): readonly Sentence[] {
  if (inCatalogue === 0) return [{ key: 'list.lead-empty', values: {} }]
  if (interfaces.every((one) => one.handOvers === 0))
    return [{ key: 'list.lead-no-hand-overs', values: { all: inCatalogue } }]
  const judged = interfaces.filter((one) => one.handOvers >= fewCases && one.ratio !== null)
  if (judged.length === 0) return [{ key: 'list.lead-no-figures', values: { all: inCatalogue } }]
  const good = judged.filter((one) => (one.ratio as number) <= 1).length
  const worst = judged.reduce((most, one) => ((one.ratio as number) > (most.ratio as number) ? one : most))
  return [
    { key: good > 0 ? 'list.lead-good' : 'list.lead-none-good', values: { count: good, all: judged.length } },
    ...((worst.ratio as number) > 1
      ? [{ key: 'list.lead-worst', values: { from: worst.from, to: worst.to, factor: factor(worst.ratio as number) } }]
      : []),
  ]
}
