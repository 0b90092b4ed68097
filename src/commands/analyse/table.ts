import type { EdgeFigures } from '../../engine/index.ts'
import type { Analysis } from './analysis.ts'
import { shortDuration, sumOfDays } from './durations.ts'
import type { Words } from './language.ts'
import { medianOf } from './sort.ts'
import { cutMiddle, inLine, pad, widthOf } from './width.ts'

/** What a table may take: a terminal of 100 columns, as those of most offices show. */
export const widest = 100
const narrowestLabel = 8

interface Column {
  /** In one line or two. */
  readonly header: string
  readonly cell: (edge: EdgeFigures) => string
  /** Labels give way when the line is too long. */
  readonly label?: true
}

/** The edges as a table of plain text, one line each. `wide`: every figure, however long the lines get. */
export function* asTable(
  analysis: Analysis,
  edges: readonly EdgeFigures[],
  words: Words,
  wide: boolean,
): Iterable<string> {
  const columns = columnsOf(analysis, edges, words, wide)
  const headers = columns.map((column) => column.header.split('\n'))
  const height = Math.max(...headers.map((lines) => lines.length))
  const head = Array.from({ length: height }, (_, row) =>
    headers.map((lines) => lines[row - height + lines.length] ?? ''),
  )
  const cells = edges.map((edge) => columns.map((column) => column.cell(edge)))
  const widths = columns.map((_, i) =>
    [...head, ...cells].reduce((width, row) => Math.max(width, widthOf(row[i] as string)), 0),
  )
  if (!wide) shrinkLabels(columns, widths)
  const line = (row: readonly string[]) =>
    row
      .map((text, i) => {
        const width = widths[i] as number
        return columns[i]?.label ? pad(cutMiddle(text, width), width, 'end') : pad(text, width, 'start')
      })
      .join('  ')
      .trimEnd()
  const rule = '─'.repeat(widths.reduce((sum, width) => sum + width + 2, -2))
  for (const row of head) yield `${line(row)}\n`
  yield `${rule}\n`
  for (const row of cells) yield `${line(row)}\n`
}

function shrinkLabels(columns: readonly Column[], widths: number[]): void {
  const labels = columns.flatMap((column, i) => (column.label ? [i] : []))
  for (let over = widths.reduce((sum, width) => sum + width + 2, -2) - widest; over > 0; over--) {
    const longest = labels.reduce((a, b) => ((widths[b] as number) > (widths[a] as number) ? b : a))
    if ((widths[longest] as number) <= narrowestLabel) return
    widths[longest] = (widths[longest] as number) - 1
  }
}

function columnsOf(
  analysis: Analysis,
  edges: readonly EdgeFigures[],
  { t, format }: Words,
  wide: boolean,
): readonly Column[] {
  const { options } = analysis.question
  const duration = (value: number | null | undefined) =>
    value === null || value === undefined ? '–' : shortDuration(format, value, options.workingDays !== undefined)
  const number = (value: number) => format.number(value)
  const someOpen = edges.some((edge) => edge.open > 0)
  const someTargets = edges.some((edge) => edge.target !== null)
  const allTargets = edges.every((edge) => edge.target !== null)
  const place = (edge: EdgeFigures) => {
    const { place: at, tied, lower, upper } = edge.rank
    const interval = wide && lower !== null && upper !== null && lower !== upper ? ` (${lower}–${upper})` : ''
    return `${tied ? '=' : ''}${at}${interval}`
  }
  const share = (edge: EdgeFigures) => {
    if (!edge.beyond) return '–'
    const { share: value, lower, upper } = edge.beyond
    return wide ? `${format.percent(value)} (${format.percent(lower)}–${format.percent(upper)})` : format.percent(value)
  }
  const days = (edge: EdgeFigures) => {
    const isLost = edge.measure === 'lost'
    return `${sumOfDays(format, isLost ? edge.lost.total : edge.waiting.total)}${someTargets && !isLost ? '*' : ''}`
  }
  const column = (key: string, cell: Column['cell'], when = true): Column[] =>
    when ? [{ header: t(`column.${key}`), cell }] : []
  return [
    ...column('place', place),
    { header: t('column.from'), cell: (edge) => inLine(edge.from), label: true },
    { header: t('column.to'), cell: (edge) => inLine(edge.to), label: true },
    ...column('n', (edge) => number(edge.n)),
    ...column('open', (edge) => number(edge.open), someOpen || wide),
    ...column('mean', (edge) => duration(edge.wait?.mean), wide),
    ...column('median', (edge) => duration(medianOf(edge))),
    ...column('p75', (edge) => duration(edge.wait?.p75), wide),
    ...column('p90', (edge) => duration(edge.wait?.p90)),
    ...column('p95', (edge) => duration(edge.wait?.p95), wide),
    ...column('max', (edge) => duration(edge.wait?.max)),
    ...column('target', (edge) => duration(edge.target), wide && someTargets),
    ...column('beyond', share, someTargets),
    ...column(
      'ping-pong',
      (edge) => number(edge.pingPong?.n ?? 0),
      analysis.pingPong !== null && (wide || analysis.pingPong > 0),
    ),
    ...column('formal', (edge) => number(edge.formal ?? 0), analysis.formal !== null && (wide || !someTargets)),
    ...column('ranked', (edge) => sumOfDays(format, edge.rank.value), wide),
    ...column(allTargets && edges.length > 0 ? 'lost' : someTargets ? 'days' : 'waiting', days),
  ]
}
