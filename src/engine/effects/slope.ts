import { between, type DatedWaits } from '../hurdles/dated.ts'
import { type Baseline, scoreOf, standing } from '../statistics/shift.ts'

export interface Slope {
  /** Change of the logarithm of the wait in a month. */
  readonly slope: number
  /** Its standard error where months are no more alike than single waits make them. */
  readonly error: number
  /** One in units of the other; 0 where there are too few months. */
  readonly clear: number
}

/** The trend of waits by the month of their offer, from their scores against the baseline. */
export function monthlySlope(baseline: Baseline, waits: DatedWaits): Slope {
  const points: { month: number; sum: number; information: number }[] = []
  for (let i = 0; i < waits.month.length; ) {
    const month = waits.month[i]!
    const own = between(waits, month, month + 1)
    i += own.wait.length
    points.push({ month, ...standing(baseline, own) })
  }
  const information = points.reduce((sum, one) => sum + one.information, 0)
  const centre = points.reduce((sum, one) => sum + one.information * one.month, 0) / information
  const spread = points.reduce((sum, one) => sum + one.information * (one.month - centre) ** 2, 0)
  if (!(spread > 0)) return { slope: 0, error: Number.POSITIVE_INFINITY, clear: 0 }
  // What waits a tenth longer score, per unit of the logarithm, turns scores into logarithms.
  const perLog = scoreOf(baseline, waits, 1.1) / Math.log(1.1)
  const moment = points.reduce((sum, one) => sum + one.sum * (one.month - centre), 0)
  const error = 1 / Math.sqrt(spread) / perLog
  const slope = moment / spread / perLog
  return { slope, error, clear: slope / error }
}
