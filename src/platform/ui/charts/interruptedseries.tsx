import { max } from 'd3-array'
import { scaleLinear } from 'd3-scale'
import { line } from 'd3-shape'
import { useRender } from '../context.tsx'
import { Grid, type Plot } from './axes.tsx'
import { ChartSvg, type ChartWords, round } from './figure.tsx'
import { MonthAxis } from './monthseries.tsx'

interface InterruptedSeriesProps extends ChartWords {
  /** Oldest first; `comparison` is the median where the measure does not act. */
  readonly months: readonly {
    readonly month: string
    readonly phase: 'before' | 'after'
    readonly median: number | null
    readonly comparison: number | null
  }[]
  /** Level of the months before and after the start, in days. */
  readonly before: number | null
  readonly after: number | null
  /** What would have been after the start without the measure, with its interval. */
  readonly without: { readonly value: number; readonly lower: number | null; readonly upper: number | null } | null
}

const width = 640
const height = 300
const plot: Plot = { left: 44, right: 612, top: 16, bottom: 252 }

/** Months before and after a start: medians as dots, the level of both sides, and dashed what would have come without it. */
export function InterruptedSeries({ months, before, after, without, ...words }: InterruptedSeriesProps) {
  const { t, format } = useRender()
  const shown = months.flatMap(({ median, comparison }) => [median ?? 0, comparison ?? 0])
  const highest = max([...shown, before ?? 0, after ?? 0, without?.value ?? 0, without?.upper ?? 0]) ?? 0
  const x = scaleLinear([0, Math.max(1, months.length - 1)], [plot.left + 10, plot.right])
  const y = scaleLinear([0, Math.max(1, highest)], [plot.bottom, plot.top]).nice(4)
  const start = months.findIndex(({ phase }) => phase === 'after')
  const at = start < 0 ? plot.right : round(x(start - 0.5))
  const other = line<(typeof months)[number]>()
    .x((_, index) => round(x(index)))
    .y((point) => round(y(point.comparison ?? 0)))
    .defined((point) => point.comparison !== null)
  const flat = (value: number, from: number, to: number) => `M${from} ${round(y(value))}H${to}`
  return (
    <ChartSvg {...words} width={width} height={height}>
      <Grid plot={plot} ticks={y.ticks(4)} y={y} label={(tick) => format.number(tick)} />
      {without && without.lower !== null && without.upper !== null && start >= 0 && (
        <path
          className="band"
          d={`M${at} ${round(y(without.upper))}H${plot.right}V${round(y(without.lower))}H${at}Z`}
        />
      )}
      <path className="limit" d={other([...months]) ?? ''} />
      {months.map(({ month, median }, index) =>
        median === null ? null : (
          <circle key={month} className="dot--open" cx={round(x(index))} cy={round(y(median))} r="4" />
        ),
      )}
      {before !== null && <path className="line" d={flat(before, plot.left, at)} />}
      {start >= 0 && without && <path className="target" d={flat(without.value, at, plot.right)} />}
      {start >= 0 && after !== null && <path className="line" d={flat(after, at, plot.right)} />}
      {start >= 0 && (
        <>
          <path className="mark" d={`M${at} ${plot.top - 8}V${plot.bottom}`} />
          <text
            className="t-strong t-halo"
            x={start > months.length / 2 ? at - 6 : at + 6}
            y={plot.top}
            textAnchor={start > months.length / 2 ? 'end' : 'start'}
          >
            {t('chart.start')}
          </text>
        </>
      )}
      <MonthAxis months={months} x={x} />
    </ChartSvg>
  )
}
