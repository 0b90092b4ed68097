import { max } from 'd3-array'
import { scaleLinear } from 'd3-scale'
import { useRender } from '../context.tsx'
import { AxisTitle, Grid, type Plot } from './axes.tsx'
import { ChartSvg, type ChartWords, round } from './figure.tsx'
import { textWidth } from './textwidth.ts'

/** A class of waits; the engine's histogram gives them. */
export interface WaitClass {
  readonly fromDay: number
  /** Last day of the class; null in the open class at the end. */
  readonly toDay: number | null
  readonly arrived: number
  /** Still waiting, by the wait so far. */
  readonly open: number
  readonly inTarget: boolean
}

export interface WaitHistogramProps extends ChartWords {
  readonly classes: readonly WaitClass[]
  readonly widthDays: number
  readonly target: number | null
  readonly median: number | null
  /** Nine of ten wait no longer than this. */
  readonly p90: number | null
  /** Words under the axis, where waits are not in days. */
  readonly axisTitle?: string
}

const width = 640
const height = 300
const plot: Plot = { left: 44, right: 636, top: 24, bottom: 252 }

/** How the waits are spread: blue in target, beyond it warm; people who still wait stand hollow on top. */
export function WaitHistogram({ classes, widthDays, target, median, p90, axisTitle, ...words }: WaitHistogramProps) {
  const { t, format } = useRender()
  const last = classes.at(-1)
  if (!last) return null
  const x = scaleLinear([0, classes.length * widthDays], [plot.left, plot.right])
  const most = max(classes, (item) => item.arrived + item.open) ?? 0
  const y = scaleLinear([0, Math.max(1, most)], [plot.bottom, plot.top + 14]).nice(4)
  const ticks = y.ticks(4).filter(Number.isInteger)
  return (
    <ChartSvg {...words} width={width} height={height}>
      <Grid plot={plot} ticks={ticks} y={y} label={(tick) => format.number(tick)} />
      {classes.map((item, index) => {
        const left = round(x(index * widthDays) + 1)
        const wide = round(x(widthDays) - x(0) - 2)
        const top = y(item.arrived)
        return (
          <g key={item.fromDay}>
            {item.arrived > 0 && (
              <rect
                className={item.inTarget ? 'd0' : 'd2'}
                x={left}
                y={round(top)}
                width={wide}
                height={round(plot.bottom - top)}
              />
            )}
            {item.open > 0 && (
              <rect
                className="hollow"
                x={left + 0.5}
                y={round(y(item.arrived + item.open))}
                width={wide - 1}
                height={round(top - y(item.arrived + item.open))}
              />
            )}
          </g>
        )
      })}
      {dayTicks(classes.length, widthDays).map((day) => (
        <text key={day} className="t-muted" x={round(x(day))} y={plot.bottom + 20} textAnchor="middle">
          {format.number(day)}
        </text>
      ))}
      {last.toDay === null && (
        <text className="t-muted" x={plot.right} y={plot.bottom + 20} textAnchor="end">
          {t('chart.from', { days: format.number(last.fromDay) })}
        </text>
      )}
      <AxisTitle plot={plot} y={height - 6}>
        {axisTitle ?? t('chart.wait-classes', { width: widthDays })}
      </AxisTitle>
      <Lines
        marks={[
          target !== null && {
            key: 'target',
            at: targetEdge(classes, widthDays, target),
            text: t('chart.target', { days: format.number(target) }),
          },
          median !== null && { key: 'median', at: median, text: t('chart.median', { days: format.number(median) }) },
          p90 !== null && {
            key: 'p90',
            at: p90,
            text: t('chart.p90', { share: format.percent(0.9), days: format.number(p90) }),
          },
        ].filter((mark) => mark !== false)}
        x={x}
        end={classes.length * widthDays}
      />
    </ChartSvg>
  )
}

/** A wait of exactly the target keeps it, so the line stands behind the class that ends with that day. */
function targetEdge(classes: readonly WaitClass[], widthDays: number, target: number): number {
  const index = classes.findIndex((item) => item.toDay === target)
  return index < 0 ? target : (index + 1) * widthDays
}

/** About five days at class borders, none so near the end that it meets the words of the open class. */
function dayTicks(classes: number, widthDays: number): number[] {
  const step = Math.max(1, Math.ceil(classes / 5))
  return Array.from({ length: classes }, (_, index) => index)
    .filter((index) => index % step === 0 && index <= classes - 1 - step * 0.35)
    .map((index) => index * widthDays)
}

interface LineMark {
  readonly key: string
  readonly at: number
  readonly text: string
}

/** Lines with their words, one row lower for each, turned to the left where the right edge is near. Values beyond the last class get none. */
function Lines({ marks, x, end }: { marks: readonly LineMark[]; x: (day: number) => number; end: number }) {
  return marks
    .filter((mark) => mark.at <= end)
    .map((mark, row) => {
      const at = round(x(mark.at))
      const turned = at + 8 + textWidth(mark.text, 14, true) > width
      const top = 4 + row * 26
      return (
        <g key={mark.key}>
          <path className={mark.key === 'target' ? 'target' : 'mark'} d={`M${at} ${top}V${plot.bottom}`} />
          <text
            className="t-strong t-halo"
            x={turned ? at - 6 : at + 6}
            y={top + 10}
            textAnchor={turned ? 'end' : 'start'}
          >
            {mark.text}
          </text>
        </g>
      )
    })
}
