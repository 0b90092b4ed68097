import { max } from 'd3-array'
import { scaleLinear } from 'd3-scale'
import { area, line } from 'd3-shape'
import { useRender } from '../context.tsx'
import { Grid, type Plot } from './axes.tsx'
import { ChartSvg, type ChartWords, round } from './figure.tsx'
import { spread } from './labels.ts'
import { textWidth } from './textwidth.ts'

/** One month; the engine's monthly figures give them. Null where there is no figure. */
export interface MonthPoint {
  /** `2026-11`. */
  readonly month: string
  readonly median: number | null
  readonly lowerQuartile: number | null
  readonly upperQuartile: number | null
  /** False where not everything that happened has been recorded yet. */
  readonly complete: boolean
}

export interface ChangePoint {
  /** First month of the new level. */
  readonly month: string
  readonly before: number | null
  readonly after: number | null
  readonly direction: 'longer' | 'shorter'
}

export interface MonthSeriesProps extends ChartWords {
  readonly months: readonly MonthPoint[]
  readonly target: number | null
  readonly changes?: readonly ChangePoint[]
}

const width = 640
const height = 300
const plot: Plot = { left: 44, right: 572, top: 16, bottom: 252 }

/** The median by month with the middle half of the waits around it. Months that are not complete are dotted and hollow. */
export function MonthSeries({ months, target, changes = [], ...words }: MonthSeriesProps) {
  const { format } = useRender()
  const highest = max([...months.map((point) => point.upperQuartile ?? point.median ?? 0), target ?? 0]) ?? 0
  const x = scaleLinear([0, Math.max(1, months.length - 1)], [plot.left, plot.right])
  const y = scaleLinear([0, Math.max(1, highest)], [plot.bottom, plot.top]).nice(4)
  const firm = months.filter((point) => point.complete).length
  return (
    <ChartSvg {...words} width={width} height={height}>
      <Grid plot={plot} ticks={y.ticks(4)} y={y} label={(tick) => format.number(tick)} />
      <Curves months={months} firm={firm} x={x} y={y} />
      {target !== null && <path className="target" d={`M${plot.left} ${round(y(target))}H${plot.right}`} />}
      <EndLabels months={months} target={target} x={x} y={y} />
      <Changes changes={changes} months={months} x={x} />
      <MonthAxis months={months} x={x} />
    </ChartSvg>
  )
}

interface Scales {
  readonly x: (index: number) => number
  readonly y: (value: number) => number
}

function Curves({ months, firm, x, y }: Scales & { months: readonly MonthPoint[]; firm: number }) {
  const band = area<MonthPoint>()
    .x((point) => round(x(months.indexOf(point))))
    .y0((point) => round(y(point.lowerQuartile ?? 0)))
    .y1((point) => round(y(point.upperQuartile ?? 0)))
    .defined((point) => point.lowerQuartile !== null && point.upperQuartile !== null)
  const median = line<MonthPoint>()
    .x((point) => round(x(months.indexOf(point))))
    .y((point) => round(y(point.median ?? 0)))
    .defined((point) => point.median !== null)
  const open = months.slice(Math.max(0, firm - 1))
  return (
    <>
      <path className="band" d={band(months.slice(0, firm)) ?? ''} />
      {open.length > 1 && <path className="band--open" d={band(open) ?? ''} />}
      <path className="line" d={median(months.slice(0, firm)) ?? ''} />
      {open.length > 1 && <path className="line line--open" d={median(open) ?? ''} />}
      {months.map((point, index) =>
        point.median === null || (point.complete && !alone(months, index) && index !== firm - 1) ? null : (
          <circle
            key={point.month}
            className={point.complete ? 'dot' : 'dot--open'}
            cx={round(x(index))}
            cy={round(y(point.median))}
            r="4"
          />
        ),
      )}
    </>
  )
}

/** A month between two without figures has no line to stand on. */
function alone(months: readonly MonthPoint[], index: number): boolean {
  return (months[index - 1]?.median ?? null) === null && (months[index + 1]?.median ?? null) === null
}

