import {
  ANY,
  type Distances,
  type GapDetail,
  type GapFigures,
  type Gaps,
  type ReachTown,
  reachByTown,
} from '../../../engine/index.ts'
import type { Day } from '../../../kernel/day.ts'
import { previousYear } from '../../../kernel/period.ts'
import { currentKey, type Entry } from '../../../platform/codelists/index.ts'
import type { Directory } from '../directory.ts'
import { type Sheet, type Source, table } from '../sheet.ts'
import { type GapFilter, noLanguage } from './filter.ts'
import { type OfferPlace, reachOffers, supplyFor } from './supply.ts'

export type GapsSheet = ReturnType<typeof gapsSheet>
export type GapSheet = ReturnType<typeof gapSheet>

interface Setting {
  readonly source: Omit<Source, 'population'>
  readonly filter: GapFilter
  readonly directory: Directory
  readonly towns: readonly ReachTown[]
  readonly offers: readonly OfferPlace[]
  readonly distances: Distances
  readonly load: { readonly recordsFrom: Day | null }
  readonly reasons: readonly Entry[]
}

/** Columns of counts that every table of needs has. */
const counts = {
  needs: 'count',
  arisen: 'count',
  met: 'count',
  open: 'count',
  givenUp: 'count',
  unmetDays: 'days',
} as const

type Counts = { readonly [Name in keyof typeof counts]: number }
const countsOf = ({ needs, arisen, met, open, givenUp, unmetDays }: Counts) => ({
  needs,
  arisen,
  met,
  open,
  givenUp,
  unmetDays,
})

const supplyColumns = { offers: 'given', capacity: 'given', free: 'given', waiting: 'given' } as const

/** The page of all gaps as tables. */
export function gapsSheet(gaps: Gaps, setting: Setting) {
  const { filter, offers, towns } = setting
  // The page of the year before compares only what was recorded then.
  const known = setting.load.recordsFrom !== null && setting.load.recordsFrom <= previousYear(gaps.period).from
  const top = gaps.topics[0]?.topic ?? null
  const supply = (topic: string, where: readonly string[], language: string | null) => {
    const { offers: count, capacity, free, waiting } = supplyFor(offers, { topic, towns: where, language })
    return { offers: count, capacity, free, waiting }
  }
  return {
    name: 'gaps' as const,
    source: { ...setting.source, population: gaps.all.needs },
    tables: {
      district: table({ ...counts, unmet: 'count', unmetShare: 'share', previousDays: 'days', previousKnown: 'mark' }, [
        {
          ...countsOf(gaps.all),
          unmet: gaps.all.needs - gaps.all.met,
          unmetShare: gaps.all.unmet?.share ?? null,
          previousDays: gaps.all.previousUnmetDays,
          previousKnown: known,
        },
      ]),
      cells: table(
        {
          topic: 'kind',
          level: 'kind',
          town: 'municipality',
          region: 'kind',
          group: 'kind',
          language: 'kind',
          place: 'rank',
          rankFirst: 'rank',
          rankLast: 'rank',
          ...counts,
          previousDays: 'days',
          previousKnown: 'mark',
          unmetShare: 'share',
          unmetLower: 'share',
          unmetUpper: 'share',
          median: 'quantile',
          largestShare: 'share',
          perThousand: 'ratio',
          shrunk: 'ratio',
          overall: 'ratio',
          finer: 'given',
          ...supplyColumns,
        },
        gaps.cells.map((cell) => ({
          ...named(cell),
          place: cell.rank.place,
          rankFirst: cell.rank.lower,
          rankLast: cell.rank.upper,
          ...countsOf(cell),
          previousDays: cell.previousUnmetDays,
          previousKnown: known,
          unmetShare: cell.unmet?.share ?? null,
          unmetLower: cell.unmet?.lower ?? null,
          unmetUpper: cell.unmet?.upper ?? null,
          median: cell.wait.median?.value ?? null,
          largestShare: cell.largestCase?.share ?? null,
          perThousand: cell.rate?.perThousand ?? null,
          shrunk: cell.rate?.shrunk ?? null,
          overall: cell.rate?.overall ?? null,
          finer: cell.finer,
          ...supply(cell.topic, townsIn(cell, setting), cell.language === ANY ? null : cell.language),
        })),
      ),
      topics: table(
        {
          topic: 'kind',
          place: 'rank',
          rankFirst: 'rank',
          rankLast: 'rank',
          ...counts,
          unmet: 'count',
          unmetShare: 'share',
          previousDays: 'days',
          median: 'quantile',
          frequent: 'mark',
          served: 'mark',
          ...supplyColumns,
        },
        gaps.topics.map((topic) => ({
          topic: topic.topic,
          place: topic.rank.place,
          rankFirst: topic.rank.lower,
          rankLast: topic.rank.upper,
          ...countsOf(topic),
          unmet: topic.needs - topic.met,
          unmetShare: topic.unmet?.share ?? null,
          previousDays: topic.previousUnmetDays,
          median: topic.wait.median?.value ?? null,
          frequent: topic.kind.frequent,
          served: topic.kind.served,
          ...supply(topic.topic, filter.towns, spoken(filter)),
        })),
      ),
      thresholds: table({ frequentFrom: 'given', servedFrom: 'given' }, [gaps.thresholds]),
      towns: townTable(gaps.places, towns),
      months: months(gaps.months),
      reasons: reasons(gaps, setting.reasons),
      reach: reach(top, setting),
      reachOf: table(
        { topic: 'kind', unit: 'kind' },
        top === null ? [] : [{ topic: top, unit: setting.distances.unit }],
      ),
    },
  } satisfies Sheet
}

