import { daysBetween } from '../../../kernel/day.ts'
import { daysOfMonth, months as monthsOf } from '../../../kernel/period.ts'
import { ChartFigure, MonthSeries } from '../../../platform/ui/charts/index.ts'
import { Section, useRender } from '../../../platform/ui/index.ts'
import { type InterfaceView, rowOf } from './interfaceview.ts'

/** Months that are shown at least; a longer period shows all of its months. */
const shownMonths = 24
/** A target that changed this close to a jump is named beside it. */
const closeDays = 31

/** The development by month, with the change that stayed. */
export function SinceWhen({ view }: { view: InterfaceView }) {
  const { t, format } = useRender()
  const { months, changes } = view.figures.table.tables
  const row = rowOf(view)
  const shown = months.rows.slice(-Math.max(shownMonths, monthsOf(view.span.period).length))
  const inSight = changes.rows.filter((change) => shown.some(({ month }) => month === change.month))
  const [first, last] = [shown[0], shown.at(-1)]
  const chart = t('insight.since-when.chart')
  const days = (value: number | null) => (value === null ? '–' : format.number(value))
  const sentences = inSight.map((change) =>
    t(change.longer ? 'insight.since-when.change-longer' : 'insight.since-when.change-shorter', {
      month: format.month(change.month),
      before: days(change.before),
      after: days(change.after),
    }),
  )
  const said = sentences.length > 0 ? sentences.join(' ') : t('insight.since-when.no-change')
  const incomplete = shown.some((month) => !month.complete && month.median !== null)
  return (
    <Section title={t('insight.since-when.title')}>
      <ChartFigure
        caption={`${t('insight.since-when.caption')}${incomplete ? ` ${t('insight.since-when.incomplete')}` : ''}`}
        label={chart}
        chart={
          <MonthSeries
            title={chart}
            description={`${t('insight.since-when.description', { from: first ? format.month(first.month) : '', to: last ? format.month(last.month) : '' })} ${said}`}
            months={shown}
            target={row.target}
            changes={inSight.map((change) => ({ ...change, direction: change.longer ? 'longer' : 'shorter' }))}
          />
        }
        table={{
          columns: [
            {
              key: 'month',
              header: t('insight.since-when.month'),
              names: true,
              cell: (one) => format.month(one.month),
            },
            {
              key: 'offered',
              header: t('insight.since-when.offered'),
              kind: 'number',
              cell: (one) => format.number(one.offered),
            },
            {
              key: 'lower',
              header: t('insight.since-when.lower'),
              kind: 'number',
              cell: (one) => days(one.lowerQuartile),
            },
            { key: 'median', header: t('insight.since-when.median'), kind: 'number', cell: (one) => days(one.median) },
            {
              key: 'upper',
              header: t('insight.since-when.upper'),
              kind: 'number',
              cell: (one) => days(one.upperQuartile),
            },
            {
              key: 'complete',
              header: t('insight.since-when.state'),
              cell: (one) => (one.complete ? '' : t('insight.since-when.is-incomplete')),
            },
          ],
          rows: [...shown].reverse(),
          keyOf: (one) => one.month,
        }}
        note={
          <>
            {said}{' '}
            {coinciding(
              view,
              inSight.map(({ month }) => month),
            ).map((day) => t('insight.since-when.coincides', { day: format.day(day) }))}
          </>
        }
      />
    </Section>
  )
}

/** Days on which a new target began close to a change: named, and called a coincidence. */
function coinciding(
  view: InterfaceView,
  months: InterfaceView['figures']['table']['tables']['months']['rows'][number]['month'][],
) {
  const targets = view.directory.interfaces.get(view.key)?.targets.slice(1) ?? []
  return targets
    .map(({ from }) => from)
    .filter((from) => months.some((month) => Math.abs(daysBetween(daysOfMonth(month).from, from)) <= closeDays))
}
