import type { Zone } from '../../kernel/zone.ts'
import type { EventLog } from '../log.ts'

/**
 * The order of events within a case. Input is sorted, not trusted: by time, equal instants by order of arrival. A record
 * that knows only the day stands at the beginning of its day, days by order of arrival; where that says more than is
 * known is what `uncertainRows` finds.
 */

/** The instant by which each event is ordered; for a day, its beginning in the zone. The log's own column where all are instants. */
export function orderKeys(log: EventLog, zone: Zone): Float64Array {
  const { dayOnly, time } = log
  if (!dayOnly) return time
  return time.map((value, row) => (dayOnly[row] && !Number.isNaN(value) ? zone.startOfDay(value / 86_400_000) : value))
}

/** True when no event comes after a later one of its case; events without case or time do not matter. */
export function isInOrder(cases: Int32Array, caseCount: number, keys: Float64Array): boolean {
  const last = new Float64Array(caseCount).fill(Number.NEGATIVE_INFINITY)
  for (let row = 0; row < cases.length; row++) {
    const at = cases[row]!
    if (at < 0 || Number.isNaN(keys[row]!)) continue
    if (keys[row]! < last[at]!) return false
    last[at] = keys[row]!
  }
  return true
}

/**
 * The rows that have a case and a time, case by case, each case in order of time, ties by order of arrival. One pass to
 * count, one to place; a case is sorted only if it is out of order.
 */
export function rowsByCase(cases: Int32Array, caseCount: number, keys: Float64Array): Int32Array {
  const next = new Int32Array(caseCount + 1)
  let kept = 0
  for (let row = 0; row < cases.length; row++) {
    if (cases[row]! < 0 || Number.isNaN(keys[row]!)) continue
    next[cases[row]! + 1]! += 1
    kept++
  }
  for (let at = 0; at < caseCount; at++) next[at + 1]! += next[at]!
  const starts = next.slice()
  const rows = new Int32Array(kept)
  for (let row = 0; row < cases.length; row++) {
    if (cases[row]! < 0 || Number.isNaN(keys[row]!)) continue
    rows[next[cases[row]!]!++] = row
  }
  for (let at = 0; at < caseCount; at++) sortCase(rows, starts[at]!, starts[at + 1]!, keys)
  return rows
}

/** Rows came in order of arrival, so a stable sort by key is the order wanted. */
function sortCase(rows: Int32Array, from: number, to: number, keys: Float64Array): void {
  let sorted = true
  for (let i = from + 1; i < to && sorted; i++) sorted = keys[rows[i]!]! >= keys[rows[i - 1]!]!
  if (sorted) return
  if (to - from > 32) {
    rows.subarray(from, to).sort((a, b) => keys[a]! - keys[b]! || a - b)
    return
  }
  for (let i = from + 1; i < to; i++) {
    const row = rows[i]!
    const key = keys[row]!
    let j = i - 1
    for (; j >= from && keys[rows[j]!]! > key; j--) rows[j + 1] = rows[j]!
    rows[j + 1] = row
  }
}

/**
 * 1 for each position in `rows` whose place is not known: the case has another event on that local day, and one of the two
 * records only the day.
 */
export function uncertainRows(rows: Int32Array, cases: Int32Array, log: EventLog, zone: Zone): Uint8Array | undefined {
  const { dayOnly, time } = log
  if (!dayOnly) return undefined
  const uncertain = new Uint8Array(rows.length)
  const dayOf = (row: number) => Math.floor((time[row]! + (dayOnly[row] ? 0 : zone.offset(time[row]!))) / 86_400_000)
  for (let from = 0; from < rows.length; ) {
    const first = rows[from]!
    const day = dayOf(first)
    let days = dayOnly[first]!
    let to = from + 1
    while (to < rows.length && cases[rows[to]!] === cases[first] && dayOf(rows[to]!) === day)
      days += dayOnly[rows[to++]!]!
    if (to - from > 1 && days > 0) uncertain.fill(1, from, to)
    from = to
  }
  return uncertain
}
