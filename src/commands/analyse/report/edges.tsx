import type { EdgeFigures } from '../../../engine/index.ts'
import { CellBar, DelayLegend, DelaySwatch, delayClass, ShareBar } from '../../../platform/ui/charts/index.ts'
import { type Column, Path, RowName, Section, Stack, Table, Text, useRender } from '../../../platform/ui/index.ts'
import type { Analysis } from '../analysis.ts'
import { shortDuration, sumOfDays } from '../durations.ts'
import { medianOf } from '../sort.ts'
import { inLine } from '../width.ts'

/** Rows of the report; all of them are in the JSON and the CSV. */
const mostRows = 100
const mostParts = 6

/** Where the time goes: one bar, and the figures of every edge. */
export function Edges({ analysis, note }: { analysis: Analysis; note: string }) {
  const { t } = useRender()
  const { edges } = analysis
  const hasTargets = edges.some((edge) => edge.target !== null)
  return (
    <Section title={t('report.where')}>
      <Stack>
        <Bar edges={edges.filter((edge) => (edge.measure === 'lost') === hasTargets)} />
        {hasTargets && <DelayLegend />}
        <Text>{note}</Text>
        <EdgeTable analysis={analysis} edges={edges.slice(0, mostRows)} />
        {edges.length > mostRows && <Text>{t('report.more', { shown: mostRows, all: edges.length })}</Text>}
      </Stack>
    </Section>
  )
}

const value = (edge: EdgeFigures) => (edge.measure === 'lost' ? edge.lost.total : edge.waiting.total)

function Bar({ edges }: { edges: readonly EdgeFigures[] }) {
  const { t, format } = useRender()
  const sorted = [...edges].sort((a, b) => value(b) - value(a)).filter((edge) => value(edge) > 0)
  const [first] = sorted
  if (!first) return null
  const total = sorted.reduce((sum, edge) => sum + value(edge), 0)
  const rest = sorted.slice(mostParts)
  const shares = sorted.slice(0, mostParts).map((edge) => ({
    key: JSON.stringify([edge.from, edge.to]),
    label: `${inLine(edge.from)} → ${inLine(edge.to)}`,
    value: value(edge),
    text: sumOfDays(format, value(edge)),
    delay: delayClass(medianOf(edge), edge.target),
  }))
  const restValue = rest.reduce((sum, edge) => sum + value(edge), 0)
  if (restValue > 0) {
    const label = t('report.rest', { count: rest.length })
    shares.push({ key: 'rest', label, value: restValue, text: sumOfDays(format, restValue), delay: null })
  }
  const description = t('report.bar', {
    from: inLine(first.from),
    to: inLine(first.to),
    share: format.percent(value(first) / total),
    days: sumOfDays(format, total),
  })
  return <ShareBar title={t('report.where')} description={description} shares={shares} />
}

function EdgeTable({ analysis, edges }: { analysis: Analysis; edges: readonly EdgeFigures[] }) {
  const { t, format } = useRender()
  const isWorking = analysis.question.options.workingDays !== undefined
  const duration = (wait: number | null | undefined) =>
    wait === null || wait === undefined ? '–' : shortDuration(format, wait, isWorking)
  const number = (key: string, cell: Column<EdgeFigures>['cell']): Column<EdgeFigures> => ({
    key,
    header: t(`column.${key}`),
    kind: 'number',
    cell,
  })
  const some = (has: (edge: EdgeFigures) => boolean, column: Column<EdgeFigures>) => (edges.some(has) ? [column] : [])
  const most = Math.max(...edges.map(value))
  const hasTarget = (edge: EdgeFigures) => edge.target !== null
  const columns: readonly Column<EdgeFigures>[] = [
    number('place', ({ rank }) => `${rank.tied ? '=' : ''}${rank.place}`),
    {
      key: 'edge',
      header: t('report.edge'),
      names: true,
      cell: (edge) => (
        <RowName>
          <DelaySwatch delay={delayClass(medianOf(edge), edge.target)} /> <Path from={edge.from} to={edge.to} />
        </RowName>
      ),
    },
    number('days', (edge) => sumOfDays(format, value(edge))),
    {
      key: 'bar',
      header: t('report.share'),
      headerHidden: true,
      cell: (edge) => <CellBar value={value(edge)} of={most} />,
    },
    number('n', (edge) => format.number(edge.n)),
    ...some(
      (edge) => edge.open > 0,
      number('open', (edge) => format.number(edge.open)),
    ),
    number('mean', (edge) => duration(edge.wait?.mean)),
    number('median', (edge) => duration(medianOf(edge))),
    number('p75', (edge) => duration(edge.wait?.p75)),
    number('p90', (edge) => duration(edge.wait?.p90)),
    number('p95', (edge) => duration(edge.wait?.p95)),
    number('max', (edge) => duration(edge.wait?.max)),
    ...some(
      hasTarget,
      number('target', (edge) => duration(edge.target)),
    ),
    ...some(
      hasTarget,
      number('beyond', (edge) => <Beyond edge={edge} />),
    ),
    ...some(
      (edge) => edge.pingPong !== null,
      number('ping-pong', (edge) => format.number(edge.pingPong?.n ?? 0)),
    ),
    ...some(
      (edge) => edge.formal !== null,
      number('formal', (edge) => format.number(edge.formal ?? 0)),
    ),
  ]
  return (
    <Table
      caption={t('report.table')}
      columns={columns}
      rows={edges}
      keyOf={({ from, to }) => JSON.stringify([from, to])}
      dense
    />
  )
}

function Beyond({ edge }: { edge: EdgeFigures }) {
  const { format } = useRender()
  if (!edge.beyond) return '–'
  const { share, lower, upper } = edge.beyond
  return `${format.percent(share)} (${format.range(format.percent(lower), format.percent(upper))})`
}
