import type { ReactNode } from 'react'
import { round } from './figure.tsx'

export interface Plot {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** Horizontal grid with its figures; the line at the bottom is the axis. */
export function Grid({
  plot,
  ticks,
  y,
  label,
}: {
  plot: Plot
  ticks: readonly number[]
  y: (value: number) => number
  label: (value: number) => string
}) {
  return ticks.map((tick) => {
    const at = round(y(tick))
    return (
      <g key={tick}>
        <path className={Math.abs(at - plot.bottom) < 0.5 ? 'axis' : 'grid'} d={`M${plot.left} ${at}H${plot.right}`} />
        <text className="t-muted" x={plot.left - 8} y={at + 5} textAnchor="end">
          {label(tick)}
        </text>
      </g>
    )
  })
}

/** Words under the axis. */
export function AxisTitle({ plot, y, children }: { plot: Plot; y: number; children: ReactNode }) {
  return (
    <text className="t-muted" x={round((plot.left + plot.right) / 2)} y={y} textAnchor="middle">
      {children}
    </text>
  )
}
