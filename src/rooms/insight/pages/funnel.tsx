import { ChartFigure, FunnelPlot, NoData } from '../../../platform/ui/charts/index.ts'
import { Section, useRender } from '../../../platform/ui/index.ts'
import { fewCases } from '../domain/sentences.ts'
import { type InterfaceView, rowOf } from './interfaceview.ts'
import { townName } from './names.ts'

/** The towns against all: within the limits a difference is chance, and nobody is ranked. */
export function TownFunnel({ view }: { view: InterfaceView }) {
  const { t, format } = useRender()
  const { funnel, funnelTowns, funnelLimits } = view.figures.table.tables
  const whole = funnel.rows[0]
  const row = rowOf(view)
  const name = (town: string | null) => townName(view.directory, town, t('insight.map.unknown-town'))
  const outside = funnelTowns.rows.filter((town) => (town.outside ?? 0) > 0).map((town) => name(town.town))
  if (!whole || row.handOvers < fewCases || funnelTowns.rows.length < 2)
    return (
      <Section title={t('insight.funnel.title')}>
        <NoData>{t(row.agreed ? 'insight.funnel.few' : 'insight.funnel.no-target')}</NoData>
      </Section>
    )
  const chart = t('insight.funnel.chart')
  const said =
    outside.length > 0 ? t('insight.funnel.outside', { towns: format.list(outside) }) : t('insight.funnel.none')
  const position = (outsideOf: number | null, side: number | null) =>
    (outsideOf ?? 0) === 0
      ? t('insight.funnel.within')
      : t((side ?? 0) > 0 ? 'insight.funnel.above' : 'insight.funnel.below')
  return (
    <Section title={t('insight.funnel.title')}>
      <ChartFigure
        caption={t('insight.funnel.caption')}
        label={chart}
        chart={
          <FunnelPlot
            title={chart}
            description={`${t('insight.funnel.description', { share: whole.centre ?? 0 })} ${said}`}
            points={funnelTowns.rows.map((town) => ({
              place: name(town.town),
              passages: town.handOvers,
              share: town.share ?? 0,
              outside: (town.outside ?? 0) as 0 | 95 | 99.8,
              side: (town.side ?? 0) > 0 ? 'above' : (town.side ?? 0) < 0 ? 'below' : 'at',
            }))}
            limits={funnelLimits.rows.map((limit) => ({
              n: limit.n,
              lower95: limit.lower95 ?? 0,
              upper95: limit.upper95 ?? 1,
              lower998: limit.lower998 ?? 0,
              upper998: limit.upper998 ?? 1,
            }))}
            centre={whole.centre ?? 0}
            centreLabel={t('insight.funnel.centre', { share: whole.centre ?? 0 })}
          />
        }
        table={{
          columns: [
            { key: 'town', header: t('insight.funnel.town'), names: true, cell: (town) => name(town.town) },
            {
              key: 'n',
              header: t('insight.funnel.hand-overs'),
              kind: 'number',
              cell: (town) => format.number(town.handOvers),
            },
            {
              key: 'beyond',
              header: t('insight.funnel.beyond'),
              kind: 'number',
              cell: (town) => format.number(town.beyond),
            },
            {
              key: 'share',
              header: t('insight.funnel.share'),
              kind: 'number',
              cell: (town) => format.percent(town.share ?? 0),
            },
            {
              key: 'median',
              header: t('insight.funnel.median'),
              kind: 'number',
              cell: (town) => (town.median === null ? '–' : format.number(town.median)),
            },
            {
              key: 'position',
              header: t('insight.funnel.position'),
              cell: (town) => position(town.outside, town.side),
            },
          ],
          rows: [...funnelTowns.rows].sort((a, b) => name(a.town).localeCompare(name(b.town), 'de')),
          keyOf: (town) => town.town ?? '',
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
