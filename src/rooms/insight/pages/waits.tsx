import { ChartFigure, NoData, WaitHistogram } from '../../../platform/ui/charts/index.ts'
import { Section, useRender } from '../../../platform/ui/index.ts'
import { fewCases } from '../domain/sentences.ts'
import { type InterfaceView, rowOf } from './interfaceview.ts'

/** How the waits are spread; below a dozen hand-overs only the values, because a shape would be chance. */
export function Waits({ view }: { view: InterfaceView }) {
  const { t, format } = useRender()
  const { waits, waitClasses } = view.figures.table.tables
  const row = rowOf(view)
  const width = waitClasses.rows[0]?.widthDays ?? 7
  const median = row.median === null ? null : Math.round(row.median)
  const p90 = row.p90 === null ? null : Math.round(row.p90)
  const target = row.agreed ? row.target : null
  const chart = t('insight.waits.chart')
  const className = (from: number, to: number | null) =>
    to === null
      ? t('insight.waits.class-last', { from })
      : from === to
        ? t('insight.waits.class-one', { from })
        : t('insight.waits.class', { from, to })
  const description = t('insight.waits.description', {
    count: row.handOvers,
    width,
    kept:
      row.keptShare !== null && target !== null
        ? t('insight.waits.description-kept', { share: row.keptShare, days: target })
        : '',
    half: median !== null ? t('insight.waits.description-half', { days: median }) : '',
    tenth: p90 !== null ? t('insight.waits.description-tenth', { days: p90 }) : '',
  })
  const few = row.handOvers < fewCases
  return (
    <Section title={t('insight.waits.title')}>
      <ChartFigure
        caption={`${t(target === null ? 'insight.waits.caption-no-target' : 'insight.waits.caption')}${row.open > 0 ? ` ${t('insight.waits.caption-open')}` : ''}`}
        label={chart}
        chart={
          few ? (
            <NoData>{t('insight.waits.few')}</NoData>
          ) : (
            <WaitHistogram
              title={chart}
              description={description}
              classes={waits.rows.map((one) => ({
                fromDay: one.from,
                toDay: one.to,
                arrived: one.arrived,
                open: one.open,
                inTarget: one.inTarget,
              }))}
              widthDays={width}
              target={target}
              median={median}
              p90={p90}
            />
          )
        }
        table={{
          columns: [
            { key: 'wait', header: t('insight.waits.wait'), names: true, cell: (one) => className(one.from, one.to) },
            {
              key: 'arrived',
              header: t('insight.waits.arrived'),
              kind: 'number',
              cell: (one) => format.number(one.arrived),
            },
            { key: 'open', header: t('insight.waits.open'), kind: 'number', cell: (one) => format.number(one.open) },
          ],
          rows: waits.rows,
          keyOf: (one) => String(one.from),
        }}
        note={<MedianNote view={view} />}
      />
    </Section>
  )
}

/** What the median would be without those that still wait, and with both sides' reports only: where that makes a difference. */
function MedianNote({ view }: { view: InterfaceView }) {
  const { t } = useRender()
  const row = rowOf(view)
  const median = row.median === null ? null : Math.round(row.median)
  const differs = (other: number | null) => other !== null && Math.round(other) !== median
  return (
    <>
      {row.open > 0 &&
        differs(row.medianArrived) &&
        t('insight.waits.open-changes-median', { open: row.open, days: Math.round(row.medianArrived ?? 0) })}{' '}
      {row.senderOnly > 0 &&
        differs(row.medianBothSides) &&
        t('insight.waits.both-sides-median', { days: Math.round(row.medianBothSides ?? 0) })}
    </>
  )
}
