import { ChartFigure, Quadrants } from '../../../../platform/ui/charts/index.ts'
import { Link, Section, useRender } from '../../../../platform/ui/index.ts'
import type { GapsSheet } from '../figures.ts'
import { printGapFilter } from '../filter.ts'
import type { GapView } from '../view.ts'
import { gapWords } from './words.ts'

/** Topics by how often they are needed and how many needs are met: four kinds, each with another remedy (Kreuter et al. 2020). */
export function Typology({ view }: { view: GapView<GapsSheet> }) {
  const { t, format } = useRender()
  const { topics, thresholds } = view.figures.table.tables
  const limits = thresholds.rows[0]
  const words = gapWords(view, t)
  if (!limits) return null
  const scarce = topics.rows.filter((row) => row.frequent && !row.served)
  return (
    <Section title={t('insight.gaps.kinds.title')}>
      <ChartFigure
        caption={t('insight.gaps.kinds.caption', {
          from: Math.ceil(limits.frequentFrom ?? 0),
          share: limits.servedFrom ?? 0,
        })}
        label={t('insight.gaps.kinds.chart')}
        chart={
          <Quadrants
            title={t('insight.gaps.kinds.chart')}
            description={
              scarce.length === 0
                ? t('insight.gaps.kinds.description-none')
                : t('insight.gaps.kinds.description', {
                    topics: format.list(scarce.map((row) => words.topic(row.topic))),
                  })
            }
            points={topics.rows.map((row) => ({
              key: row.topic ?? '',
              name: words.topic(row.topic),
              count: row.needs,
              share: row.needs === 0 ? 0 : row.met / row.needs,
              strong: !row.served,
            }))}
            countFrom={limits.frequentFrom ?? 0}
            shareFrom={limits.servedFrom ?? 0.5}
            corners={{
              topLeft: t('insight.gaps.kinds.rare-served'),
              topRight: t('insight.gaps.kinds.frequent-served'),
              bottomLeft: t('insight.gaps.kinds.rare-scarce'),
              bottomRight: t('insight.gaps.kinds.frequent-scarce'),
            }}
            axisTitle={t('insight.gaps.kinds.axis')}
            shareText={(share) => format.percent(share)}
          />
        }
        table={{
          columns: [
            {
              key: 'topic',
              header: t('insight.gaps.topic'),
              names: true,
              cell: (row) => (
                <Link to={`/gaps/${row.topic}${printGapFilter(view.filter)}`} quiet>
                  {words.topic(row.topic)}
                </Link>
              ),
            },
            {
              key: 'kind',
              header: t('insight.gaps.kinds.kind'),
              cell: (row) =>
                t(`insight.gaps.kinds.${row.frequent ? 'frequent' : 'rare'}-${row.served ? 'served' : 'scarce'}`),
            },
            { key: 'needs', header: t('insight.gaps.needs'), kind: 'number', cell: (row) => format.number(row.needs) },
            {
              key: 'met',
              header: t('insight.gaps.met'),
              kind: 'number',
              cell: (row) => (row.needs === 0 ? '–' : format.percent(row.met / row.needs)),
            },
            {
              key: 'days',
              header: t('insight.gaps.days'),
              kind: 'number',
              cell: (row) => format.number(row.unmetDays),
            },
            {
              key: 'free',
              header: t('insight.gaps.free-places'),
              kind: 'number',
              cell: (row) => format.number(row.free ?? 0),
            },
            {
              key: 'waiting',
              header: t('insight.gaps.waiting'),
              kind: 'number',
              cell: (row) => format.number(row.waiting ?? 0),
            },
          ],
          rows: topics.rows,
          keyOf: (row) => row.topic ?? '',
        }}
        note={t('insight.gaps.kinds.note')}
      />
    </Section>
  )
}
