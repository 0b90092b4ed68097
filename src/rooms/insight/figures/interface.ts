import type { InterfaceDetail } from '../../../engine/index.ts'
import type { Day } from '../../../kernel/day.ts'
import { type Period, previousYear } from '../../../kernel/period.ts'
import { type Sheet, type Source, table } from '../sheet.ts'
import { changes, hurdles, months, quality, stale } from './parts.ts'

export type InterfaceSheet = ReturnType<typeof interfaceSheet>

/** Lost days by the reason that the receiving side gave; null: without one. */
export interface ReasonFigures {
  readonly reason: string | null
  readonly handOvers: number
  readonly lostDays: number
}

/** The page of one interface as tables. */
export function interfaceSheet(
  detail: InterfaceDetail,
  question: {
    readonly source: Omit<Source, 'population'>
    readonly recordsFrom: Day
    readonly reasons: readonly ReasonFigures[]
  },
) {
  const { figures, histogram, funnel } = detail
  const known = question.recordsFrom <= previousYear(detail.period as Period).from
  return {
    name: 'interface' as const,
    source: { ...question.source, population: figures.counts.passages },
    tables: {
      hurdle: hurdles([figures], known),
      ranked: table({ interfaces: 'count' }, [{ interfaces: detail.ranked }]),
      months: months([figures]),
      changes: changes([{ ...figures, changes: withEarly(detail) }]),
      chart: table(
        {
          month: 'month',
          median: 'quantile',
          step: 'ratio',
          outOfLimits: 'mark',
          twoOfThree: 'mark',
          shift: 'mark',
          trend: 'mark',
          longer: 'mark',
        },
        (detail.chart?.months ?? []).map(({ month, median, step, signals, longer }) => ({
          month,
          median,
          step,
          outOfLimits: signals.includes('beyond'),
          twoOfThree: signals.includes('twoOfThree'),
          shift: signals.includes('shift'),
          trend: signals.includes('trend'),
          longer,
        })),
      ),
      chartLimits: table(
        { centre: 'quantile', lower: 'quantile', upper: 'quantile', stepLimit: 'ratio', reach: 'kind' },
        detail.chart
          ? [
              {
                centre: detail.chart.centre,
                lower: detail.chart.lower,
                upper: detail.chart.upper,
                stepLimit: detail.chart.stepLimit,
                reach: detail.chart.target,
              },
            ]
          : [],
      ),
      answer: table({ answered: 'count', waiting: 'count', medianDays: 'quantile', medianWorkingDays: 'quantile' }, [
        {
          answered: figures.answer.n,
          waiting: figures.answer.waiting,
          medianDays: figures.answer.medianDays,
          medianWorkingDays: figures.answer.medianWorkingDays,
        },
      ]),
      towns: table(
        { town: 'municipality', handOvers: 'count', lostDays: 'days', lostOpen: 'days', waitingDays: 'days' },
        figures.places.map(({ place, passages, lost, waiting }) => ({
          town: place,
          handOvers: passages,
          lostDays: lost.total,
          lostOpen: lost.open,
          waitingDays: waiting.total,
        })),
      ),
      waits: table(
        { from: 'waitClass', to: 'given', arrived: 'count', open: 'count', inTarget: 'mark' },
        histogram.classes.map((one) => ({
          from: one.fromDay,
          to: one.toDay,
          arrived: one.arrived,
          open: one.open,
          inTarget: one.inTarget,
        })),
      ),
      waitClasses: table({ widthDays: 'given' }, [{ widthDays: histogram.widthDays }]),
      funnel: table(
        { centre: 'share', dispersion: 'ratio', widened: 'mark' },
        funnel ? [{ centre: funnel.centre, dispersion: funnel.dispersion, widened: funnel.widened }] : [],
      ),
      funnelTowns: table(
        {
          town: 'municipality',
          handOvers: 'count',
          beyond: 'count',
          share: 'share',
          median: 'quantile',
          outside: 'given',
          side: 'rank',
        },
        (funnel?.points ?? []).map((point) => ({
          town: point.place,
          handOvers: point.passages,
          beyond: point.beyond,
          share: point.share,
          median: point.median,
          outside: point.outside,
          side: point.side === 'above' ? 1 : point.side === 'below' ? -1 : 0,
        })),
      ),
      funnelLimits: table(
        { n: 'position', lower95: 'share', upper95: 'share', lower998: 'share', upper998: 'share' },
        funnel?.limits ?? [],
      ),
      reasons: table({ reason: 'kind', handOvers: 'count', lostDays: 'days' }, question.reasons),
      stale: stale(detail.quality),
      quality: quality(detail.quality, detail.entry),
    },
  } satisfies Sheet
}

/** The lasting changes, and what the early warning saw since: it speaks before a change can be called lasting. */
function withEarly({ figures, warnings }: InterfaceDetail) {
  const early = warnings.flatMap((one) => (one.kind === 'jump' ? [one.change] : []))
  const last = figures.changes.at(-1)
  return [...figures.changes, ...early.filter(({ month }) => !last || month > last.month)]
}
