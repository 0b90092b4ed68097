import {
  analyseGap,
  analyseGaps,
  centreDistances,
  type Distances,
  type NeedFilter,
  type NeedQuestion,
  type ReachTown,
} from '../../../engine/index.ts'
import { type Entry, hurdles, lifeDomains, readList } from '../../../platform/codelists/index.ts'
import { inTenant } from '../../../platform/database/index.ts'
import type { PageRequest } from '../../../platform/http/index.ts'
import type { Directory } from '../directory.ts'
import { readFilter, type Unused } from '../domain/filter.ts'
import { type Span, spanOf } from '../domain/span.ts'
import { readDirectory } from '../queries.ts'
import { withhold } from '../release.ts'
import { Residents } from '../resident.ts'
import { gapBasis, gapsBasis } from './basis.ts'
import { gapSheet, gapsSheet } from './figures.ts'
import { type GapFilter, noLanguage, printGapFilter, readLanguage } from './filter.ts'
import { type NeedLoad, readNeedRevision, readNeeds } from './needs.ts'
import { type OfferPlace, readSupply } from './supply.ts'
import { readTravelTimes } from './travel/queries.ts'

const residents = new Residents<NeedLoad>()

/** A question about gaps as the address asks it, with needs and offers to answer it from. */
export interface GapQuestion {
  readonly directory: Directory
  readonly load: NeedLoad
  readonly offers: readonly OfferPlace[]
  /** There are more offers than were read: what there is for a gap is more than the page says. */
  readonly offersCut: boolean
  readonly filter: GapFilter
  readonly unused: readonly Unused[]
  /** A language in the address that no need bears. */
  readonly unknownLanguage: string | null
  readonly span: Span
  readonly groups: ReadonlyMap<string, string>
  /** How far towns are from each other: imported minutes, else kilometres between the centres. */
  readonly distances: Distances & { readonly source: string | null }
  /** Towns that came after the minutes were imported. */
  readonly untravelled: readonly string[]
  /** The district's codelists: topics are life domains, reasons are hurdles. */
  readonly topics: readonly Entry[]
  readonly reasons: readonly Entry[]
}

/** Reads names, offers and, when they changed, needs as the role of insight, and understands the address. */
export async function readGaps({
  db,
  tx,
  tenant,
  actor,
  clock,
  query,
}: Pick<PageRequest, 'db' | 'tx' | 'tenant' | 'actor' | 'clock' | 'query'>): Promise<GapQuestion> {
  const { directory, load, supply } = await inTenant(
    db,
    tenant,
    actor,
    async (tx) => {
      const directory = await readDirectory(tx, tenant.name)
      const revision = await readNeedRevision(tx)
      const load = await residents.get(tenant.schema, revision, () => readNeeds(tx, revision))
      return { directory, load, supply: await readSupply(tx) }
    },
    { role: 'insight', readOnly: true, snapshot: true },
  )
  const groups = new Map(load.needs.groups.map((group) => [group, group]))
  const { filter, unused } = readFilter(query, {
    towns: new Set(directory.towns.keys()),
    groups: new Set(groups.keys()),
    jurisdictions: new Set(),
  })
  const { language, unknown } = readLanguage(query, new Set(load.needs.languages))
  const minutes = await readTravelTimes(tx)
  return {
    directory,
    load,
    offers: supply.offers,
    offersCut: supply.cut,
    filter: { ...filter, language },
    unused,
    unknownLanguage: unknown,
    span: spanOf(filter.period, clock.today(), tenant.demo ? load.simulatedUntil : null),
    groups,
    distances: minutes
      ? { ...minutes, otherwise: centreDistances(townsOf(directory)) }
      : { ...centreDistances(townsOf(directory)), source: null },
    untravelled: minutes ? [...directory.towns.keys()].filter((key) => !minutes.towns.has(key)) : [],
    topics: (await readList(tx, lifeDomains)).entries,
    reasons: (await readList(tx, hurdles)).entries,
  }
}

/** The figures of all gaps, behind the gate. */
export function gapFigures(question: GapQuestion) {
  const { load } = question
  const asked = askedOf(question)
  const gaps = analyseGaps(load.needs, asked)
  const sheet = gapsSheet(gaps, { ...question, towns: townsOf(question.directory), source: sourceOf(question) })
  return withhold(sheet, () => gapsBasis(sheet, load.needs, asked))
}

/** The figures of one gap, behind the gate: a topic, narrowed by the filter. Undefined when nobody ever needed it. */
export function oneGapFigures(question: GapQuestion, topic: string) {
  const { load } = question
  if (!load.needs.topics.includes(topic)) return undefined
  const asked = askedOf(question)
  const { filter, ...wide } = asked
  const narrowed: NeedFilter = { ...filter, topics: [topic] }
  const detail = analyseGap(load.needs, wide, narrowed)
  const sheet = gapSheet(detail, topic, {
    ...question,
    towns: townsOf(question.directory),
    source: sourceOf(question),
  })
  return withhold(sheet, () => gapBasis(load.needs, { ...asked, filter: narrowed }))
}

export function askedOf({ filter, span, directory }: Pick<GapQuestion, 'filter' | 'span' | 'directory'>): NeedQuestion {
  const towns = [...directory.towns.values()]
  return {
    period: span.period,
    asOf: span.asOf,
    filter: {
      ...(filter.towns.length > 0 && { places: filter.towns }),
      ...(filter.group !== null && { groups: [filter.group] }),
      ...(filter.language !== null && { languages: [filter.language === noLanguage ? null : filter.language] }),
    },
    regionOf: new Map(towns.flatMap(({ key, region }) => (region ? [[key, region.key] as const] : []))),
    residents: new Map(towns.flatMap(({ key, residents: count }) => (count === null ? [] : [[key, count] as const]))),
  }
}

export function sourceOf({ filter, span, load }: GapQuestion) {
  return {
    question: printGapFilter(filter),
    period: span.period,
    asOf: span.asOf,
    simulated: load.simulated,
    scope: {
      towns: filter.towns,
      groups: filter.group === null ? [] : [filter.group],
      ...(filter.language !== null && { languages: [filter.language] }),
    },
  }
}

function townsOf(directory: Directory): readonly ReachTown[] {
  return [...directory.towns.values()].map(({ key, residents: count, centre }) => ({
    key,
    residents: count ?? 0,
    centre,
  }))
}
