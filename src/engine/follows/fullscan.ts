import { zone } from '../../kernel/zone.ts'
import { type EventLog, plainCodes } from '../log.ts'
import { meter } from './meter.ts'
import { openCollector } from './open.ts'
import { isInOrder, orderKeys, rowsByCase, uncertainRows } from './order.ts'
import type { Slots } from './slots.ts'
import type { Follows, HandoverOptions } from './types.ts'

type Scanned = Pick<
  Follows,
  'caseCodes' | 'count' | 'slotOf' | 'wait' | 'previous' | 'pingPong' | 'formal' | 'uncertain' | 'open' | 'issues'
>

/** The scan for every kind of log: case by case, each in its order, with all that the options ask for. */
export function fullScan(
  log: EventLog,
  cases: Int32Array,
  labels: readonly string[],
  slots: Slots,
  handovers: boolean,
  options: HandoverOptions,
): Scanned {
  const { open: rule, resource } = options
  const caseCount = log.cases.labels.length
  const values = plainCodes(options.by.codes)
  const missing = options.missing === undefined ? -1 : labels.indexOf(options.missing)
  const local = zone(options.timeZone ?? 'Europe/Berlin')
  const keys = orderKeys(log, local)
  const rows = rowsByCase(cases, caseCount, keys)
  const unsure = uncertainRows(rows, cases, log, local)
  const people = resource && plainCodes(resource.codes)
  const waits = meter(log, options)
  const opens = openCollector(rule, labels, slots, handovers)

  const slotOf = new Int32Array(log.size).fill(-1)
  const wait = new Float64Array(log.size)
  const previous = new Int32Array(log.size).fill(-1)
  const formal = people && new Uint8Array(log.size)
  const uncertain = unsure && new Uint8Array(log.size)
  const back = new Int32Array(log.size).fill(-1)
  let withoutValue = 0
  let negative = 0
  let uncertainCount = 0

  let current = -1
  let last = -1
  let lastAt = -1
  let lastValue = -1
  let valueBefore = -1
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i]!
    if (cases[row] !== current) {
      if (current >= 0) opens.endCase()
      current = cases[row]!
      last = -1
      lastValue = -1
      valueBefore = -1
    }
    let value = values[row]!
    if (value < 0) value = missing
    if (value < 0) {
      withoutValue++
      continue
    }
    if (rule?.marker?.[row]) {
      opens.announce(value)
      continue
    }
    opens.step(value, row)
    if (last >= 0 && (!handovers || value !== lastValue)) {
      slotOf[row] = slots.at(lastValue, value)
      previous[row] = last
      wait[row] = waits.between(last, row)
      if (wait[row]! < 0) negative++
      if (formal && people[row]! >= 0 && people[row] === people[last]) formal[row] = 1
      if (uncertain && (unsure[i] || unsure[lastAt])) {
        uncertain[row] = 1
        uncertainCount++
      }
      if (handovers) {
        if (valueBefore === value) back[row] = slots.at(value, lastValue)
        valueBefore = lastValue
      }
    }
    last = row
    lastAt = i
    lastValue = value
  }
  if (current >= 0) opens.endCase()
  const asOf = rule?.asOf ?? latest(log.time)
  const { open, withoutSender } = opens.finish((row) => Math.max(0, waits.until(row, asOf)), rule ? asOf : Number.NaN)

  return {
    caseCodes: cases,
    count: tally(slotOf, slots.size()),
    slotOf,
    wait,
    previous,
    pingPong: tally(back, slots.size()),
    ...(formal && { formal }),
    ...(uncertain && { uncertain }),
    open,
    issues: {
      sorted: !isInOrder(cases, caseCount, keys),
      withoutTime: countWhere(log.time, Number.isNaN),
      withoutCase: countWhere(cases, (at) => at < 0),
      withoutValue,
      negative,
      uncertain: uncertainCount,
      openWithoutSender: withoutSender,
    },
  }
}

function tally(slotOf: Int32Array, size: number): Int32Array {
  const counts = new Int32Array(size)
  for (let row = 0; row < slotOf.length; row++) if (slotOf[row]! >= 0) counts[slotOf[row]!]! += 1
  return counts
}

function countWhere(values: Float64Array | Int32Array, is: (value: number) => boolean): number {
  let count = 0
  for (let row = 0; row < values.length; row++) if (is(values[row]!)) count++
  return count
}

function latest(time: Float64Array): number {
  let last = Number.NEGATIVE_INFINITY
  for (let row = 0; row < time.length; row++) if (time[row]! > last) last = time[row]!
  return last
}
