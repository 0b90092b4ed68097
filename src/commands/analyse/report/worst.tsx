import { changesOfSeries, type EdgeFigures, monthsOf, waitsOf } from '../../../engine/index.ts'
import { seeded } from '../../../kernel/random.ts'
import { ChartFigure, MonthSeries, NoData, WaitHistogram } from '../../../platform/ui/charts/index.ts'
import { Columns, Section, useRender } from '../../../platform/ui/index.ts'
import type { Analysis } from '../analysis.ts'
import { shortDuration } from '../durations.ts'
import { medianOf } from '../sort.ts'
import { inLine } from '../width.ts'
import { classesOf, type Unit, unitFor } from './classes.ts'

/** The edge that costs most, opened to its waits: how they are spread, and how they went by month. */
export function Worst({ analysis, edge }: { analysis: Analysis; edge: EdgeFigures }) {
  const { t } = useRender()
  const unit = unitFor(edge.wait?.p90 ?? 0)
  return (
    <Section title={t('report.worst', { from: inLine(edge.from), to: inLine(edge.to) })}>
      <Columns kind="equal">
        <Spread analysis={analysis} edge={edge} unit={unit} />
        <Months analysis={analysis} edge={edge} />
      </Columns>
    </Section>
  )
}

interface Drawn {
  readonly analysis: Analysis
  readonly edge: EdgeFigures
}

const inUnit = (wait: number | null | undefined, unit: Unit) =>
  wait === null || wait === undefined ? null : Math.round((wait / unit.milliseconds) * 10) / 10

function Spread({ analysis, edge, unit }: Drawn & { unit: Unit }) {
  const { t, format } = useRender()
  const { follows, question, period } = analysis
  const { formal, workingDays } = question.options
  const waits = waitsOf(follows, {
    edge,
    formal,
    ...(question.targets.rule === undefined ? {} : { target: question.targets.rule }),
    ...(period ? { period } : {}),
  })
  const { width, classes } = classesOf(waits, edge.wait?.p95 ?? 0, edge.target, unit)
  const median = medianOf(edge)
  const description =
    median === null
      ? t('report.median-open')
      : t('report.median', { median: shortDuration(format, median, workingDays !== undefined) })
  const unitName = t(`report.unit.${unit.name}`, { working: workingDays ? 'yes' : 'no' })
  const label = t('report.spread')
  return (
    <ChartFigure
      caption={label}
      label={label}
      chart={
        <WaitHistogram
          title={label}
          description={description}
          classes={classes}
          widthDays={width}
          target={inUnit(edge.target, unit)}
          median={inUnit(median, unit)}
          p90={inUnit(edge.survival ? edge.survival.p90 : edge.wait?.p90, unit)}
          axisTitle={t('report.wait-in', { unit: unitName, width })}
        />
      }
      table={{
        rows: classes,
        keyOf: (one) => String(one.fromDay),
        columns: [
          {
            key: 'class',
            header: unitName,
            names: true,
            cell: (one) =>
              one.toDay === null
                ? t('report.from', { from: one.fromDay })
                : format.range(String(one.fromDay), String(one.toDay)),
          },
          { key: 'arrived', header: t('column.n'), kind: 'number', cell: (one) => format.number(one.arrived) },
          { key: 'open', header: t('column.open'), kind: 'number', cell: (one) => format.number(one.open) },
        ],
      }}
      note={description}
    />
  )
}

function Months({ analysis, edge }: Drawn) {
  const { t, format } = useRender()
  const { question } = analysis
  const { formal } = analysis.follows
  const isFormal = question.options.formal === 'only' ? 1 : 0
  const keep =
    formal && question.options.formal !== 'with' ? formal.map((one) => (one === isFormal ? 1 : 0)) : undefined
  const found = monthsOf(analysis.follows, { edge, ...(keep ? { keep } : {}) })
  const label = t('report.months')
  if (found.length < 3) return <NoData>{t('report.too-few-months')}</NoData>
  const unit = unitFor(Math.max(...found.map(({ wait }) => wait?.median ?? 0)))
  const months = found.map(({ month, wait }) => ({
    month,
    median: inUnit(wait?.median, unit),
    lowerQuartile: null,
    upperQuartile: null,
    complete: true,
    n: wait?.n ?? 0,
  }))
  const medians = months.map((month) => month.median)
  const changes = changesOfSeries(
    medians,
    found.map(({ month }) => month),
    { random: seeded('nahtlos') },
  )
  const unitName = t(`report.unit.${unit.name}`, { working: question.options.workingDays ? 'yes' : 'no' })
  const [change] = changes
  const description = change
    ? t('report.changed', { month: format.month(change.month), direction: change.direction })
    : t('report.unchanged')
  return (
    <ChartFigure
      caption={t('report.in', { label, unit: unitName })}
      label={label}
      chart={
        <MonthSeries
          title={label}
          description={description}
          months={months}
          target={inUnit(edge.target, unit)}
          changes={changes}
        />
      }
      table={{
        rows: months,
        keyOf: (one) => one.month,
        columns: [
          { key: 'month', header: t('report.month'), names: true, cell: (one) => format.month(one.month) },
          { key: 'n', header: t('column.n'), kind: 'number', cell: (one) => format.number(one.n) },
          {
            key: 'median',
            header: t('column.median'),
            kind: 'number',
            cell: (one) => (one.median === null ? '–' : format.number(one.median, 1)),
          },
        ],
      }}
      note={description}
    />
  )
}
