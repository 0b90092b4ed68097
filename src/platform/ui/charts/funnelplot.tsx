import { max, min } from 'd3-array'
import { scaleLinear } from 'd3-scale'
import { line } from 'd3-shape'
import { useRender } from '../context.tsx'
import { AxisTitle, Grid, type Plot } from './axes.tsx'
import { ChartSvg, type ChartWords, round } from './figure.tsx'
import { placeLabels, spread } from './labels.ts'

/** A place; the engine's funnel gives them. */
export interface FunnelPlace {
  readonly place: string
  readonly passages: number
  readonly share: number
  readonly outside: 0 | 95 | 99.8
  readonly side: 'above' | 'below' | 'at'
}

export interface FunnelLimit {
  readonly n: number
  readonly lower95: number
  readonly upper95: number
  readonly lower998: number
  readonly upper998: number
}

export interface FunnelPlotProps extends ChartWords {
  readonly points: readonly FunnelPlace[]
  readonly limits: readonly FunnelLimit[]
  readonly centre: number
  /** What the centre line stands for, with its share: `Kreis 88 %`. */
  readonly centreLabel: string
  /** Words under the axis: `Zahl der Übergaben`. */
  readonly axisTitle?: string
}

const width = 640
const height = 300
const plot: Plot = { left: 52, right: 556, top: 16, bottom: 252 }

/** Places against all: within the limits a difference is chance. Outside ones are filled and named in bold; never a league table. */
export function FunnelPlot({ points, limits, centre, centreLabel, axisTitle, ...words }: FunnelPlotProps) {
  const { t, format } = useRender()
  const most = max(points, (point) => point.passages) ?? 1
  const lowest = min(points, (point) => point.share) ?? 0
  const highest = max(points, (point) => point.share) ?? 1
  const from = Math.max(0, Math.floor((Math.min(lowest, centre - 0.2) - 0.04) * 5) / 5)
  const to = Math.min(1, Math.ceil((Math.max(highest, centre + 0.2) + 0.04) * 5) / 5)
  const x = scaleLinear([0, Math.max(most * 1.04, limits.at(-1)?.n ?? 0)], [plot.left, plot.right])
  const y = scaleLinear([from, to], [plot.bottom, plot.top])
  const shown = limits.filter((limit) => limit.n > 0 && x(limit.n) <= plot.right)
  const curve = (key: Exclude<keyof FunnelLimit, 'n'>) =>
    line<FunnelLimit>(
      (limit) => round(x(limit.n)),
      (limit) => round(y(limit[key])),
    ).defined((limit) => limit[key] >= from && limit[key] <= to && limit[key] > 0 && limit[key] < 1)(shown) ?? ''
  return (
    <ChartSvg {...words} width={width} height={height}>
      <Grid plot={plot} ticks={y.ticks(4)} y={y} label={(tick) => format.percent(tick)} />
      <path className="axis" d={`M${plot.left} ${round(y(centre))}H${plot.right}`} />
      <path className="limit limit--in" d={curve('upper95')} />
      <path className="limit limit--in" d={curve('lower95')} />
      <path className="limit" d={curve('upper998')} />
      <path className="limit" d={curve('lower998')} />
      <EndLabels limits={shown} centre={centre} centreLabel={centreLabel} y={y} from={from} />
      {x.ticks(5).map((tick) => (
        <text key={tick} className="t-muted" x={round(x(tick))} y={plot.bottom + 20} textAnchor="middle">
          {format.number(tick)}
        </text>
      ))}
      <AxisTitle plot={plot} y={height - 6}>
        {axisTitle ?? t('chart.passages')}
      </AxisTitle>
      <Places points={points} x={x} y={y} />
    </ChartSvg>
  )
}

/** Names of the lines at their right end. */
function EndLabels({
  limits,
  centre,
  centreLabel,
  y,
  from,
}: {
  limits: readonly FunnelLimit[]
  centre: number
  centreLabel: string
  y: (share: number) => number
  from: number
}) {
  const { format } = useRender()
  const end = limits.at(-1)
  const labels = [
    { key: 'centre', at: y(centre), text: centreLabel, strong: true },
    end && end.lower95 > from && { key: '95', at: y(end.lower95), text: format.percent(0.95), strong: false },
    end && end.lower998 > from && { key: '998', at: y(end.lower998), text: format.percent(0.998, 1), strong: false },
  ].filter((label) => label !== undefined && label !== false)
  const places = spread(
    labels.map((label) => label.at),
    17,
  )
  return labels.map((label, index) => (
    <text
      key={label.key}
      className={label.strong ? 't-strong' : 't-muted'}
      x={plot.right + 6}
      y={round((places[index] ?? label.at) + 5)}
    >
      {label.text}
    </text>
  ))
}

function Places({
  points,
  x,
  y,
}: {
  points: readonly FunnelPlace[]
  x: (n: number) => number
  y: (share: number) => number
}) {
  const radius = (point: FunnelPlace) => (point.outside > 0 ? 6 : 4.5)
  const marks = points.map((point) => ({ point, cx: x(point.passages), cy: y(point.share) }))
  const order = [...marks].sort((a, b) => b.point.outside - a.point.outside || b.point.passages - a.point.passages)
  const labels = placeLabels(
    order.map(({ point, cx, cy }) => ({
      key: point.place,
      text: point.place,
      x: cx,
      y: cy,
      radius: radius(point),
      bold: point.outside > 0,
      needed: point.outside > 0,
    })),
    { left: plot.left, right: plot.right, top: 2, bottom: plot.bottom - 2 },
  )
  return (
    <>
      {marks.map(({ point, cx, cy }) => (
        <circle
          key={point.place}
          className={point.outside === 0 ? 'dot--open' : point.side === 'above' ? 'd2' : 'd0'}
          cx={round(cx)}
          cy={round(cy)}
          r={radius(point)}
        />
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
    </>
  )
}
