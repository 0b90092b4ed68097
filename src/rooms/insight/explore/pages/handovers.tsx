import {
  ChartFigure,
  DelayLegend,
  DelaySwatch,
  delayClass,
  FlowMap,
  NoData,
} from '../../../../platform/ui/charts/index.ts'
import { type Column, Link, Path, Section, Table, useRender } from '../../../../platform/ui/index.ts'
import type { LogSheet } from '../figures.ts'
import { useDuration } from './durations.ts'
import type { LogView } from './view.ts'

type Edge = LogSheet['tables']['edges']['rows'][number]

/** Bands that a map can hold and still be read; rows that a page shows. The file has those that are kept. */
const mostBands = 24
const mostRows = 60

/** Who hands to whom in this log; the pairs that wait longest in sum when there are many. */
export function HandoverMap({ view }: { view: LogView }) {
  const { t, format } = useRender()
  const duration = useDuration()
  const { edges, overview } = view.figures.table.tables
  const shown = edges.rows.slice(0, mostBands)
  const { byOffice, pairsOfAll } = overview.rows[0]!
  return (
    <Section title={t(byOffice ? 'insight.flow.title' : 'insight.explore.steps-title')}>
      <ChartFigure
        caption={
          <>
            <p>
              {t(view.targetDays === null ? 'insight.explore.map-plain' : 'insight.explore.map-target')}
              {(pairsOfAll ?? 0) > shown.length &&
                ` ${t('insight.explore.map-most', { shown: shown.length, all: pairsOfAll ?? 0 })}`}
            </p>
            {view.targetDays !== null && <DelayLegend />}
          </>
        }
        label={t('insight.explore.map')}
        chart={
          shown.length === 0 ? (
            <NoData>{t(byOffice ? 'insight.explore.no-hand-overs' : 'insight.explore.no-passages')}</NoData>
          ) : (
            <FlowMap
              title={t('insight.explore.map')}
              description={t('insight.explore.map-says', { pairs: shown.length })}
              gives={t('insight.flow.gives')}
              takes={t('insight.flow.takes')}
              flows={shown.map((edge) => {
                const delay = delayClass(edge.median, edge.target)
                return {
                  key: JSON.stringify([edge.from, edge.to]),
                  from: edge.from ?? '',
                  to: edge.to ?? '',
                  amount: edge.n,
                  delay,
                  ...((delay === null || delay > 0) && { label: duration(edge.median) }),
                  says: t('insight.explore.edge-says', {
                    from: edge.from ?? '',
                    to: edge.to ?? '',
                    n: format.number(edge.n),
                    median: duration(edge.median),
                  }),
                }
              })}
            />
          )
        }
      />
    </Section>
  )
}

/** The same pairs as a table; `short` beside the map, else with the whole distribution. */
export function HandoverTable({ view, short }: { view: LogView; short?: boolean }) {
  const { t, format, query } = useRender()
  const duration = useDuration()
  const { edges, overview } = view.figures.table.tables
  if (edges.rows.length === 0) return null
  const rows = edges.rows.slice(0, short ? mostBands : mostRows)
  const number = (key: keyof Edge & string, value: (row: Edge) => string): Column<Edge> => ({
    key,
    header: t(`insight.explore.column.${key}`),
    kind: 'number',
    cell: value,
  })
  const quantile = (key: 'median' | 'p75' | 'p90' | 'p95' | 'max') => number(key, (row) => duration(row[key]))
  const pair: Column<Edge> = {
    key: 'pair',
    header: t('insight.explore.pair'),
    names: true,
    cell: (row) => <Path from={row.from ?? ''} to={row.to ?? ''} />,
  }
  const median: Column<Edge> = {
    ...quantile('median'),
    cell: (row) => (
      <>
        <DelaySwatch delay={delayClass(row.median, row.target)} /> {duration(row.median)}
      </>
    ),
  }
  const all = overview.rows[0]?.pairsOfAll ?? 0
  const people = overview.rows[0]?.byOffice && overview.rows[0].peopleKnown
  const columns: readonly Column<Edge>[] = short
    ? [pair, number('n', (row) => format.number(row.n)), median, quantile('p90')]
    : [
        pair,
        number('n', (row) => format.number(row.n)),
        number('cases', (row) => format.number(row.cases)),
        median,
        quantile('p75'),
        quantile('p90'),
        quantile('p95'),
        quantile('max'),
        ...(overview.rows[0]?.byOffice ? [number('pingPong', (row) => format.number(row.pingPong))] : []),
        ...(people ? [number('formal', (row) => format.number(row.formal))] : []),
      ]
  return (
    <Section
      title={t(short ? 'insight.flow.values' : 'insight.explore.waits')}
      aside={
        <Link to={`/explore/${view.log.id}/values.csv${query.get('target') ? `?target=${view.targetDays ?? ''}` : ''}`}>
          {t('insight.files.csv')}
        </Link>
      }
    >
      <Table
        caption={t(short ? 'insight.flow.values' : 'insight.explore.waits')}
        columns={columns}
        rows={rows}
        keyOf={(row) => JSON.stringify([row.from, row.to])}
        dense
        stacks
      />
      {!short && <p className="nl-meta">{t('insight.explore.open-unknown')}</p>}
      {!short && all > rows.length && (
        <p className="nl-meta">
          {t('insight.explore.more-rows', { shown: rows.length, all, kept: edges.rows.length })}
        </p>
      )}
    </Section>
  )
}
