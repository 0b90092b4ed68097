import { type EventLog, type LabelColumn, plainCodes } from '../log.ts'
import { vectorOf } from '../statistics/quantiles.ts'
import type { Vector } from '../statistics/vector.ts'

/** How cases kept a deadline that stands in the log itself. Durations in milliseconds. */
export interface DeadlineFigures {
  readonly cases: number
  readonly withDeadline: number
  /** Cases whose last event came after the deadline. */
  readonly lastEventAfter: number
  /** Cases with an end date of their own, and how many of those came after the deadline. */
  readonly withEnd: number
  readonly endAfter: number
  /** From the begin (own begin date, else first event) to the deadline. */
  readonly allowed: Vector | null
  /** From the begin to the last event. */
  readonly taken: Vector | null
}

export interface DeadlineOptions {
  /** Attribute with the deadline; a case's first value counts. */
  readonly deadline: LabelColumn
  readonly begin?: LabelColumn
  readonly end?: LabelColumn
}

/** Deadlines of cases against what happened. Attribute values are ISO 8601 with an offset, or taken as UTC. */
export function deadlineFigures(log: EventLog, options: DeadlineOptions): DeadlineFigures {
  const cases = plainCodes(log.cases.codes)
  const count = log.cases.labels.length
  const firstEvent = new Float64Array(count).fill(Number.POSITIVE_INFINITY)
  const lastEvent = new Float64Array(count).fill(Number.NEGATIVE_INFINITY)
  for (let row = 0; row < log.size; row++) {
    const at = cases[row]!
    if (at < 0 || Number.isNaN(log.time[row]!)) continue
    firstEvent[at] = Math.min(firstEvent[at]!, log.time[row]!)
    lastEvent[at] = Math.max(lastEvent[at]!, log.time[row]!)
  }
  const perCase = (column: LabelColumn | undefined) => firstPerCase(cases, count, column)
  const deadline = perCase(options.deadline)
  const begin = perCase(options.begin).map((value, at) => (Number.isNaN(value) ? firstEvent[at]! : value))
  const end = perCase(options.end)
  const all = Array.from({ length: count }, (_, at) => at)
  const dated = all.filter((at) => !Number.isNaN(deadline[at]!))
  const ended = all.filter((at) => !Number.isNaN(end[at]!))
  const timed = all.filter((at) => Number.isFinite(lastEvent[at]!))
  return {
    cases: count,
    withDeadline: dated.length,
    lastEventAfter: dated.filter((at) => lastEvent[at]! > deadline[at]!).length,
    withEnd: ended.length,
    endAfter: ended.filter((at) => end[at]! > deadline[at]!).length,
    allowed: vectorOf(Float64Array.from(dated, (at) => deadline[at]! - begin[at]!).filter(Number.isFinite)),
    taken: vectorOf(Float64Array.from(timed, (at) => lastEvent[at]! - begin[at]!)),
  }
}

function firstPerCase(cases: Int32Array, count: number, column: LabelColumn | undefined): Float64Array {
  const found = new Float64Array(count).fill(Number.NaN)
  if (!column) return found
  const instants = instantsOf(column)
  for (let row = 0; row < cases.length; row++) {
    const at = cases[row]!
    if (at >= 0 && Number.isNaN(found[at]!)) found[at] = instants[row]!
  }
  return found
}

const instantPattern = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::(\d{2})(?:[.,](\d+))?)?\s*(Z|[+-]\d{2}:?\d{2})?)?$/

/**
 * A column of texts as instants (milliseconds UTC), each text read once: ISO 8601 with `T` or a blank, offset or none
 * (then UTC). NaN where there is no value or no instant.
 */
export function instantsOf(column: LabelColumn): Float64Array {
  const byCode = column.labels.map((label) => {
    const match = instantPattern.exec(label)
    if (!match) return Number.NaN
    const [, date, minutes = '00:00', seconds = '00', fraction = '0', offset = 'Z'] = match
    return (
      Date.parse(`${date}T${minutes}:${seconds}${offset.replace(/(\d{2})(\d{2})$/, '$1:$2')}`) +
      Number(`0.${fraction}`) * 1000
    )
  })
  return Float64Array.from(plainCodes(column.codes), (code) => (code < 0 ? Number.NaN : byCode[code]!))
}

/** Time from the begin to the end of the events of each value, in milliseconds; events without a begin are left out. */
export function serviceTimes(
  log: EventLog,
  started: Float64Array,
  by: LabelColumn = log.activities,
): ReadonlyMap<string, Vector> {
  const values = plainCodes(by.codes)
  const times: number[][] = by.labels.map(() => [])
  for (let row = 0; row < log.size; row++) {
    const time = log.time[row]! - started[row]!
    if (values[row]! >= 0 && !Number.isNaN(time)) times[values[row]!]!.push(time)
  }
  return new Map(
    by.labels.flatMap((label, code) => {
      const vector = vectorOf(Float64Array.from(times[code]!))
      return vector ? [[label, vector] as const] : []
    }),
  )
}