/** The page of one gap as tables. */
export function gapSheet(detail: GapDetail, topic: string, setting: Setting) {
  const { figures, funnel } = detail
  const { filter } = setting
  const language = spoken(filter)
  const known =
    setting.load.recordsFrom !== null && setting.load.recordsFrom <= previousYear(setting.source.period).from
  return {
    name: 'gap' as const,
    source: { ...setting.source, population: figures.needs },
    tables: {
      gap: table(
        {
          topic: 'kind',
          language: 'kind',
          ...counts,
          unmet: 'count',
          unmetShare: 'share',
          unmetLower: 'share',
          unmetUpper: 'share',
          previousDays: 'days',
          previousKnown: 'mark',
          median: 'quantile',
          medianLower: 'quantile',
          medianUpper: 'quantile',
          p75: 'quantile',
          largestShare: 'share',
        },
        [
          {
            topic,
            language: filter.language ?? ANY,
            ...countsOf(figures),
            unmet: figures.needs - figures.met,
            unmetShare: figures.unmet?.share ?? null,
            unmetLower: figures.unmet?.lower ?? null,
            unmetUpper: figures.unmet?.upper ?? null,
            previousDays: figures.previousUnmetDays,
            previousKnown: known,
            median: figures.wait.median?.value ?? null,
            medianLower: figures.wait.median?.lower ?? null,
            medianUpper: figures.wait.median?.upper ?? null,
            p75: figures.wait.p75,
            largestShare: figures.largestCase?.share ?? null,
          },
        ],
      ),
      months: months(detail.months),
      changes: table(
        { of: 'kind', month: 'month', before: 'quantile', after: 'quantile', more: 'mark' },
        (['arisen', 'met'] as const).flatMap((of) =>
          detail.changes[of].map(({ month, before, after, direction }) => ({
            of,
            month,
            before,
            after,
            more: direction === 'longer',
          })),
        ),
      ),
      supply: table({ ...supplyColumns, placesUnknown: 'given', unchecked: 'given' }, [
        supplyFor(setting.offers, { topic, towns: filter.towns, language }),
      ]),
      anyLanguage: table(supplyColumns, [
        pick(supplyFor(setting.offers, { topic, towns: filter.towns, language: null })),
      ]),
      towns: townTable(detail.places, setting.towns),
      funnel: table(
        { centre: 'share', dispersion: 'ratio', widened: 'mark' },
        funnel ? [{ centre: funnel.centre, dispersion: funnel.dispersion, widened: funnel.widened }] : [],
      ),
      funnelTowns: table(
        { town: 'municipality', needs: 'count', unmet: 'count', share: 'share', outside: 'given', side: 'rank' },
        (funnel?.points ?? []).map(({ place, passages, beyond, share, outside, side }) => ({
          town: place,
          needs: passages,
          unmet: beyond,
          share,
          outside,
          side: side === 'above' ? 1 : side === 'below' ? -1 : 0,
        })),
      ),
      funnelLimits: table(
        { n: 'position', lower95: 'share', upper95: 'share', lower998: 'share', upper998: 'share' },
        funnel?.limits ?? [],
      ),
      reasons: reasons(detail, setting.reasons),
      reach: reach(topic, setting),
      reachOf: table({ topic: 'kind', unit: 'kind' }, [{ topic, unit: setting.distances.unit }]),
    },
  } satisfies Sheet
}

