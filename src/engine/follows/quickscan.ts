import { nothingOpen } from './open.ts'
import type { Follows, Scan } from './types.ts'

type Scanned = Pick<Follows, 'count' | 'slotOf' | 'wait' | 'pingPong' | 'open' | 'issues'>

/**
 * One pass over events that are already in order, remembering the last event of every case: no sort, no grouping. Gives up
 * (undefined) at the first event that is out of order or lacks a case or a time; the full scan takes over then.
 */
export function quickScan(scan: Scan, time: Float64Array, slots: number): Scanned | undefined {
  const pingPong = new Int32Array(slots)
  const count = new Int32Array(slots)
  const slotOf = slots <= 0x7fff ? new Int16Array(time.length) : new Int32Array(time.length)
  const wait = new Float64Array(time.length)
  const withoutValue = scan.handovers
    ? scanChanges(scan, time, slotOf, wait, count, pingPong)
    : scanSteps(scan, time, slotOf, wait, count)
  if (withoutValue < 0) return undefined
  return {
    count,
    slotOf,
    wait,
    pingPong,
    open: nothingOpen,
    issues: {
      sorted: false,
      withoutTime: 0,
      withoutCase: 0,
      withoutValue,
      negative: 0,
      uncertain: 0,
      openWithoutSender: 0,
    },
  }
}

/** Events without a value, or -1 when the input is not in order. */
function scanSteps(
  scan: Scan,
  time: Float64Array,
  slotOf: Int16Array | Int32Array,
  wait: Float64Array,
  count: Int32Array,
): number {
  const { cases, values, missing } = scan
  const valueCount = scan.labels.length
  const lastTime = new Float64Array(scan.caseCount).fill(Number.NEGATIVE_INFINITY)
  const lastValue = new Int32Array(scan.caseCount).fill(-1)
  let withoutValue = 0
  for (let row = 0; row < time.length; row++) {
    const at = cases[row]!
    if (at < 0) return -1
    let value = values[row]!
    const now = time[row]!
    const waited = now - lastTime[at]!
    // NaN fails this too; so does infinity minus infinity.
    if (!(waited >= 0)) return -1
    if (value < 0) {
      if (missing < 0) {
        withoutValue++
        slotOf[row] = -1
        continue
      }
      value = missing
    }
    const before = lastValue[at]!
    if (before >= 0) {
      const slot = before * valueCount + value
      slotOf[row] = slot
      wait[row] = waited
      count[slot]!++
    } else slotOf[row] = -1
    lastTime[at] = now
    lastValue[at] = value
  }
  return withoutValue
}

/** As scanSteps, for changes of value; a second memory per case knows the value before the last one. */
function scanChanges(
  scan: Scan,
  time: Float64Array,
  slotOf: Int16Array | Int32Array,
  wait: Float64Array,
  count: Int32Array,
  pingPong: Int32Array,
): number {
  const { cases, values, missing } = scan
  const valueCount = scan.labels.length
  const lastTime = new Float64Array(scan.caseCount).fill(Number.NEGATIVE_INFINITY)
  const lastValue = new Int32Array(scan.caseCount).fill(-1)
  const valueBefore = new Int32Array(scan.caseCount).fill(-1)
  let withoutValue = 0
  for (let row = 0; row < time.length; row++) {
    const at = cases[row]!
    if (at < 0) return -1
    let value = values[row]!
    const now = time[row]!
    const waited = now - lastTime[at]!
    if (!(waited >= 0)) return -1
    slotOf[row] = -1
    if (value < 0) {
      if (missing < 0) {
        withoutValue++
        continue
      }
      value = missing
    }
    const before = lastValue[at]!
    if (before >= 0 && before !== value) {
      const slot = before * valueCount + value
      slotOf[row] = slot
      wait[row] = waited
      count[slot]!++
      if (valueBefore[at] === value) pingPong[value * valueCount + before]!++
      valueBefore[at] = before
    }
    lastTime[at] = now
    lastValue[at] = value
  }
  return withoutValue
}
