import { useRender } from '../../../../platform/ui/index.ts'
import { unitOf } from '../domain.ts'

/** Says durations given in days, in the unit in which people say them; a dash where there is none. */
export function useDuration(): (days: number | null) => string {
  const { t, format } = useRender()
  return (days) => {
    if (days === null) return '–'
    const { unit, amount } = unitOf(days)
    return t(`insight.explore.duration.${unit}`, { amount: format.number(amount, Math.abs(amount) < 10 ? 1 : 0) })
  }
}
