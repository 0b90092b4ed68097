import { zone } from '../../kernel/zone.ts'
import { type EventLog, type LabelColumn, plainCodes } from '../log.ts'
import { vectorOf } from '../statistics/quantiles.ts'
import type { Vector } from '../statistics/vector.ts'
import { orderKeys, rowsByCase } from './order.ts'

/** A log at a glance. */
export interface LogFigures {
  readonly cases: number
  readonly events: number
  /** Distinct values of the column asked for, those that occur. */
  readonly activities: number
  /** Cases by their first and by their last value, most first. */
  readonly starts: readonly Counted[]
  readonly ends: readonly Counted[]
  /** From the first to the last event of a case, in milliseconds; null for a log without any. */
  readonly duration: Vector | null
  /** Different sequences of values, and the most frequent ones. */
  readonly variants: number
  readonly topVariants: readonly { readonly values: readonly string[]; readonly cases: number }[]
  /** Cases in which a value occurs more than once, by value. */
  readonly rework: readonly Counted[]
  /** Milliseconds UTC; null for a log without times. */
  readonly first: number | null
  readonly last: number | null
}

export interface Counted {
  readonly value: string
  readonly cases: number
}

/**
 * Cases, their first and last values, durations, variants and rework. Events without case or time take no part in what
 * needs an order; `events` counts them all.
 */
export function logFigures(log: EventLog, by: LabelColumn = log.activities, top = 10): LogFigures {
  const cases = plainCodes(log.cases.codes)
  const values = plainCodes(by.codes)
  const keys = orderKeys(log, zone('Europe/Berlin'))
  const rows = rowsByCase(cases, log.cases.labels.length, keys)
  const starts = new Int32Array(by.labels.length)
  const ends = new Int32Array(by.labels.length)
  const rework = new Int32Array(by.labels.length)
  const seenIn = new Int32Array(by.labels.length).fill(-1)
  const again = new Int32Array(by.labels.length).fill(-1)
  const durations: number[] = []
  const variants = new Map<string, { first: number; to: number; cases: number }>()
  let first = Number.POSITIVE_INFINITY
  let last = Number.NEGATIVE_INFINITY
  for (let from = 0; from < rows.length; ) {
    const at = cases[rows[from]!]!
    let to = from
    let sequence = ''
    let lastValue = -1
    for (; to < rows.length && cases[rows[to]!] === at; to++) {
      const value = values[rows[to]!]!
      if (value < 0) continue
      if (lastValue < 0) starts[value]! += 1
      lastValue = value
      sequence += String.fromCodePoint(value + 1 < 0xd800 ? value + 1 : value + 0x801)
      if (seenIn[value] === at && again[value] !== at) {
        again[value] = at
        rework[value]! += 1
      }
      seenIn[value] = at
    }
    if (lastValue >= 0) ends[lastValue]! += 1
    durations.push(log.time[rows[to - 1]!]! - log.time[rows[from]!]!)
    first = Math.min(first, log.time[rows[from]!]!)
    last = Math.max(last, log.time[rows[to - 1]!]!)
    const variant = variants.get(sequence)
    if (variant) variant.cases++
    else variants.set(sequence, { first: from, to, cases: 1 })
    from = to
  }
  const frequent = [...variants.values()].sort((a, b) => b.cases - a.cases || a.first - b.first).slice(0, top)
  return {
    cases: log.cases.labels.length,
    events: log.size,
    activities: new Set(values.filter((value) => value >= 0)).size,
    starts: counted(starts, by.labels),
    ends: counted(ends, by.labels),
    duration: vectorOf(Float64Array.from(durations)),
    variants: variants.size,
    topVariants: frequent.map(({ first: from, to, cases: count }) => ({
      values: [...rows.subarray(from, to)].flatMap((row) => (values[row]! < 0 ? [] : [by.labels[values[row]!]!])),
      cases: count,
    })),
    rework: counted(rework, by.labels),
    first: Number.isFinite(first) ? first : null,
    last: Number.isFinite(last) ? last : null,
  }
}

function counted(counts: Int32Array, labels: readonly string[]): readonly Counted[] {
  return labels
    .flatMap((value, code) => (counts[code]! > 0 ? [{ value, cases: counts[code]! }] : []))
    .sort((a, b) => b.cases - a.cases || (a.value < b.value ? -1 : 1))
}