const pick = ({ offers, capacity, free, waiting }: ReturnType<typeof supplyFor>) => ({
  offers,
  capacity,
  free,
  waiting,
})

/** The language in which offers are looked for: none where none in particular is needed. */
const spoken = ({ language }: GapFilter): string | null => (language === noLanguage ? null : language)

/** What a cell is about, in columns: a region in one of its own. */
const named = ({ topic, level, place, group, language }: GapFigures) => ({
  topic,
  level,
  town: level === 'town' ? place : null,
  region: level === 'region' ? place : null,
  group,
  language,
})

/** The towns of a cell; empty: all that are looked at. */
export function townsIn(
  { level, place }: Pick<GapFigures, 'level' | 'place'>,
  { directory, filter }: { readonly directory: Directory; readonly filter: GapFilter },
): readonly string[] {
  if (level === 'district' || place === null) return filter.towns
  if (level === 'town') return [place]
  return [...directory.towns.values()].filter(({ region }) => region?.key === place).map(({ key }) => key)
}

function townTable(places: Gaps['places'], towns: readonly ReachTown[]) {
  const residents = new Map(towns.map((town) => [town.key, town.residents]))
  return table(
    { town: 'municipality', ...counts, residents: 'given', perThousand: 'ratio' },
    places.map((row) => {
      const count = row.place === null ? 0 : (residents.get(row.place) ?? 0)
      return {
        town: row.place,
        ...countsOf(row),
        residents: count > 0 ? count : null,
        perThousand: count > 0 ? (row.unmetDays / count) * 1000 : null,
      }
    }),
  )
}

function months(series: Gaps['months']) {
  return table(
    { month: 'month', arisen: 'count', met: 'count', givenUp: 'count', unmetDays: 'days', complete: 'mark' },
    series.map(({ month, arisen, met, givenUp, unmetDays, complete }) => ({
      month,
      arisen,
      met,
      givenUp,
      unmetDays,
      complete,
    })),
  )
}

/** Obstacles as told, under the entry of the list that holds now. */
function reasons({ reasons: told }: Pick<GapDetail, 'reasons'>, entries: readonly Entry[]) {
  const sums = new Map<string | null, { reason: string | null; needs: number; unmetDays: number }>()
  for (const { reason, needs, unmetDays } of told) {
    const key = reason === null ? null : currentKey(entries, reason)
    const sum = sums.get(key) ?? { reason: key, needs: 0, unmetDays: 0 }
    sums.set(key, { reason: key, needs: sum.needs + needs, unmetDays: sum.unmetDays + unmetDays })
  }
  return table({ reason: 'kind', needs: 'count', unmetDays: 'days' }, [...sums.values()])
}

function reach(topic: string | null, { towns, offers, distances, filter }: Setting) {
  const found = topic === null ? [] : reachByTown(towns, reachOffers(offers, topic, spoken(filter)), distances)
  const residents = new Map(towns.map((town) => [town.key, town.residents]))
  return table(
    { town: 'municipality', residents: 'given', reachable: 'given' },
    found.map(({ town, perThousand, known }) => ({
      town,
      residents: residents.get(town) ?? null,
      reachable: known ? perThousand : null,
    })),
  )
}