/** The target and the last complete median, named at the right edge, kept apart. */
function EndLabels({ months, target, x, y }: Scales & { months: readonly MonthPoint[]; target: number | null }) {
  const { t, format } = useRender()
  const last = months.findLastIndex((point) => point.complete && point.median !== null)
  const median = months[last]?.median ?? null
  // The figure stands on the side that the dotted line leaves free.
  const rises = (months[last + 1]?.median ?? Number.NEGATIVE_INFINITY) > (median ?? 0)
  const labels = [
    target !== null && { key: 'target', at: y(target), text: t('chart.target', { days: format.number(target) }) },
    median !== null && last === months.length - 1 && { key: 'median', at: y(median), text: format.number(median) },
  ].filter((label) => label !== false)
  const places = spread(
    labels.map((label) => label.at),
    18,
  )
  return (
    <>
      {labels.map((label, index) => (
        <text key={label.key} className="t-strong" x={plot.right + 8} y={round((places[index] ?? label.at) + 5)}>
          {label.text}
        </text>
      ))}
      {median !== null && last < months.length - 1 && (
        <text className="t-strong t-halo" x={round(x(last) + 8)} y={round(y(median) + (rises ? 20 : -4))}>
          {format.number(median)}
        </text>
      )}
    </>
  )
}

/** A line between the months where the level changed, with before and after. */
function Changes({
  changes,
  months,
  x,
}: {
  changes: readonly ChangePoint[]
  months: readonly MonthPoint[]
  x: (index: number) => number
}) {
  const { t, format } = useRender()
  return changes.map((change, row) => {
    const index = months.findIndex((point) => point.month === change.month)
    if (index < 1) return null
    const at = round(x(index - 0.5))
    const first = t(change.direction === 'longer' ? 'chart.jump' : 'chart.drop', { month: format.month(change.month) })
    const second =
      change.before !== null && change.after !== null
        ? t('chart.change', { before: format.number(change.before), after: format.number(change.after) })
        : ''
    const turned = at + 8 + Math.max(textWidth(first, 14, true), textWidth(second)) > plot.right
    const anchor = turned ? 'end' : 'start'
    const top = plot.top + 2 + (row % 2) * 42
    return (
      <g key={change.month}>
        <path className="mark" d={`M${at} ${top}V${plot.bottom}`} />
        <text className="t-strong t-halo" x={turned ? at - 6 : at + 6} y={top + 12} textAnchor={anchor}>
          {first}
        </text>
        <text className="t-muted t-halo" x={turned ? at - 6 : at + 6} y={top + 31} textAnchor={anchor}>
          {second}
        </text>
      </g>
    )
  })
}

/** Months as words, years below them. Time runs left to right in every script. */
export function MonthAxis({
  months,
  x,
  bottom = plot.bottom,
}: {
  months: readonly { readonly month: string }[]
  x: (index: number) => number
  bottom?: number
}) {
  const { format } = useRender()
  const step = [1, 2, 3, 6, 12].find((every) => (months.length / every) * 46 <= plot.right - plot.left) ?? 12
  const years = Map.groupBy(
    months.map((point, index) => ({ year: point.month.slice(0, 4), index })),
    (item) => item.year,
  )
  return (
    <>
      {months.map((point, index) =>
        index % step === 0 ? (
          <text key={point.month} className="t-muted" x={round(x(index))} y={bottom + 20} textAnchor="middle">
            {format.monthShort(point.month)}
          </text>
        ) : null,
      )}
      {[...years].map(([year, items]) => {
        const [first, last] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0]
        return (
          <g key={year}>
            {items.length > 1 && (
              <text className="t-muted" x={round(x((first + last) / 2))} y={bottom + 42} textAnchor="middle">
                {year}
              </text>
            )}
            {first > 0 && <path className="axis" d={`M${round(x(first - 0.5))} ${bottom + 28}v18`} />}
          </g>
        )
      })}
    </>
  )
}
