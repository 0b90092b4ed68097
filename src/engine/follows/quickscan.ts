import { type Codes, type EventLog, type LabelColumn, missingCode, plainCodes } from '../log.ts'
import { nothingOpen } from './open.ts'
import type { Follows } from './types.ts'

type Scanned = Pick<Follows, 'caseCodes' | 'count' | 'slotOf' | 'wait' | 'pingPong' | 'open' | 'issues'>

/** What both loops read and write. */
interface Columns {
  readonly cases: Int32Array
  readonly caseCount: number
  /** As they are: widening them first would cost as much as the scan saves. */
  readonly values: Codes
  readonly valueCount: number
  readonly time: Float64Array
  readonly slotOf: Int16Array | Int32Array
  readonly wait: Float64Array
  readonly count: Int32Array
  readonly pingPong: Int32Array
}

/**
 * One pass over events that are already in order and lack nothing, remembering the last row of every case: no sort, no
 * grouping. Gives up (undefined) at the first event that is out of order or without case, time or value; the full scan
 * takes over then.
 */
export function quickScan(log: EventLog, by: LabelColumn, valueCount: number, handovers: boolean): Scanned | undefined {
  if (by.codes.includes(missingCode(by.codes))) return undefined
  const slots = valueCount ** 2
  const columns: Columns = {
    cases: plainCodes(log.cases.codes),
    caseCount: log.cases.labels.length,
    values: by.codes,
    valueCount,
    time: log.time,
    slotOf: slots <= 0x7fff ? new Int16Array(log.size) : new Int32Array(log.size),
    wait: new Float64Array(log.size),
    count: new Int32Array(slots),
    pingPong: new Int32Array(slots),
  }
  const inOrder = handovers ? scanChanges(columns) : scanSteps(columns)
  if (!inOrder) return undefined
  const { cases, slotOf, wait, count, pingPong } = columns
  return {
    caseCodes: cases,
    count,
    slotOf,
    wait,
    pingPong,
    open: nothingOpen,
    issues: {
      sorted: false,
      withoutTime: 0,
      withoutCase: 0,
      withoutValue: 0,
      negative: 0,
      uncertain: 0,
      openWithoutSender: 0,
    },
  }
}

/** False when the input is not in order. */
function scanSteps({ cases, caseCount, values, valueCount, time, slotOf, wait, count }: Columns): boolean {
  // Only the row is remembered: one small table stays in the cache, and the columns are read where they were read lately.
  const last = new Int32Array(caseCount).fill(-1)
  slotOf.fill(-1)
  for (let row = 0; row < slotOf.length; row++) {
    const at = cases[row]!
    const previous = last[at]!
    if (previous >= 0) {
      const waited = time[row]! - time[previous]!
      if (!(waited >= 0)) return false // NaN fails this too
      const slot = values[previous]! * valueCount + values[row]!
      slotOf[row] = slot
      wait[row] = waited
      count[slot]!++
    } else if (at < 0 || Number.isNaN(time[row]!)) return false
    last[at] = row
  }
  return true
}

/** As scanSteps, for changes of value; a second memory per case knows the value before the last change. */
function scanChanges({ cases, caseCount, values, valueCount, time, slotOf, wait, count, pingPong }: Columns): boolean {
  const last = new Int32Array(caseCount).fill(-1)
  const valueBefore = new Int32Array(caseCount).fill(-1)
  slotOf.fill(-1)
  for (let row = 0; row < slotOf.length; row++) {
    const at = cases[row]!
    const previous = last[at]!
    if (previous >= 0) {
      const waited = time[row]! - time[previous]!
      if (!(waited >= 0)) return false
      const before = values[previous]!
      const value = values[row]!
      if (before !== value) {
        const slot = before * valueCount + value
        slotOf[row] = slot
        wait[row] = waited
        count[slot]!++
        if (valueBefore[at] === value) pingPong[value * valueCount + before]!++
        valueBefore[at] = before
      }
    } else if (at < 0 || Number.isNaN(time[row]!)) return false
    last[at] = row
  }
  return true
}
