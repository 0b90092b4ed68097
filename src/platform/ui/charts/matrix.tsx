import { max } from 'd3-array'
import { address, useRender } from '../context.tsx'
import { ChartSvg, type ChartWords, round } from './figure.tsx'
import { fitText, textWidth } from './textwidth.ts'

export interface MatrixAxis {
  readonly key: string
  readonly label: string
}

export interface MatrixCell {
  readonly row: string
  readonly column: string
  readonly count: number
  /** Where the rows behind the figure stand. */
  readonly to: string
  /** The cell in words, for people who do not see the drawing: `Bildung, etabliert: 12 Maßnahmen`. */
  readonly words: string
}

export interface MatrixProps extends ChartWords {
  readonly rows: readonly MatrixAxis[]
  readonly columns: readonly MatrixAxis[]
  /** Those with a figure; absent ones are nought. */
  readonly cells: readonly MatrixCell[]
}

const width = 1216
const labels = 232
const rowHeight = 40
const largest = 26

/** Two lists against each other: the area of each square is the figure beside it, which leads to its rows. */
export function Matrix({ rows, columns, cells, ...words }: MatrixProps) {
  const context = useRender()
  const { format } = context
  const step = Math.min(128, (width - labels) / Math.max(1, columns.length))
  const most = max(cells, (cell) => cell.count) ?? 0
  const widest = max(columns, (column) => textWidth(column.label)) ?? 0
  // Names wider than their column stand slanted above it; the last one must not leave the drawing.
  const slanted = widest > step - 8
  const top = slanted ? Math.min(130, round(widest * 0.71) + 22) : 30
  const placeOf = (axis: readonly MatrixAxis[], key: string) => axis.findIndex((item) => item.key === key)
  return (
    <ChartSvg {...words} width={width} height={top + rows.length * rowHeight + 6} wide linked>
      {columns.map((column, index) => {
        const x = round(labels + step * index + (slanted ? 16 : 4))
        return (
          <text
            key={column.key}
            x={x}
            y={top - 10}
            transform={slanted ? `rotate(-45 ${x} ${top - 10})` : undefined}
            className="t-muted"
          >
            {slanted ? fitText(column.label, 160) : fitText(column.label, step - 8)}
          </text>
        )
      })}
      {rows.map((row, index) => (
        <g key={row.key}>
          <path className={index === 0 ? 'axis' : 'grid'} d={`M0 ${top + index * rowHeight}H${width}`} />
          <text x="0" y={top + index * rowHeight + 25}>
            {fitText(row.label, labels - 12)}
          </text>
        </g>
      ))}
      {cells.map((cell) => {
        const [across, down] = [placeOf(columns, cell.column), placeOf(rows, cell.row)]
        if (across < 0 || down < 0 || cell.count <= 0) return null
        const side = round(Math.max(4, largest * Math.sqrt(cell.count / most)))
        const [x, y] = [round(labels + step * across + 4), top + down * rowHeight + rowHeight / 2]
        return (
          <a key={`${cell.row} ${cell.column}`} href={address(context, cell.to)} aria-label={cell.words}>
            <rect x={x - 4} y={y - 17} width={round(step - 2)} height="34" fillOpacity="0" />
            <rect className="bar" x={x} y={round(y - side / 2)} width={side} height={side} />
            <text x={round(x + side + 6)} y={y + 5}>
              {format.number(cell.count)}
            </text>
          </a>
        )
      })}
    </ChartSvg>
  )
}
