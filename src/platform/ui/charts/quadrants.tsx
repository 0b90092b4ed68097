import { max } from 'd3-array'
import { scaleLinear, scaleSqrt } from 'd3-scale'
import { AxisTitle, type Plot } from './axes.tsx'
import { ChartSvg, type ChartWords, round } from './figure.tsx'
import { placeLabels } from './labels.ts'

interface QuadrantPoint {
  readonly key: string
  readonly name: string
  /** How many; across. */
  readonly count: number
  /** Of 1; up. */
  readonly share: number
  /** Stands out: filled, named in bold. */
  readonly strong: boolean
}

interface QuadrantsProps extends ChartWords {
  readonly points: readonly QuadrantPoint[]
  /** Where left becomes right, and low becomes high. */
  readonly countFrom: number
  readonly shareFrom: number
  /** Words in the corners. */
  readonly corners: Readonly<Record<'topLeft' | 'topRight' | 'bottomLeft' | 'bottomRight', string>>
  readonly axisTitle: string
  /** Labels of the scale: `50 %`. */
  readonly shareText: (share: number) => string
}

const width = 640
const height = 340
const plot: Plot = { left: 60, right: 620, top: 20, bottom: 288 }

/** Things by two measures, each with a line that parts many from few and high from low: four kinds. */
export function Quadrants(props: QuadrantsProps) {
  const { points, countFrom, shareFrom, corners, axisTitle, shareText, title, description } = props
  const most = Math.max(max(points, ({ count }) => count) ?? 1, countFrom * 2, 1)
  const x = scaleSqrt([0, most * 1.06], [plot.left, plot.right])
  const y = scaleLinear([0, 1], [plot.bottom, plot.top])
  const across = round(x(countFrom))
  const up = round(y(shareFrom))
  const marks = points.map((point) => ({ point, cx: x(point.count), cy: y(point.share) }))
  const labels = placeLabels(
    [...marks]
      .sort((a, b) => Number(b.point.strong) - Number(a.point.strong) || b.point.count - a.point.count)
      .map(({ point, cx, cy }) => ({
        key: point.key,
        text: point.name,
        x: cx,
        y: cy,
        radius: 6,
        bold: point.strong,
        needed: point.strong,
      })),
    { left: plot.left, right: plot.right, top: plot.top + 16, bottom: plot.bottom - 18 },
  )
  return (
    <ChartSvg title={title} description={description} width={width} height={height}>
      <path className="axis" d={`M${plot.left} ${plot.bottom}H${plot.right}`} />
      <path className="target" d={`M${across} ${plot.top}V${plot.bottom}`} />
      <path className="target" d={`M${plot.left} ${up}H${plot.right}`} />
      {[0, shareFrom, 1].map((share) => (
        <text key={share} className="t-muted" x={plot.left - 8} y={round(y(share)) + 5} textAnchor="end">
          {shareText(share)}
        </text>
      ))}
      {x
        .ticks(5)
        .filter((tick) => tick > 0)
        .map((tick) => (
          <text key={tick} className="t-muted" x={round(x(tick))} y={plot.bottom + 20} textAnchor="middle">
            {tick}
          </text>
        ))}
      <text className="t-muted" x={plot.left + 6} y={plot.top + 12}>
        {corners.topLeft}
      </text>
      <text className="t-muted" x={plot.right - 4} y={plot.top + 12} textAnchor="end">
        {corners.topRight}
      </text>
      <text className="t-muted" x={plot.left + 6} y={plot.bottom - 8}>
        {corners.bottomLeft}
      </text>
      <text className="t-muted" x={plot.right - 4} y={plot.bottom - 8} textAnchor="end">
        {corners.bottomRight}
      </text>
      {marks.map(({ point, cx, cy }) => (
        <circle key={point.key} className={point.strong ? 'd2' : 'dot--open'} cx={round(cx)} cy={round(cy)} r="5" />
      ))}
      {labels.map((label) => (
        <text
          key={label.key}
          className={label.bold ? 't-halo t-strong' : 't-halo'}
          x={round(label.x)}
          y={round(label.y)}
          textAnchor={label.anchor}
        >
          {label.text}
        </text>
      ))}
      <AxisTitle plot={plot} y={height - 8}>
        {axisTitle}
      </AxisTitle>
    </ChartSvg>
  )
}
