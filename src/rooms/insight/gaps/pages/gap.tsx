import type { ReactNode } from 'react'
import { ANY } from '../../../../engine/index.ts'
import type { Page } from '../../../../platform/http/index.ts'
import { createFormat, type Translate } from '../../../../platform/i18n/index.ts'
import { ChartFigure, FunnelPlot, MonthSeries, NoData } from '../../../../platform/ui/charts/index.ts'
import { Columns, Empty, type Fact, Facts, Section, Stack, Text, useRender } from '../../../../platform/ui/index.ts'
import { fewCases } from '../../domain/sentences.ts'
import { ComparedWithLastYear } from '../../pages/comparison.tsx'
import { plain, Sentences } from '../../pages/sentence.tsx'
import type { GapSheet } from '../figures.ts'
import { noLanguage, printGapFilter } from '../filter.ts'
import { gapLead } from '../sentences.ts'
import type { GapView } from '../view.ts'
import { CutOffers } from './cutoffers.tsx'
import { GapFilterBar } from './filterbar.tsx'
import { NeedTowns } from './needtowns.tsx'
import { ReachMap } from './reachmap.tsx'
import { ReasonTable } from './reasontable.tsx'
import { GapSource } from './source.tsx'
import { gapWords, type NamedGap } from './words.ts'

type View = GapView<GapSheet> & { readonly topic: string }

/** One gap: how many found nothing, since when, what there is, why, and where it is worse than chance explains. */
export function gapPage(view: View, panels: ReactNode, t: Translate): Page {
  const words = gapWords(view, t)
  const row = rowOf(view)
  const of = namedOf(view)
  const sentences = gapLead({
    what: words.what(of),
    where: words.where(of),
    needs: row.needs,
    unmet: row.unmet,
    unmetDays: row.unmetDays,
    median: row.median,
  })
  const format = createFormat(t.locale)
  const { span, filter } = view
  return {
    title: plain(t, sentences),
    name: words.topic(view.topic),
    headline: <Sentences sentences={sentences} />,
    crumbs: [{ label: t('insight.gaps.title'), path: `/gaps${printGapFilter({ ...filter, towns: [], group: null })}` }],
    meta: [
      words.topic(view.topic),
      words.place(of),
      filter.group ?? false,
      filter.language !== null && words.language(filter.language),
      t('insight.as-of', { day: format.day(span.asOf) }),
      format.period(span.period.from, span.period.to),
    ]
      .filter(Boolean)
      .join(' · '),
    wide: true,
    body: <Body view={view} panels={panels} />,
  }
}

const rowOf = (view: View) => {
  const row = view.figures.table.tables.gap.rows[0]
  if (!row) throw new Error('the sheet of a gap has one row')
  return row
}

const namedOf = ({ topic, filter }: View): NamedGap => ({
  topic,
  level: filter.towns.length === 1 ? 'town' : 'district',
  town: filter.towns.length === 1 ? (filter.towns[0] as string) : null,
  region: null,
  group: filter.group ?? ANY,
  language: filter.language === null ? ANY : filter.language === noLanguage ? null : filter.language,
})

function Body({ view, panels }: { view: View; panels: ReactNode }) {
  const { t } = useRender()
  const row = rowOf(view)
  if (row.needs === 0)
    return (
      <Stack gap="l">
        <GapFilterBar view={view} />
        <Empty title={t('insight.gaps.no-hits')}>{t('insight.gap.no-hits-next')}</Empty>
        <Supply view={view} />
      </Stack>
    )
  return (
    <Stack gap="l">
      <GapFilterBar view={view} />
      <CutOffers view={view} />
      <GapFacts view={view} />
      {panels}
      <Columns kind="equal">
        <Development view={view} />
        <Supply view={view} />
        <TownFunnel view={view} />
        <ReasonTable view={view} />
        {view.filter.towns.length !== 1 && <NeedTowns view={view} />}
        <ReachMap view={view} />
      </Columns>
      <GapSource
        view={view}
        more={[{ term: t('insight.gap.source.wait'), value: t('insight.gap.source.wait-value') }]}
        files={[
          { name: 'months.csv', label: t('insight.files.months') },
          { name: 'towns.csv', label: t('insight.files.towns') },
          { name: 'funnel.csv', label: t('insight.gap.funnel.file') },
          { name: 'reasons.csv', label: t('insight.files.reasons') },
          { name: 'reach.csv', label: t('insight.gaps.files.reach') },
        ]}
      />
    </Stack>
  )
}

