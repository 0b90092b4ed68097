import { meter } from './meter.ts'
import type { Follows } from './types.ts'

export interface SelectionOptions {
  /** Target in milliseconds (of working days where waits are): for every edge, or by its two values, null for none. */
  readonly target?: number | ((from: string, to: string) => number | null)
  /**
   * Only passages whose target instant (departure + target; without a target the departure) lies in it. Instants in
   * milliseconds UTC; `to` is excluded.
   */
  readonly period?: { readonly from: number; readonly to: number }
  /** Formal hand-overs (same person on both sides): `with` unless told. */
  readonly formal?: 'with' | 'without' | 'only'
}

/** Which passages count, and which of them are judged by their target. */
export interface Selection {
  /** Target per slot in milliseconds; NaN for none. */
  readonly target: Float64Array
  /** Per row; absent when all count. */
  readonly keep?: Uint8Array
  /** Per open passage. */
  readonly keepOpen: Uint8Array
  /**
   * Per row: the target instant was past at the end of the log, so it is known whether the target was kept. Absent when
   * nothing is open: then every passage is judged.
   */
  readonly judged?: Uint8Array
  /** End of the period asked for; infinite without one. */
  readonly end: number
}

export function select(follows: Follows, options: SelectionOptions): Selection {
  const { slotOf, open, previous, wait, log } = follows
  const target = targets(follows, options.target)
  const { until } = meter(log, follows.options)
  const waited = (row: number, instant: number) =>
    previous ? until(previous[row]!, instant) : instant - (log.time[row]! - wait[row]!)
  const { period } = options
  const end = period?.to ?? Number.POSITIVE_INFINITY
  const due = (slot: number) => (Number.isNaN(target[slot]!) ? 0 : target[slot]!)

  const keepOpen = Uint8Array.from(open.slot, (slot, i) => {
    if (options.formal === 'only') return 0
    if (!period) return 1
    const row = open.row[i]!
    return until(row, period.from) <= due(slot) && due(slot) < until(row, period.to) ? 1 : 0
  })
  const someFormal = follows.formal !== undefined && options.formal !== undefined && options.formal !== 'with'
  if (options.formal === 'only' && !follows.formal) return { target, keepOpen, end, keep: new Uint8Array(log.size) }
  const keep = period || someFormal ? new Uint8Array(log.size) : undefined
  const judged = open.slot.length > 0 ? new Uint8Array(log.size) : undefined
  if (keep || judged) {
    for (let row = 0; row < log.size; row++) {
      const slot = slotOf[row]!
      if (slot < 0) continue
      if (judged && waited(row, open.asOf) >= due(slot)) judged[row] = 1
      if (!keep) continue
      if (someFormal && (follows.formal![row] === 1) !== (options.formal === 'only')) continue
      if (period && !(waited(row, period.from) <= due(slot) && due(slot) < waited(row, period.to))) continue
      keep[row] = 1
    }
  }
  return { target, keepOpen, end, ...(keep && { keep }), ...(judged && { judged }) }
}

function targets(follows: Follows, target: SelectionOptions['target']): Float64Array {
  const { slots, labels, count, open } = follows
  const column = new Float64Array(slots.size()).fill(Number.NaN)
  if (target === undefined) return column
  if (typeof target === 'number') return column.fill(target)
  const occurs = (slot: number) => {
    column[slot] = target(labels[slots.from(slot)]!, labels[slots.to(slot)]!) ?? Number.NaN
  }
  for (let slot = 0; slot < column.length; slot++) if (count[slot]! > 0) occurs(slot)
  open.slot.forEach(occurs)
  return column
}
