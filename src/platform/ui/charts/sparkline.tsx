import { extent } from 'd3-array'
import { scaleLinear } from 'd3-scale'
import { line } from 'd3-shape'
import { round } from './figure.tsx'

export interface SparklineProps {
  /** One value per month, oldest first; null where there is none. */
  readonly values: readonly (number | null)[]
  readonly target: number | null
  /** How many of the newest values are not complete yet; drawn dotted. */
  readonly incomplete?: number
}

const width = 128
const height = 36

/** The shape of a development beside its figure in a table cell. Decoration: the figure says what counts. */
export function Sparkline({ values, target, incomplete = 0 }: SparklineProps) {
  const known = values.filter((value) => value !== null)
  const [low, high] = extent(target === null ? known : [...known, target])
  if (known.length === 0 || low === undefined || high === undefined) return null
  const x = scaleLinear([0, Math.max(1, values.length - 1)], [2, width - 4])
  const y = scaleLinear(low === high ? [low - 1, high + 1] : [low, high], [height - 4, 4])
  const path = line<number | null>(
    (_, index) => round(x(index)),
    (value) => round(y(value ?? 0)),
  ).defined((value) => value !== null)
  const firm = values.map((value, index) => (index < values.length - incomplete ? value : null))
  const open = values.map((value, index) => (index >= values.length - incomplete - 1 ? value : null))
  const last = firm.findLastIndex((value) => value !== null)
  const lastValue = firm[last]
  return (
    <svg className="nl-chart nl-spark" viewBox={`0 0 ${width} ${height}`} aria-hidden="true" focusable="false">
      {target !== null && <path className="target" d={`M0 ${round(y(target))}H${width}`} />}
      <path className="line line--thin" d={path(firm) ?? ''} />
      {incomplete > 0 && <path className="line line--thin line--open" d={path(open) ?? ''} />}
      {typeof lastValue === 'number' && <circle className="dot" cx={round(x(last))} cy={round(y(lastValue))} r="3" />}
    </svg>
  )
}
