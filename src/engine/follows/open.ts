import { type LabelColumn, plainCodes } from '../log.ts'
import type { Slots } from './slots.ts'

/**
 * What still waits in a log. That a case ends somewhere says nothing: only a record that something was passed on and not
 * yet begun, or an interface declared to follow, makes a passage open.
 */
export interface OpenRule {
  /**
   * Per event: 1 where it only announces that the case now waits for the event's value (a lifecycle of schedule or assign,
   * an invitation). Announcements are no steps. They are settled by the next step with their value; one that is not, at the
   * end of its case, is an open passage from the last step before it. `markers` makes the column.
   */
  readonly marker?: Uint8Array
  /** Where a case whose last step has the value `from` waits for `to`. */
  readonly declared?: readonly { readonly from: string; readonly to: string }[]
  /** Up to when open passages have waited (milliseconds UTC); the latest time of the log unless told. */
  readonly asOf?: number
}

/** Open passages in columns. */
export interface OpenPassages {
  readonly slot: Int32Array
  /** Milliseconds waited so far, from the last step to `asOf`. */
  readonly wait: Float64Array
  /** The row of that last step. */
  readonly row: Int32Array
  /** Milliseconds UTC; NaN without an open rule. */
  readonly asOf: number
}

export const nothingOpen: OpenPassages = {
  slot: new Int32Array(0),
  wait: new Float64Array(0),
  row: new Int32Array(0),
  asOf: Number.NaN,
}

/** The marker column: 1 for each event whose value in `column` is one of `values`. */
export function markers(column: LabelColumn, values: readonly string[]): Uint8Array {
  const wanted = Uint8Array.from(column.labels, (label) => (values.includes(label) ? 1 : 0))
  const marker = new Uint8Array(column.codes.length)
  plainCodes(column.codes).forEach((code, row) => {
    marker[row] = code < 0 ? 0 : wanted[code]!
  })
  return marker
}

/** Collects open passages while a scan walks through the cases one after the other. */
export interface OpenCollector {
  announce(value: number): void
  step(value: number, row: number): void
  endCase(): void
  /** Ends the collecting; `waited(row)` is the wait from a row to `asOf`. */
  finish(waited: (row: number) => number, asOf: number): { open: OpenPassages; withoutSender: number }
}

export function openCollector(
  rule: OpenRule | undefined,
  labels: readonly string[],
  slots: Slots,
  handovers: boolean,
): OpenCollector {
  const follows = new Map<number, number[]>()
  for (const { from, to } of rule?.declared ?? []) {
    const [before, after] = [labels.indexOf(from), labels.indexOf(to)]
    if (before >= 0 && after >= 0) follows.set(before, [...(follows.get(before) ?? []), after])
  }
  /** The row that each announced value waits since, -1 for none. */
  const pending = new Map<number, number>()
  const valueAt = new Map<number, number>()
  const slot: number[] = []
  const row: number[] = []
  let lastValue = -1
  let lastRow = -1
  let withoutSender = 0

  function add(from: number, to: number, since: number): void {
    if (handovers && from === to) return
    slot.push(slots.at(from, to))
    row.push(since)
  }

  return {
    announce(value) {
      if (pending.has(value)) return
      pending.set(value, lastRow)
      if (lastRow >= 0) valueAt.set(lastRow, lastValue)
    },
    step(value, at) {
      pending.delete(value)
      lastValue = value
      lastRow = at
    },
    endCase() {
      for (const to of follows.get(lastValue) ?? []) if (!pending.has(to)) add(lastValue, to, lastRow)
      for (const [to, since] of pending) {
        if (since < 0) withoutSender++
        else add(valueAt.get(since)!, to, since)
      }
      pending.clear()
      valueAt.clear()
      lastValue = -1
      lastRow = -1
    },
    finish(waited, asOf) {
      const rows = Int32Array.from(row)
      return {
        open: { slot: Int32Array.from(slot), row: rows, wait: Float64Array.from(rows, waited), asOf },
        withoutSender,
      }
    },
  }
}