function GapFacts({ view }: { view: View }) {
  const { t, format } = useRender()
  const row = rowOf(view)
  const items: readonly Fact[] = [
    {
      label: t('insight.gaps.days'),
      value: format.number(row.unmetDays),
      beside: <ComparedWithLastYear now={row.unmetDays} before={row.previousKnown ? row.previousDays : null} />,
    },
    {
      label: t('insight.gap.unmet'),
      value: t('insight.gaps.of', { unmet: row.unmet, needs: row.needs }),
      beside:
        row.unmetLower !== null && row.unmetUpper !== null
          ? t('insight.gaps.share-range', { from: row.unmetLower, to: row.unmetUpper })
          : null,
    },
    {
      label: t('insight.gap.outcome'),
      value: t('insight.gap.open-now', { open: row.open }),
      beside: t('insight.gap.met-given-up', { met: row.met, givenUp: row.givenUp }),
    },
    {
      label: t('insight.gap.wait'),
      value:
        row.median === null
          ? t('insight.gaps.not-reached')
          : t('insight.gaps.days-count', { days: Math.round(row.median) }),
      beside:
        row.median === null
          ? t('insight.gap.wait-n', { arisen: row.arisen })
          : row.medianLower === null
            ? null
            : t('insight.gap.wait-range', {
                from: Math.round(row.medianLower),
                to: row.medianUpper === null ? t('insight.gap.open-ended') : format.number(Math.round(row.medianUpper)),
              }),
    },
  ]
  return <Facts facts={items} />
}

function Development({ view }: { view: View }) {
  const { t, format } = useRender()
  const { months, changes } = view.figures.table.tables
  const from = months.rows.findIndex((month) => month.unmetDays > 0 || month.arisen > 0)
  const rows = from < 0 ? [] : months.rows.slice(from)
  const complete = rows.filter((month) => month.complete)
  const highest = [...complete].sort((a, b) => b.unmetDays - a.unmetDays)[0]
  const open = rows.filter((month) => !month.complete)
  return (
    <Section title={t('insight.gap.months.title')}>
      {rows.length < 3 ? (
        <NoData>{t('insight.gap.months.few')}</NoData>
      ) : (
        <ChartFigure
          caption={t('insight.gap.months.caption')}
          label={t('insight.gap.months.chart')}
          chart={
            <MonthSeries
              title={t('insight.gap.months.chart')}
              description={
                highest
                  ? t('insight.gap.months.description', { month: format.month(highest.month), days: highest.unmetDays })
                  : ''
              }
              months={rows.map(({ month, unmetDays, complete: whole }) => ({
                month,
                median: unmetDays,
                lowerQuartile: null,
                upperQuartile: null,
                complete: whole,
              }))}
              target={null}
            />
          }
          table={{
            rows,
            keyOf: (row) => row.month,
            columns: [
              {
                key: 'month',
                header: t('insight.gap.months.month'),
                names: true,
                cell: (row) =>
                  row.complete
                    ? format.month(row.month)
                    : t('insight.gap.months.incomplete', { month: format.month(row.month) }),
              },
              {
                key: 'arisen',
                header: t('insight.gap.months.arisen'),
                kind: 'number',
                cell: (row) => format.number(row.arisen),
              },
              {
                key: 'met',
                header: t('insight.gap.months.met'),
                kind: 'number',
                cell: (row) => format.number(row.met),
              },
              {
                key: 'givenUp',
                header: t('insight.gap.months.given-up'),
                kind: 'number',
                cell: (row) => format.number(row.givenUp),
              },
              {
                key: 'days',
                header: t('insight.gaps.days'),
                kind: 'number',
                cell: (row) => format.number(row.unmetDays),
              },
            ],
          }}
          note={
            <>
              {changes.rows.length === 0
                ? t('insight.gap.months.no-change')
                : changes.rows
                    .map((change) =>
                      t('insight.gap.months.change', {
                        of: change.of ?? 'arisen',
                        month: format.month(change.month),
                        more: change.more ? 'yes' : 'no',
                        before: format.number(change.before ?? 0, 1),
                        after: format.number(change.after ?? 0, 1),
                      }),
                    )
                    .join(' ')}{' '}
              {open.length > 0 && t('insight.gap.months.open', { count: open.length })}
            </>
          }
        />
      )}
    </Section>
  )
}

