import type { Month } from '../../kernel/period.ts'
import { zone } from '../../kernel/zone.ts'
import { vectorOf } from '../statistics/quantiles.ts'
import type { Vector } from '../statistics/vector.ts'
import type { Follows } from './types.ts'

export interface MonthOfPassages {
  readonly month: Month
  /** Waits in milliseconds of the passages that began in the month; null for a month without any. */
  readonly wait: Vector | null
}

export interface MonthOptions {
  /** Only this pair of values. */
  readonly edge?: { readonly from: string; readonly to: string }
  /** 1 per row to count, as from `Follows.formal`. */
  readonly keep?: Uint8Array
}

/**
 * The waits by the month in which the passage began, in the zone of the options, oldest first, without gaps. By the begin
 * and not by the arrival: a month in which an office stood still would otherwise look quick.
 */
export function monthsOf(follows: Follows, options: MonthOptions = {}): readonly MonthOfPassages[] {
  const { slotOf, wait, previous, log, labels, slots } = follows
  const local = zone(follows.options.timeZone ?? 'Europe/Berlin')
  const monthAt = (instant: number, isDay: boolean) => {
    const date = new Date(instant + (isDay ? 0 : local.offset(instant)))
    return date.getUTCFullYear() * 12 + date.getUTCMonth()
  }
  const waits = new Map<number, number[]>()
  for (let row = 0; row < slotOf.length; row++) {
    const slot = slotOf[row]!
    if (slot < 0 || (options.keep && !options.keep[row])) continue
    const { edge } = options
    if (edge && (labels[slots.from(slot)] !== edge.from || labels[slots.to(slot)] !== edge.to)) continue
    const begin = previous ? log.time[previous[row]!]! : log.time[row]! - wait[row]!
    const month = monthAt(begin, previous !== undefined && log.dayOnly?.[previous[row]!] === 1)
    const list = waits.get(month)
    if (list) list.push(wait[row]!)
    else waits.set(month, [wait[row]!])
  }
  let first = Number.POSITIVE_INFINITY
  let last = Number.NEGATIVE_INFINITY
  for (const month of waits.keys()) {
    first = Math.min(first, month)
    last = Math.max(last, month)
  }
  if (waits.size === 0) return []
  return Array.from({ length: last - first + 1 }, (_, i) => ({
    month: nameOf(first + i),
    wait: vectorOf(Float64Array.from(waits.get(first + i) ?? [])),
  }))
}

function nameOf(month: number): Month {
  const year = Math.floor(month / 12)
  return `${String(year).padStart(4, '0')}-${String(month - year * 12 + 1).padStart(2, '0')}` as Month
}
