import type { Month } from '../../../kernel/period.ts'
import { ChartFigure, ControlChart, NoData } from '../../../platform/ui/charts/index.ts'
import { Details, List, Section, useRender } from '../../../platform/ui/index.ts'
import { type InterfaceView, rowOf } from './interfaceview.ts'

/** The rules by which a month is no chance, in the order in which they are told. */
const signals = ['outOfLimits', 'twoOfThree', 'shift', 'trend'] as const

/** Whether the months of an interface go to and fro as its process does: a process behaviour chart with its rules in words. */
export function ControlledMonths({ view }: { view: InterfaceView }) {
  const { t, format } = useRender()
  const { chart, chartLimits, months, changes } = view.figures.table.tables
  const [limits] = chartLimits.rows
  const { target } = rowOf(view)
  const name = t('insight.controlled.chart')
  const [first, last] = [chart.rows[0], chart.rows.at(-1)]
  if (!limits || !first || !last)
    return (
      <Section title={t('insight.controlled.title')}>
        <NoData>{t('insight.controlled.too-few')}</NoData>
      </Section>
    )
  const open = months.rows.filter(({ month, complete }) => !complete && month > last.month)
  const days = (value: number | null) => (value === null ? '–' : format.number(Math.round(value)))
  const marked = chart.rows.filter((row) => signals.some((signal) => row[signal]))
  const why = (row: (typeof marked)[number]) =>
    t(row.longer ? 'insight.controlled.longer' : 'insight.controlled.shorter', {
      rules: format.list(
        signals.filter((signal) => row[signal]).map((signal) => t(`insight.controlled.short.${signal}`)),
      ),
    })
  const spanWords = (from: Month, to: Month) =>
    from === to
      ? format.month(from)
      : t('insight.controlled.from-to', { from: format.month(from), to: format.month(to) })
  // Limits of another way of working say nothing about the present one.
  const changed = changes.rows.findLast(({ month }) => month > first.month)
  const said = [
    marked.length === 0
      ? t('insight.controlled.none')
      : t('insight.controlled.marked', {
          months: format.list(
            runsOf(chart.rows.map((row) => marked.includes(row))).map(([from, to]) =>
              spanWords(chart.rows[from]!.month, chart.rows[to]!.month),
            ),
          ),
        }),
    changed !== undefined
      ? t('insight.controlled.reach.changed', { month: format.month(changed.month) })
      : limits.reach !== null && t(`insight.controlled.reach.${limits.reach}`, { days: target ?? 0 }),
  ]
    .filter(Boolean)
    .join(' ')
  return (
    <Section title={t('insight.controlled.title')}>
      <ChartFigure
        caption={`${t('insight.controlled.caption')}${open.length > 0 ? ` ${t('insight.controlled.grey')}` : ''}`}
        label={name}
        chart={
          <ControlChart
            title={name}
            description={`${t('insight.controlled.description', { lower: days(limits.lower), upper: days(limits.upper), centre: days(limits.centre) })} ${said}`}
            months={[
              ...chart.rows.map((row) => ({
                month: row.month,
                value: row.median,
                step: row.step,
                signal: signals.some((signal) => row[signal]),
                complete: true,
              })),
              ...open.map(({ month, median }) => ({
                month,
                value: median,
                step: null,
                signal: false,
                complete: false,
              })),
            ]}
            centre={limits.centre ?? 0}
            lower={limits.lower ?? 0}
            upper={limits.upper ?? 0}
            stepLimit={limits.stepLimit ?? 1}
            target={target}
          />
        }
        table={{
          columns: [
            {
              key: 'month',
              header: t('insight.since-when.month'),
              names: true,
              cell: (row) => format.month(row.month),
            },
            { key: 'median', header: t('insight.since-when.median'), kind: 'number', cell: (row) => days(row.median) },
            {
              key: 'step',
              header: t('insight.controlled.step'),
              kind: 'number',
              cell: (row) =>
                row.step === null ? '–' : t('insight.controlled.times', { factor: format.number(row.step, 1) }),
            },
            { key: 'signal', header: t('insight.controlled.signal'), cell: (row) => row.said },
          ],
          rows: [
            ...open.map(({ month, median }) => ({
              month,
              median,
              step: null,
              said: t('insight.since-when.is-incomplete'),
            })),
            ...chart.rows.map((row) => ({ ...row, said: marked.includes(row) ? why(row) : '' })).reverse(),
          ].sort((one, other) => other.month.localeCompare(one.month)),
          keyOf: (row) => row.month,
        }}
        note={said}
      />
      <Details summary={t('insight.controlled.how')}>
        <List
          items={[
            t('insight.controlled.limits', {
              from: format.month(first.month),
              lower: days(limits.lower),
              upper: days(limits.upper),
              step: format.number(limits.stepLimit ?? 1, 1),
            }),
            ...signals.map((signal) => t(`insight.controlled.rule.${signal}`)),
            t('insight.controlled.no-alarm'),
          ].map((words, index) => ({ key: String(index), content: words }))}
        />
      </Details>
    </Section>
  )
}

/** First and last place of each run of marked ones. */
function runsOf(marks: readonly boolean[]): readonly (readonly [from: number, to: number])[] {
  return marks.flatMap((mark, from) => {
    if (!mark || marks[from - 1]) return []
    const end = marks.indexOf(false, from)
    return [[from, (end < 0 ? marks.length : end) - 1] as const]
  })
}
