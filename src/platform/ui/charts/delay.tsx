import { useId } from 'react'
import { useRender } from '../context.tsx'

/** 0 in target, 1 up to 1.5 times the target, 2 up to 2.2 times, 3 beyond. */
export type DelayClass = 0 | 1 | 2 | 3

/** Upper ends of the classes 0 to 2, as multiples of the target. They belong to the data: the same on every page. */
const delayThresholds = [1, 1.5, 2.2] as const

/** The class of a median wait against its target, both in the same unit; null without one of them. */
export function delayClass(median: number | null, target: number | null): DelayClass | null {
  if (median === null || target === null || target <= 0) return null
  const ratio = median / target
  if (ratio <= delayThresholds[0]) return 0
  if (ratio <= delayThresholds[1]) return 1
  return ratio <= delayThresholds[2] ? 2 : 3
}

export const delayFill = ['d0', 'd1', 'd2', 'd3'] as const

/** Hatches for classes 2 and 3, so that the order survives without colour. Ids are unique per drawing. */
export function Hatches({ id }: { id: string }) {
  return (
    <defs>
      <pattern id={`${id}h2`} width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <path className="hatch" d="M0 0V8" />
      </pattern>
      <pattern id={`${id}h3`} width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <path className="hatch" d="M0 0V8M0 0H8" />
      </pattern>
    </defs>
  )
}

export function hatchFill(id: string, delay: DelayClass | null): string | undefined {
  return delay === 2 || delay === 3 ? `url(#${id}h${delay})` : undefined
}

/** A small square of the class, before a figure in a table. The figure itself says what it means. */
export function DelaySwatch({ delay }: { delay: DelayClass | null }) {
  const id = useId()
  if (delay === null) return null
  const hatch = hatchFill(id, delay)
  return (
    <svg className="nl-chart nl-swatch" viewBox="0 0 12 12" aria-hidden="true" focusable="false">
      {hatch && <Hatches id={id} />}
      <rect className={delayFill[delay]} width="12" height="12" rx="2" />
      {hatch && <rect fill={hatch} width="12" height="12" />}
    </svg>
  )
}

/** What the colours of the classes mean. */
export function DelayLegend() {
  const { t } = useRender()
  const id = useId()
  return (
    <ul className="nl-legend" aria-label={t('chart.legend')}>
      {([0, 1, 2, 3] as const).map((delay) => {
        const hatch = hatchFill(id + delay, delay)
        return (
          <li key={delay}>
            <svg className="nl-chart" viewBox="0 0 24 14" aria-hidden="true" focusable="false">
              {hatch && <Hatches id={id + delay} />}
              <rect className={delayFill[delay]} width="24" height="14" rx="2" />
              {hatch && <rect fill={hatch} width="24" height="14" />}
            </svg>
            {t(`chart.delay-${delay}`)}
          </li>
        )
      })}
    </ul>
  )
}