function Supply({ view }: { view: View }) {
  const { t, format } = useRender()
  const { supply, anyLanguage } = view.figures.table.tables
  const row = supply.rows[0]
  const wide = anyLanguage.rows[0]
  const { open } = rowOf(view)
  if (!row) return null
  const narrowed = view.filter.language !== null && view.filter.language !== noLanguage
  return (
    <Section title={t('insight.gap.supply.title')}>
      <Stack>
        <Facts
          facts={[
            {
              label: t('insight.gap.supply.open'),
              value: format.number(open),
              beside: t('insight.gap.supply.waiting', { waiting: row.waiting ?? 0 }),
            },
            {
              label: t('insight.gap.supply.free'),
              value: format.number(row.free ?? 0),
              beside: t('insight.gap.supply.of', { capacity: row.capacity ?? 0, offers: row.offers ?? 0 }),
            },
          ]}
        />
        <Text>
          {t(
            (row.offers ?? 0) === 0
              ? 'insight.gap.supply.none'
              : (row.free ?? 0) >= open
                ? 'insight.gap.supply.enough'
                : 'insight.gap.supply.short',
            { free: row.free ?? 0, open },
          )}{' '}
          {narrowed && wide && t('insight.gap.supply.any-language', { offers: wide.offers ?? 0, free: wide.free ?? 0 })}
        </Text>
        {((row.placesUnknown ?? 0) > 0 || (row.unchecked ?? 0) > 0) && (
          <p className="nl-meta">
            {t('insight.gap.supply.unknown', { unknown: row.placesUnknown ?? 0, unchecked: row.unchecked ?? 0 })}
          </p>
        )}
      </Stack>
    </Section>
  )
}

function TownFunnel({ view }: { view: View }) {
  const { t, format } = useRender()
  const { funnel, funnelTowns, funnelLimits } = view.figures.table.tables
  const words = gapWords(view, t)
  const whole = funnel.rows[0]
  const all = funnelTowns.rows.reduce((sum, row) => sum + row.needs, 0)
  if (!whole || all < fewCases || funnelTowns.rows.length < 2)
    return (
      <Section title={t('insight.gap.funnel.title')}>
        <NoData>{t('insight.gap.funnel.few')}</NoData>
      </Section>
    )
  const outside = funnelTowns.rows.filter((row) => (row.outside ?? 0) > 0).map((row) => words.town(row.town))
  const said =
    outside.length > 0 ? t('insight.funnel.outside', { towns: format.list(outside) }) : t('insight.funnel.none')
  return (
    <Section title={t('insight.gap.funnel.title')}>
      <ChartFigure
        caption={t('insight.gap.funnel.caption')}
        label={t('insight.gap.funnel.chart')}
        chart={
          <FunnelPlot
            title={t('insight.gap.funnel.chart')}
            description={`${t('insight.gap.funnel.description', { share: whole.centre ?? 0 })} ${said}`}
            points={funnelTowns.rows.map((row) => ({
              place: words.town(row.town),
              passages: row.needs,
              share: row.share ?? 0,
              outside: (row.outside ?? 0) as 0 | 95 | 99.8,
              side: (row.side ?? 0) > 0 ? 'above' : (row.side ?? 0) < 0 ? 'below' : 'at',
            }))}
            limits={funnelLimits.rows.map(({ n, lower95, upper95, lower998, upper998 }) => ({
              n,
              lower95: lower95 ?? 0,
              upper95: upper95 ?? 1,
              lower998: lower998 ?? 0,
              upper998: upper998 ?? 1,
            }))}
            centre={whole.centre ?? 0}
            centreLabel={t('insight.funnel.centre', { share: whole.centre ?? 0 })}
            axisTitle={t('insight.gaps.kinds.axis')}
          />
        }
        table={{
          rows: [...funnelTowns.rows].sort((a, b) => words.town(a.town).localeCompare(words.town(b.town), 'de')),
          keyOf: (row) => row.town ?? '',
          columns: [
            { key: 'town', header: t('insight.funnel.town'), names: true, cell: (row) => words.town(row.town) },
            { key: 'needs', header: t('insight.gaps.needs'), kind: 'number', cell: (row) => format.number(row.needs) },
            { key: 'unmet', header: t('insight.gap.unmet'), kind: 'number', cell: (row) => format.number(row.unmet) },
            {
              key: 'share',
              header: t('insight.funnel.share'),
              kind: 'number',
              cell: (row) => format.percent(row.share ?? 0),
            },
            {
              key: 'position',
              header: t('insight.funnel.position'),
              cell: (row) =>
                (row.outside ?? 0) === 0
                  ? t('insight.funnel.within')
                  : t((row.side ?? 0) > 0 ? 'insight.funnel.above' : 'insight.funnel.below'),
            },
          ],
        }}
        note={
          <>
            {said} {whole.widened && t('insight.funnel.widened')}
          </>
        }
      />
    </Section>
  )
}
