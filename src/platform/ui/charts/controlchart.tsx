import { max } from 'd3-array'
import { scaleLinear } from 'd3-scale'
import { line } from 'd3-shape'
import { useRender } from '../context.tsx'
import { Grid, type Plot } from './axes.tsx'
import { ChartSvg, type ChartWords, round } from './figure.tsx'
import { spread } from './labels.ts'
import { MonthAxis } from './monthseries.tsx'

/** One month of a process; null where there is no figure. */
export interface ControlPoint {
  /** `2026-11`. */
  readonly month: string
  readonly value: number | null
  /** How many times as long or as short as the month before; 1 and more. */
  readonly step: number | null
  /** One of the rules says that this month is no chance. */
  readonly signal: boolean
  /** False where not everything that happened has been recorded yet: no part of the process, drawn grey on grey. */
  readonly complete: boolean
}

export interface ControlChartProps extends ChartWords {
  readonly months: readonly ControlPoint[]
  readonly centre: number
  readonly lower: number
  readonly upper: number
  readonly stepLimit: number
  readonly target: number | null
}

const width = 640
const height = 420
const values: Plot = { left: 44, right: 540, top: 16, bottom: 232 }
const steps: Plot = { left: 44, right: 540, top: 284, bottom: 372 }

/**
 * A process behaviour chart (XmR): single values between the limits of the process, the moving range below. Months with a
 * signal are diamonds, months that are not complete are grey.
 */
export function ControlChart({ months, centre, lower, upper, stepLimit, target, ...words }: ControlChartProps) {
  const { t, format } = useRender()
  const highest = max([...months.map(({ value }) => value ?? 0), upper, target ?? 0]) ?? 0
  const x = scaleLinear([0, Math.max(1, months.length - 1)], [values.left + 8, values.right - 8])
  const y = scaleLinear([0, Math.max(1, highest)], [values.bottom, values.top]).nice(4)
  const widest = max([...months.map(({ step }) => step ?? 1), stepLimit]) ?? 2
  const far = scaleLinear([1, Math.max(2, widest)], [steps.bottom, steps.top]).nice(2)
  const inDays = (value: number) => format.number(Math.round(value))
  const asFactor = (value: number) => format.number(value, 1)
  const names = [
    { key: 'upper', at: y(upper), text: t('chart.upper-limit', { days: inDays(upper) }), look: 't-muted' },
    { key: 'centre', at: y(centre), text: t('chart.middle', { days: inDays(centre) }), look: 't-strong' },
    { key: 'lower', at: y(lower), text: t('chart.lower-limit', { days: inDays(lower) }), look: 't-muted' },
    ...(target === null
      ? []
      : [{ key: 'target', at: y(target), text: t('chart.target', { days: format.number(target) }), look: 't-strong' }]),
  ].sort((one, other) => one.at - other.at)
  const places = spread(
    names.map(({ at }) => at),
    18,
  )
  const firm = months.filter(({ complete }) => complete).length
  return (
    <ChartSvg {...words} width={width} height={height}>
      {firm < months.length &&
        [values, steps].map(({ top, bottom }) => (
          <rect
            key={top}
            className="unknown"
            x={round(x(firm - 0.5))}
            y={top}
            width={round(values.right - x(firm - 0.5))}
            height={bottom - top}
          />
        ))}
      <Grid plot={values} ticks={y.ticks(4)} y={y} label={(tick) => format.number(tick)} />
      <Grid plot={steps} ticks={far.ticks(2)} y={far} label={asFactor} />
      <text className="t-muted" x={steps.left} y={steps.top - 12}>
        {t('chart.step')}
      </text>
      {[upper, lower].map((limit) => (
        <path key={limit} className="limit" d={across(y(limit), values)} />
      ))}
      <path className="limit limit--in" d={across(y(centre), values)} />
      {target !== null && <path className="target" d={across(y(target), values)} />}
      <path className="limit" d={across(far(stepLimit), steps)} />
      <Curve months={months} of={({ value }) => value} x={x} y={y} />
      <Curve months={months} of={({ step }) => step} x={x} y={far} thin />
      {names.map(({ key, text, look, at }, index) => (
        <text key={key} className={look} x={values.right + 8} y={round((places[index] ?? at) + 5)}>
          {text}
        </text>
      ))}
      <text className="t-muted" x={steps.right + 8} y={round(far(stepLimit) + 5)}>
        {t('chart.step-limit', { factor: asFactor(stepLimit) })}
      </text>
      <MonthAxis months={months} x={x} bottom={steps.bottom} />
    </ChartSvg>
  )
}

const across = (at: number, { left, right }: Plot): string => `M${left} ${round(at)}H${right}`

/** Complete months in colour, the others grey from the last complete one on. */
function Curve({
  months,
  of,
  x,
  y,
  thin = false,
}: {
  months: readonly ControlPoint[]
  of: (point: ControlPoint) => number | null
  x: (index: number) => number
  y: (value: number) => number
  thin?: boolean
}) {
  const firm = months.filter(({ complete }) => complete).length
  const path = (from: number, to: number) =>
    line<ControlPoint>()
      .x((_, index) => round(x(from + index)))
      .y((point) => round(y(of(point) ?? 0)))
      .defined((point) => of(point) !== null)(months.slice(from, to)) ?? ''
  return (
    <>
      <path className={thin ? 'line line--thin' : 'line'} d={path(0, firm)} />
      {firm < months.length && <path className="line--grey" d={path(Math.max(0, firm - 1), months.length)} />}
      {months.map((point, index) => {
        const value = of(point)
        if (value === null) return null
        const [cx, cy] = [round(x(index)), round(y(value))]
        if (point.signal && !thin)
          return (
            <path
              key={point.month}
              className="signal"
              d={`M${cx} ${cy - 6}L${cx + 6} ${cy}L${cx} ${cy + 6}L${cx - 6} ${cy}Z`}
            />
          )
        return (
          <circle
            key={point.month}
            className={point.complete ? 'dot' : 'dot--grey'}
            cx={cx}
            cy={cy}
            r={thin ? 2.5 : 3.5}
          />
        )
      })}
    </>
  )
}
